import { BoxSelect, Minus, Plus } from 'lucide-react'
import { useStore } from 'zustand'
import { ActionButton } from '../../app/actions/ActionButton.tsx'
import { toolSettings } from '../../canvas/index.ts'
import { useT } from '../../i18n/index.ts'
import { Segmented } from '../../ui/Segmented.tsx'
import { Slider } from '../../ui/Slider.tsx'
import { Switch } from '../../ui/Switch.tsx'

/** What a drag says of the object, and what can be made of it. */
export function SubjectOptions() {
  const t = useT()
  const subject = useStore(toolSettings, (state) => state.subject)
  const change = (part: Partial<typeof subject>) =>
    toolSettings.setState({ subject: { ...subject, ...part } })
  return (
    <>
      <Segmented
        label={t('cutout:mode.label')}
        value={subject.mode}
        onChange={(mode) => change({ mode })}
        segments={[
          { value: 'box', label: t('cutout:mode.box'), icon: BoxSelect },
          { value: 'object', label: t('cutout:mode.object'), icon: Plus },
          { value: 'ground', label: t('cutout:mode.ground'), icon: Minus },
        ]}
      />
      <Slider
        layout="inline"
        label={t('app:options.size')}
        value={subject.size}
        usual={toolSettings.getInitialState().subject.size}
        min={1}
        max={500}
        power={2}
        unit="px"
        width={64}
        disabled={subject.mode === 'box'}
        onChange={(size) => change({ size })}
      />
      <Switch
        label={t('app:options.sampleAll')}
        checked={subject.sampleAll}
        onChange={(sampleAll) => change({ sampleAll })}
      />
      <div className="options__divider" />
      <ActionButton id="select.refine" variant="quiet" />
    </>
  )
}
