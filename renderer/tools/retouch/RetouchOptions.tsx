import { useStore } from 'zustand'
import { paintKey, takesSource, toolSettings } from '../../canvas/index.ts'
import { sampleKinds, toneRanges } from '../../document/index.ts'
import { useT } from '../../i18n/index.ts'
import { Segmented } from '../../ui/Segmented.tsx'
import { Select } from '../../ui/Select.tsx'
import { Switch } from '../../ui/Switch.tsx'
import { BrushOptions } from '../basic/BrushOptions.tsx'

/** A brush, and what the tool in hand does with it. */
export function RetouchOptions() {
  const tool = useStore(toolSettings, paintKey)
  return (
    <>
      <BrushOptions />
      {takesSource(tool) && <CloneFields />}
      {(tool === 'dodge' || tool === 'burn') && <ToneFields />}
    </>
  )
}

function CloneFields() {
  const t = useT()
  const cloning = useStore(toolSettings, (state) => state.cloning)
  const change = (part: Partial<typeof cloning>) =>
    toolSettings.setState({ cloning: { ...cloning, ...part } })
  return (
    <>
      <div className="options__divider" />
      <Select
        label={t('retouch:sample.label')}
        value={cloning.sample}
        onChange={(sample) => change({ sample })}
        groups={[sampleKinds.map((value) => ({ value, label: t(`retouch:sample.${value}`) }))]}
      />
      <Switch
        label={t('retouch:aligned')}
        checked={cloning.aligned}
        onChange={(aligned) => change({ aligned })}
      />
    </>
  )
}

function ToneFields() {
  const t = useT()
  const { range } = useStore(toolSettings, (state) => state.toning)
  return (
    <>
      <div className="options__divider" />
      <Segmented
        label={t('retouch:range.label')}
        value={range}
        onChange={(value) => toolSettings.setState({ toning: { range: value } })}
        segments={toneRanges.map((value) => ({ value, label: t(`retouch:range.${value}`) }))}
      />
    </>
  )
}
