import { useT } from '../../i18n/index.ts'
import { Segmented } from '../../ui/Segmented.tsx'
import { type Channel, channels } from './HistogramView.tsx'

/** Which channel is set. */
export function ChannelChoice({ value, onChange }: { value: Channel; onChange(channel: Channel): void }) {
  const t = useT()
  return (
    <Segmented
      label={t('adjust:channel')}
      value={value}
      onChange={onChange}
      segments={channels.map((channel) => ({ value: channel, label: t(`adjust:channels.${channel}`) }))}
    />
  )
}
