import { expect, test } from 'vitest'
import { compareOutlines } from '../outline/compare.ts'
import type { Contour, Outline, Point } from '../outline/outline.ts'
import { ellipse } from './design.fixture.ts'
import { quadraticControls } from './quadratic.ts'

type Four = [Point, Point, Point, Point]
const curve = (...numbers: number[]): Four =>
  [0, 2, 4, 6].map((k) => ({ x: numbers[k]!, y: numbers[k + 1]! })) as Four

/** An S, a tight turn, a nearly straight one and a quarter of a circle. */
const curves = [
  curve(100, 100, 700, 100, 100, 500, 700, 500),
  curve(700, 500, 960, 500, 960, 800, 700, 800),
  curve(700, 800, 500, 802, 300, 799, 100, 800),
  curve(300, 0, 300, 165.7, 165.7, 300, 0, 300),
]

test('takes as many curves as fontTools does (cu2qu of 4.68), at any tolerance', () => {
  const counts = curves.map((each) =>
    [0.5, 1, 2].map((tolerance) => quadraticControls(each, tolerance).length),
  )
  expect(counts).toEqual([
    [12, 9, 7],
    [7, 6, 5],
    [2, 2, 2],
    [5, 4, 3],
  ])
})

test('keeps within the tolerance, and the tangents of both ends', () => {
  for (const four of curves) {
    const controls = quadraticControls(four, 0.5)
    const whole = outlineOf(four)
    expect(compareOutlines(whole, quadratics(four, controls)).farDistance).toBeLessThanOrEqual(0.55)
    const [p, q, r, s] = four
    const turn = (a: Point, b: Point, c: Point) =>
      Math.abs((b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)) / Math.hypot(b.x - a.x, b.y - a.y)
    expect(turn(p, q, controls[0]!)).toBeLessThan(1e-9)
    expect(turn(s, r, controls.at(-1)!)).toBeLessThan(1e-9)
  }
})

test('a ring of quadratic curves is the ring', () => {
  const ring = ellipse(500, 380, 380, 300)
  const apart = compareOutlines([ring], [inQuadratics(ring)])
  expect(apart.iou).toBeGreaterThan(0.998)
  expect(apart.meanDistance).toBeLessThan(0.3)
})

test('a straight cubic becomes a straight curve', () => {
  const [control] = quadraticControls(curve(0, 0, 100, 0, 200, 0, 300, 0), 0.5)
  expect(control!.y).toBe(0)
})

/** Closed by a line back to the start. */
const closed = (start: Point, segments: Contour['segments']): Outline => [
  { start, segments: [...segments, { kind: 'line', to: start }] },
]
const outlineOf = ([p, first, second, to]: Four) => closed(p, [{ kind: 'cubic', first, second, to }])

function quadratics(four: Four, controls: readonly Point[]): Outline {
  return closed(four[0], segmentsOf(controls, four[3]))
}

const segmentsOf = (controls: readonly Point[], end: Point) =>
  controls.map((control, at) => {
    const next = controls[at + 1]
    const to = next ? { x: (control.x + next.x) / 2, y: (control.y + next.y) / 2 } : end
    return { kind: 'quadratic' as const, control, to }
  })

function inQuadratics({ start, segments }: Contour): Contour {
  let from = start
  const all = segments.flatMap((segment) => {
    const four: Four = [from, segment.to, segment.to, segment.to]
    if (segment.kind === 'cubic') [four[1], four[2]] = [segment.first, segment.second]
    from = segment.to
    return segmentsOf(quadraticControls(four, 0.5), segment.to)
  })
  return { start, segments: all }
}
