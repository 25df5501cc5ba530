import { useStore } from 'zustand'
import { toolSettings } from '../../canvas/index.ts'
import { useT } from '../../i18n/index.ts'
import { Switch } from '../../ui/Switch.tsx'
import { TransformFields } from './TransformFields.tsx'

/** Move and the tools that place an object. */
export function MoveOptions() {
  const t = useT()
  const { autoSelect } = useStore(toolSettings, (state) => state.move)
  return (
    <>
      <Switch
        label={t('app:options.autoSelect')}
        checked={autoSelect}
        onChange={(checked) => toolSettings.setState({ move: { autoSelect: checked } })}
      />
      <div className="options__divider" />
      <TransformFields />
    </>
  )
}
