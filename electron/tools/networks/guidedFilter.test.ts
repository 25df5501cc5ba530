import { expect, test } from 'vitest'
import { Random } from '../../nets/random.ts'
import { boxMean } from './boxMean.ts'
import { type Affine, guidedFilter } from './guidedFilter.ts'

const size = { width: 13, height: 9 }
const count = size.width * size.height
const random = new Random(4)
const noise = () => Float32Array.from({ length: count }, () => 100 * random.uniform())

/** Places of the window about `i`, by the definition. */
function windowOf(i: number, radius: number): number[] {
  const [cx, cy] = [i % size.width, Math.floor(i / size.width)]
  return Array.from({ length: count }, (_, j) => j).filter(
    (j) => Math.abs((j % size.width) - cx) <= radius && Math.abs(Math.floor(j / size.width) - cy) <= radius,
  )
}
const meanOf = (values: number[]) => values.reduce((a, b) => a + b, 0) / values.length

test.each([0, 1, 3, 20])('means over windows of radius %i are those of the definition', (radius) => {
  const plane = noise()
  const found = boxMean(plane, size, radius)
  for (let i = 0; i < count; i++)
    expect(found[i]).toBeCloseTo(meanOf(windowOf(i, radius).map((j) => plane[j]!)), 3)
})

test('lines are fitted to windows by least squares, and averaged', () => {
  const [guide, picture] = [noise(), noise()]
  const [radius, epsilon] = [2, 30]
  const lines = Array.from({ length: count }, (_, i) => {
    const places = windowOf(i, radius)
    const [g, p] = [guide, picture].map((plane) => places.map((j) => plane[j]!)) as [number[], number[]]
    const [mg, mp] = [meanOf(g), meanOf(p)]
    const slope =
      meanOf(g.map((value, k) => (value - mg) * (p[k]! - mp))) /
      (meanOf(g.map((value) => (value - mg) ** 2)) + epsilon)
    return { slope, offset: mp - slope * mg }
  })
  const [{ factor, offset }] = guidedFilter(guide, [picture], size, radius, epsilon) as [Affine]
  for (let i = 0; i < count; i++) {
    const around = windowOf(i, radius).map((j) => lines[j]!)
    expect(factor[i]).toBeCloseTo(meanOf(around.map((line) => line.slope)), 2)
    expect(offset[i]).toBeCloseTo(meanOf(around.map((line) => line.offset)), 1)
  }
})
