import { type KeyboardEvent, type PointerEvent, useEffect, useRef, useState } from 'react'
import { formatNumber, useT } from '../../i18n/index.ts'
import { nearest, scaleOf } from './scale.ts'

export interface Series {
  name: string
  label: string
  /** Which of the chart's colours. */
  color: number
}

export interface ChartPoint {
  step: number
  values: Readonly<Record<string, number>>
}

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

const HEIGHT = 190
const EDGE = { top: 10, right: 12, bottom: 24, left: 54 }

/** Lines over the steps of a run, with axes, a legend that shows and hides them, and the values under the pointer. */
export function Chart({ label, series, points, total, fromZero = false, digits }: ChartProps) {
  const t = useT()
  const [frame, width] = useWidth()
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set())
  const [at, setAt] = useState<number | null>(null)
  const shown = series.filter(({ name }) => !hidden.has(name))
  const values = points.flatMap((point) =>
    shown
      .map(({ name }) => point.values[name])
      .filter((value) => value !== undefined && Number.isFinite(value)),
  ) as number[]
  const min = fromZero ? Math.min(0, ...values) : Math.min(...values)
  const y = scaleOf(values.length ? min : 0, values.length ? Math.max(...values) : 1, 4)
  const x = scaleOf(0, total, Math.max(2, Math.floor(width / 110)))
  const inner = Math.max(0, width - EDGE.left - EDGE.right)
  const toX = (step: number) => EDGE.left + (inner * step) / total
  const toY = (value: number) =>
    EDGE.top + (HEIGHT - EDGE.top - EDGE.bottom) * (1 - (value - y.low) / (y.high - y.low))
  const steps = points.map(({ step }) => step)
  const read = at === null ? points.at(-1) : points[Math.min(at, points.length - 1)]

  const numberOf = (name: string) => {
    const value = read?.values[name]
    if (value === undefined || !Number.isFinite(value)) return ''
    return formatNumber(value, { minimumFractionDigits: digits, maximumFractionDigits: digits })
  }
  const saidOf = ({ name, label: title }: Series) => `${title} ${numberOf(name)}`

  const follow = ({ clientX, currentTarget }: PointerEvent<HTMLDivElement>) => {
    const { left } = currentTarget.getBoundingClientRect()
    setAt(nearest(steps, ((clientX - left - EDGE.left) / inner) * total))
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
        aria-valuetext={
          read && [t('lab:curves.step', { step: formatNumber(read.step) }), ...shown.map(saidOf)].join(', ')
        }
        onPointerMove={follow}
        onPointerLeave={() => setAt(null)}
        onKeyDown={walk}
        onBlur={() => setAt(null)}
      >
        <svg width={width} height={HEIGHT} aria-hidden>
          {y.ticks.map((tick) => (
            <g key={tick}>
              <line
                className="lab-chart__grid"
                x1={EDGE.left}
                x2={width - EDGE.right}
                y1={toY(tick)}
                y2={toY(tick)}
              />
              <text className="lab-chart__tick" x={EDGE.left - 8} y={toY(tick) + 4} textAnchor="end">
                {formatNumber(tick, { minimumFractionDigits: y.digits, maximumFractionDigits: y.digits })}
              </text>
            </g>
          ))}
          {x.ticks
            .filter((tick) => tick <= total)
            .map((tick) => (
              <text
                key={tick}
                className="lab-chart__tick"
                x={toX(tick)}
                y={HEIGHT - 7}
                textAnchor={toX(tick) > width - 40 ? 'end' : 'middle'}
              >
                {formatNumber(tick)}
              </text>
            ))}
          {shown.map(({ name, color }) => (
            <polyline
              key={name}
              className="lab-chart__line"
              data-color={color}
              points={points
                .filter((point) => Number.isFinite(point.values[name]))
                .map((point) => `${toX(point.step).toFixed(1)},${toY(point.values[name]!).toFixed(1)}`)
                .join(' ')}
            />
          ))}
          {at !== null && read && (
            <line
              className="lab-chart__cursor"
              x1={toX(read.step)}
              x2={toX(read.step)}
              y1={EDGE.top}
              y2={HEIGHT - EDGE.bottom}
            />
          )}
          {read &&
            shown
              .filter(({ name }) => Number.isFinite(read.values[name]))
              .map(({ name, color }) => (
                <circle
                  key={name}
                  className="lab-chart__dot"
                  data-color={color}
                  cx={toX(read.step)}
                  cy={toY(read.values[name]!)}
                  r={3}
                />
              ))}
        </svg>
      </div>
      <figcaption className="lab-legend">
        <span className="lab-legend__step number">
          {read && t('lab:curves.step', { step: formatNumber(read.step) })}
        </span>
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
