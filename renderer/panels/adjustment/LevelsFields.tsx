import { useState } from 'react'
import {
  type Adjustment,
  type ChannelLevels,
  defaultAdjustments,
} from '../../../electron/contract/document/index.ts'
import { useT } from '../../i18n/index.ts'
import { Slider } from '../../ui/Slider.tsx'
import { ChannelChoice } from './ChannelChoice.tsx'
import type { FieldsProps } from './fieldsProps.ts'
import { type Channel, HistogramView } from './HistogramView.tsx'

/** What becomes black and white, the middle, and what black and white become; of all channels or of one. */
export function LevelsFields({
  adjustment,
  histogram,
  onChange,
  onCommit,
}: FieldsProps<Extract<Adjustment, { kind: 'levels' }>>) {
  const t = useT()
  const [channel, setChannel] = useState<Channel>('rgb')
  const levels = adjustment[channel]
  const slider = (name: keyof ChannelLevels, min: number, max: number, more = {}) => (
    <Slider
      label={t(`adjust:fields.${name}`)}
      value={levels[name]}
      usual={defaultAdjustments.levels.rgb[name]}
      min={min}
      max={max}
      {...more}
      onChange={(value) => onChange({ ...adjustment, [channel]: { ...levels, [name]: value } })}
      onCommit={onCommit}
    />
  )
  return (
    <>
      <ChannelChoice value={channel} onChange={setChannel} />
      <HistogramView histogram={histogram} channel={channel} />
      {slider('black', 0, Math.max(0, levels.white - 1))}
      {slider('gamma', 0.1, 9.99, { step: 0.01, digits: 2, power: 3 })}
      {slider('white', Math.min(255, levels.black + 1), 255)}
      {slider('outBlack', 0, 255)}
      {slider('outWhite', 0, 255)}
    </>
  )
}
