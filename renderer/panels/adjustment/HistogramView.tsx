import type { Histogram } from '../../document/index.ts'
import { useT } from '../../i18n/index.ts'

/** Which values are drawn: all three, or one. */
export const channels = ['rgb', 'red', 'green', 'blue'] as const
export type Channel = (typeof channels)[number]

/** A histogram as areas over 256 x 100 units. Single values that tower over all others are cut off. */
export function HistogramView({ histogram, channel }: { histogram: Histogram | null; channel: Channel }) {
  const t = useT()
  return (
    <svg
      className="histogram"
      viewBox="0 0 256 100"
      preserveAspectRatio="none"
      role="img"
      aria-label={t('adjust:histogram')}
    >
      <title>{t('adjust:histogram')}</title>
      <HistogramAreas histogram={histogram} channel={channel} />
    </svg>
  )
}

/** The areas alone, for a drawing that has more in it. */
export function HistogramAreas({ histogram, channel }: { histogram: Histogram | null; channel: Channel }) {
  if (!histogram) return null
  const shown = channel === 'rgb' ? (['red', 'green', 'blue'] as const) : [channel]
  const sorted = shown.flatMap((name) => [...histogram[name]]).sort((a, b) => a - b)
  const top = Math.max(1, sorted[Math.floor(0.99 * (sorted.length - 1))]!)
  return shown.map((name) => (
    <path
      key={name}
      className={`histogram__area histogram__area--${name}`}
      d={areaOf(histogram[name], top)}
    />
  ))
}

function areaOf(counts: Uint32Array, top: number): string {
  const points = Array.from(
    counts,
    (count, x) => `L${x} ${(100 - 100 * Math.min(1, count / top)).toFixed(1)}`,
  )
  return `M0 100 ${points.join(' ')} L255 100 Z`
}
