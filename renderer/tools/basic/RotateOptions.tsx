import { useStore } from 'zustand'
import { ActionIcon } from '../../app/actions/ActionButton.tsx'
import { view } from '../../canvas/index.ts'
import { turnView } from '../../canvas/viewCommands.ts'
import { useT } from '../../i18n/index.ts'
import { NumberField } from '../../ui/NumberField.tsx'

/** How the view is turned, in degrees. */
export function RotateOptions() {
  const t = useT()
  const rotation = useStore(view, (state) => state.rotation)
  return (
    <>
      <NumberField
        label={t('app:options.rotation')}
        value={rotation}
        min={-180}
        max={180}
        digits={1}
        unit="°"
        width={66}
        onCommit={turnView}
      />
      <div className="options__group">
        <ActionIcon id="view.rotateLeft" size="normal" />
        <ActionIcon id="view.rotateRight" size="normal" />
        <ActionIcon id="view.straight" size="normal" />
      </div>
    </>
  )
}
