import { useEffect, useRef, useState } from 'react'
import { formatNumber, useT } from '../../i18n/index.ts'
import { Legend } from './Legend.tsx'
import { axesOf, type ChartPoint, finiteValues, Plot, type Series } from './Plot.tsx'
import { useReading } from './useReading.ts'

export interface ChartProps {
  label: string
  series: readonly Series[]
  points: readonly ChartPoint[]
  /** Steps of the whole run: the axis shows what is still to come. */
  total: number
  /** Begin the axis of values at zero. */
  fromZero?: boolean
  /** Decimals of what is read off. */
  digits: number
}

/** Lines over the steps of a run, with axes, a legend that shows and hides them, and the values under the pointer. */
export function Chart({ label, series, points, total, fromZero = false, digits }: ChartProps) {
  const t = useT()
  const [frame, width] = useWidth()
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set())
  const shown = series.filter(({ name }) => !hidden.has(name))
  const axes = axesOf({ width, total, fromZero, values: finiteValues(points, shown) })
  const { read, isReading, handlers } = useReading(points, axes.stepAt)
  const step = read && t('lab:curves.step', { step: formatNumber(read.step) })
  const numberOf = (name: string) => formatValue(read?.values[name], digits)
  const saidOf = ({ name, label: title }: Series) => `${title} ${numberOf(name)}`
  return (
    <figure className="lab-chart">
      <div
        ref={frame}
        className="lab-chart__plot"
        role="slider"
        tabIndex={0}
        aria-label={label}
        aria-description={t('lab:curves.keys')}
        aria-valuemin={0}
        aria-valuemax={total}
        aria-valuenow={read?.step ?? 0}
        aria-valuetext={read && [step, ...shown.map(saidOf)].join(', ')}
        {...handlers}
      >
        <Plot axes={axes} series={shown} points={points} read={read} cursor={isReading} />
      </div>
      <Legend
        step={step}
        series={series}
        hidden={hidden}
        onToggle={(name) => setHidden(toggled(hidden, name))}
        numberOf={numberOf}
      />
    </figure>
  )
}

function formatValue(value: number | undefined, digits: number): string {
  if (value === undefined || !Number.isFinite(value)) return ''
  return formatNumber(value, { minimumFractionDigits: digits, maximumFractionDigits: digits })
}

function toggled(set: ReadonlySet<string>, name: string): ReadonlySet<string> {
  const next = new Set(set)
  if (!next.delete(name)) next.add(name)
  return next
}

/** The width that an element has, as it changes. */
function useWidth() {
  const element = useRef<HTMLDivElement>(null)
  const [width, setWidth] = useState(480)
  useEffect(() => {
    if (!element.current) return
    const observer = new ResizeObserver(([entry]) => setWidth(Math.round(entry!.contentRect.width)))
    observer.observe(element.current)
    return () => observer.disconnect()
  }, [])
  return [element, width] as const
}
