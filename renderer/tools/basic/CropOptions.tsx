import { useStore } from 'zustand'
import { ActionButton, ActionIcon } from '../../app/actions/ActionButton.tsx'
import { toolSettings } from '../../canvas/index.ts'
import { useT } from '../../i18n/index.ts'
import { Select } from '../../ui/Select.tsx'

const ratios = {
  '1:1': 1,
  '3:2': 3 / 2,
  '4:3': 4 / 3,
  '5:4': 5 / 4,
  '16:9': 16 / 9,
  '2:3': 2 / 3,
  '3:4': 3 / 4,
  '9:16': 9 / 16,
}
type RatioName = keyof typeof ratios | 'free' | 'document'

function nameOf(ratio: number | 'document' | null): RatioName {
  if (ratio === null) return 'free'
  if (ratio === 'document') return ratio
  return (Object.keys(ratios) as (keyof typeof ratios)[]).find((name) => ratios[name] === ratio) ?? 'free'
}

export function CropOptions() {
  const t = useT()
  const ratio = useStore(toolSettings, (state) => state.crop.ratio)
  useStore(toolSettings, (state) => state.crop.straightens)
  const choose = (name: RatioName) =>
    toolSettings.setState({
      crop: {
        ...toolSettings.getState().crop,
        ratio: name === 'free' ? null : name === 'document' ? name : ratios[name],
      },
    })
  return (
    <>
      <Select<RatioName>
        label={t('app:options.ratio')}
        value={nameOf(ratio)}
        onChange={choose}
        groups={[
          [
            { value: 'free', label: t('app:options.ratioFree') },
            { value: 'document', label: t('app:options.ratioDocument') },
          ],
          (Object.keys(ratios) as (keyof typeof ratios)[]).map((name) => ({ value: name, label: name })),
        ]}
      />
      <ActionIcon id="crop.straighten" size="normal" />
      <div className="options__divider" />
      <ActionButton id="crop.cancel" />
      <ActionButton id="crop.apply" variant="primary" />
    </>
  )
}
