import { formatNumber } from '../../i18n/index.ts'
import { type Scale, scaleOf } from './scale.ts'

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

/** Where steps and values lie in a plot, in pixels. */
export interface Axes {
  width: number
  total: number
  x: Scale
  y: Scale
  toX(step: number): number
  toY(value: number): number
  /** The step at a distance from the left edge, also one that there is not. */
  stepAt(x: number): number
}

const HEIGHT = 190
const EDGE = { top: 10, right: 12, bottom: 24, left: 54 }

export function axesOf({
  width,
  total,
  fromZero,
  values,
}: {
  width: number
  total: number
  fromZero: boolean
  values: readonly number[]
}): Axes {
  const min = fromZero ? Math.min(0, ...values) : Math.min(...values)
  const y = scaleOf(values.length ? min : 0, values.length ? Math.max(...values) : 1, 4)
  const inner = Math.max(0, width - EDGE.left - EDGE.right)
  return {
    width,
    total,
    x: scaleOf(0, total, Math.max(2, Math.floor(width / 110))),
    y,
    toX: (step) => EDGE.left + (inner * step) / total,
    toY: (value) => EDGE.top + (HEIGHT - EDGE.top - EDGE.bottom) * (1 - (value - y.low) / (y.high - y.low)),
    stepAt: (x) => ((x - EDGE.left) / inner) * total,
  }
}

const has = ({ values }: ChartPoint, name: string) => Number.isFinite(values[name])

export const finiteValues = (points: readonly ChartPoint[], series: readonly Series[]): number[] =>
  points.flatMap((point) =>
    series.filter(({ name }) => has(point, name)).map(({ name }) => point.values[name]!),
  )

export interface PlotProps {
  axes: Axes
  series: readonly Series[]
  points: readonly ChartPoint[]
  /** Whose values are marked. */
  read: ChartPoint | undefined
  /** Marked by a line too. */
  cursor: boolean
}

/** The lines of a chart, with its axes. */
export function Plot({ axes, series, points, read, cursor }: PlotProps) {
  const { width, toX, toY } = axes
  return (
    <svg width={width} height={HEIGHT} aria-hidden>
      <Grid {...axes} />
      {series.map(({ name, color }) => (
        <polyline
          key={name}
          className="lab-chart__line"
          data-color={color}
          points={points
            .filter((point) => has(point, name))
            .map((point) => `${toX(point.step).toFixed(1)},${toY(point.values[name]!).toFixed(1)}`)
            .join(' ')}
        />
      ))}
      {cursor && read && (
        <line
          className="lab-chart__cursor"
          x1={toX(read.step)}
          x2={toX(read.step)}
          y1={EDGE.top}
          y2={HEIGHT - EDGE.bottom}
        />
      )}
      {read &&
        series
          .filter(({ name }) => has(read, name))
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
  )
}

function Grid({ width, total, x, y, toX, toY }: Axes) {
  const value = { minimumFractionDigits: y.digits, maximumFractionDigits: y.digits }
  return (
    <>
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
            {formatNumber(tick, value)}
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
    </>
  )
}
