import { type KeyboardEvent, type PointerEvent, useState } from 'react'
import type { ChartPoint } from './Plot.tsx'
import { nearest } from './scale.ts'

const strides: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1, PageUp: -10, PageDown: 10 }

/**
 * The point of a chart whose values are read off: the one nearest to the pointer, or that the keys have gone to, else the
 * last one. `handlers` belong to the element that is pointed at.
 *
 * @param stepAt the step at so many pixels from the element's left edge
 */
export function useReading(points: readonly ChartPoint[], stepAt: (x: number) => number) {
  const [at, setAt] = useState<number | null>(null)
  const last = points.length - 1
  const follow = ({ clientX, currentTarget }: PointerEvent<HTMLElement>) => {
    const { left } = currentTarget.getBoundingClientRect()
    const steps = points.map((point) => point.step)
    setAt(nearest(steps, stepAt(clientX - left)))
  }
  const walk = (event: KeyboardEvent) => {
    const by = strides[event.key]
    const end = { Home: 0, End: last }[event.key]
    if (by === undefined && end === undefined) return
    event.preventDefault()
    setAt(end ?? Math.max(0, Math.min(last, (at ?? last) + by!)))
  }
  const leave = () => setAt(null)
  return {
    read: at === null ? points.at(-1) : points[Math.min(at, last)],
    isReading: at !== null,
    handlers: { onPointerMove: follow, onPointerLeave: leave, onKeyDown: walk, onBlur: leave },
  }
}
