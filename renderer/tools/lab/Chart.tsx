import { type KeyboardEvent, type PointerEvent, useEffect, useRef, useState } from 'react'
import { formatNumber, useT } from '../../i18n/index.ts'
import { axesOf, type ChartPoint, finiteValues, Plot, type Series } from './Plot.tsx'
import { nearest } from './scale.ts'

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
  const [at, setAt] = useState<number | null>(null)
  const shown = series.filter(({ name }) => !hidden.has(name))
  const axes = axesOf({ width, total, fromZero, values: finiteValues(points, shown) })
  const read = at === null ? points.at(-1) : points[Math.min(at, points.length - 1)]
  const numberOf = (name: string) => {
    const value = read?.values[name]
    if (value === undefined || !Number.isFinite(value)) return ''
    return formatNumber(value, { minimumFractionDigits: digits, maximumFractionDigits: digits })
  }
  const saidOf = ({ name, label: title }: Series) => `${title} ${numberOf(name)}`
  const step = read && t('lab:curves.step', { step: formatNumber(read.step) })

  const follow = ({ clientX, currentTarget }: PointerEvent<HTMLDivElement>) => {
    const { left } = currentTarget.getBoundingClientRect()
    const steps = points.map((point) => point.step)
    setAt(nearest(steps, axes.stepAt(clientX - left)))
  }
  const walk = (event: KeyboardEvent) => {
    const by = { ArrowLeft: -1, ArrowRight: 1, PageUp: -10, PageDown: 10 }[event.key]
    const end = { Home: 0, End: points.length - 1 }[event.key]
    if (by === undefined && end === undefined) return
    event.preventDefault()
    const from = at ?? points.length - 1
    setAt(end ?? Math.max(0, Math.min(points.length - 1, from + by!)))
  }
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
        onPointerMove={follow}
        onPointerLeave={() => setAt(null)}
        onKeyDown={walk}
        onBlur={() => setAt(null)}
      >
        <Plot axes={axes} series={shown} points={points} read={read} cursor={at !== null} />
      </div>
      <figcaption className="lab-legend">
        <span className="lab-legend__step number">{step}</span>
        {series.map(({ name, label: title, color }) => (
          <button
            key={name}
            type="button"
            className="lab-legend__entry"
            aria-pressed={!hidden.has(name)}
            disabled={series.length === 1}
            onClick={() => setHidden(toggled(hidden, name))}
          >
            <span className="lab-legend__mark" data-color={color} aria-hidden />
            {title}
            <span className="number">{numberOf(name)}</span>
          </button>
        ))}
      </figcaption>
    </figure>
  )
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
