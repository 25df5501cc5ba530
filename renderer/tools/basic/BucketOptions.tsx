import { useStore } from 'zustand'
import { toolSettings } from '../../canvas/index.ts'
import { useT } from '../../i18n/index.ts'
import { Slider } from '../../ui/Slider.tsx'
import { Switch } from '../../ui/Switch.tsx'

/** What counts as alike, and where it is looked for. */
export function BucketOptions() {
  const t = useT()
  const bucket = useStore(toolSettings, (state) => state.bucket)
  const change = (part: Partial<typeof bucket>) => toolSettings.setState({ bucket: { ...bucket, ...part } })
  return (
    <>
      <Slider
        layout="inline"
        label={t('app:options.tolerance')}
        value={bucket.tolerance}
        usual={toolSettings.getInitialState().bucket.tolerance}
        min={0}
        max={255}
        width={48}
        onChange={(tolerance) => change({ tolerance })}
      />
      {(['contiguous', 'antialias', 'sampleAll'] as const).map((field) => (
        <Switch
          key={field}
          label={t(`app:options.${field}`)}
          checked={bucket[field]}
          onChange={(checked) => change({ [field]: checked })}
        />
      ))}
    </>
  )
}
