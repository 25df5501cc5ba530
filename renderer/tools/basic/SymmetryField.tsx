import { useStore } from 'zustand'
import { toolSettings } from '../../canvas/index.ts'
import { MAX_IMAGES, symmetryKinds } from '../../document/index.ts'
import { useT } from '../../i18n/index.ts'
import { NumberField } from '../../ui/NumberField.tsx'
import { Select } from '../../ui/Select.tsx'

/** Where strokes appear beside where they are drawn. */
export function SymmetryField() {
  const t = useT()
  const symmetry = useStore(toolSettings, (state) => state.symmetry)
  const change = (part: Partial<typeof symmetry>) =>
    toolSettings.setState({ symmetry: { ...symmetry, ...part } })
  return (
    <>
      <Select
        label={t('retouch:symmetry.label')}
        value={symmetry.kind}
        onChange={(kind) => change({ kind })}
        groups={[symmetryKinds.map((value) => ({ value, label: t(`retouch:symmetry.${value}`) }))]}
      />
      {symmetry.kind === 'radial' && (
        <NumberField
          label={t('retouch:symmetry.count')}
          hideLabel
          value={symmetry.count}
          min={2}
          max={MAX_IMAGES}
          width={52}
          onChange={(count) => change({ count })}
        />
      )}
    </>
  )
}
