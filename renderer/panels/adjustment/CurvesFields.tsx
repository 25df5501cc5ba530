import { type KeyboardEvent, type PointerEvent, useRef, useState } from 'react'
import { curveOf } from '../../../electron/contract/adjusting/tables.ts'
import type { Adjustment, Curve } from '../../../electron/contract/document/index.ts'
import { useT } from '../../i18n/index.ts'
import { ChannelChoice } from './ChannelChoice.tsx'
import { addPoint, movePoint, removePoint } from './curvePoints.ts'
import type { FieldsProps } from './fieldsProps.ts'
import { type Channel, HistogramAreas } from './HistogramView.tsx'

/** Presses nearer than that to a point take hold of it, in values. */
const REACH = 12

/**
 * A curve over the histogram. A press adds a point or takes hold of one; dragged far out of the square, or with Delete, it
 * goes. Arrow keys move the point that has the focus.
 */
export function CurvesFields({
  adjustment,
  histogram,
  onChange,
  onCommit,
}: FieldsProps<Extract<Adjustment, { kind: 'curves' }>>) {
  const t = useT()
  const [channel, setChannel] = useState<Channel>('rgb')
  const points = adjustment[channel]
  const square = useRef<SVGSVGElement>(null)
  const held = useRef<number | null>(null)
  const set = (next: Curve) => onChange({ ...adjustment, [channel]: next })

  const valuesAt = (event: PointerEvent): [number, number] => {
    const { left, top, width, height } = square.current!.getBoundingClientRect()
    return [(255 * (event.clientX - left)) / width, 255 - (255 * (event.clientY - top)) / height]
  }
  const press = (event: PointerEvent) => {
    event.currentTarget.setPointerCapture(event.pointerId)
    const [x, y] = valuesAt(event)
    const near = points.findIndex(([from, to]) => Math.hypot(from - x, to - y) < REACH)
    if (near >= 0) {
      held.current = near
      return
    }
    const added = addPoint(points, x, y)
    held.current = added.index
    set(added.points)
  }
  const drag = (event: PointerEvent) => {
    if (held.current === null) return
    const [x, y] = valuesAt(event)
    set(movePoint(points, held.current, x, y))
  }
  const release = (event: PointerEvent) => {
    const index = held.current
    held.current = null
    if (index === null) return
    const [x, y] = valuesAt(event)
    if (x < -40 || x > 295 || y < -40 || y > 295) set(removePoint(points, index))
    onCommit()
  }
  const key = (event: KeyboardEvent, index: number) => {
    const step = event.shiftKey ? 10 : 1
    const moves: Record<string, [number, number]> = {
      ArrowLeft: [-step, 0],
      ArrowRight: [step, 0],
      ArrowUp: [0, step],
      ArrowDown: [0, -step],
    }
    const move = moves[event.key]
    const [x, y] = points[index]!
    if (move) set(movePoint(points, index, x + move[0], y + move[1]))
    else if (event.key === 'Delete' || event.key === 'Backspace') set(removePoint(points, index))
    else return
    event.preventDefault()
    event.stopPropagation()
    onCommit()
  }
  const curve = curveOf(points)
  const line = Array.from({ length: 128 }, (_, k) => {
    const x = (255 * k) / 127
    return `${k === 0 ? 'M' : 'L'}${x.toFixed(1)} ${(255 - curve(x)).toFixed(1)}`
  }).join(' ')
  return (
    <>
      <ChannelChoice value={channel} onChange={setChannel} />
      {/* biome-ignore lint/a11y/useSemanticElements: a drawing is no set of fields */}
      <svg
        ref={square}
        className="curve"
        viewBox="0 0 255 255"
        role="group"
        aria-label={t('adjust:curve')}
        onPointerDown={press}
        onPointerMove={drag}
        onPointerUp={release}
      >
        <title>{t('adjust:curve')}</title>
        <g transform="scale(1 2.55)">
          <HistogramAreas histogram={histogram} channel={channel} />
        </g>
        <path
          className="curve__grid"
          d="M64 0V255M128 0V255M191 0V255M0 64H255M0 128H255M0 191H255M0 255L255 0"
        />
        <path className={`curve__line curve__line--${channel}`} d={line} />
        {points.map(([from, to], index) => (
          <circle
            // biome-ignore lint/suspicious/noArrayIndexKey: a point is named by its place in the curve
            key={index}
            className="curve__point"
            cx={from}
            cy={255 - to}
            r={5}
            tabIndex={0}
            role="slider"
            aria-label={t('adjust:point', { number: index + 1 })}
            aria-valuenow={Math.round(to)}
            aria-valuemin={0}
            aria-valuemax={255}
            aria-valuetext={`${Math.round(from)} → ${Math.round(to)}`}
            onKeyDown={(event) => key(event, index)}
          />
        ))}
      </svg>
      <p className="tool-form__hint">{t('adjust:curveHint')}</p>
    </>
  )
}
