import { ActionButton } from '../../app/actions/ActionButton.tsx'

/** Hand and zoom. */
export function ViewOptions() {
  return (
    <div className="options__group">
      <ActionButton id="view.fit" />
      <ActionButton id="view.actualSize" />
      <ActionButton id="view.zoomOut" />
      <ActionButton id="view.zoomIn" />
    </div>
  )
}
