import { expect, test } from 'vitest'
import type { ColorPlanes } from '../../../imaging/colorPlanes.ts'
import { Random } from '../../../nets/random.ts'
import { edgesHints } from './edgesHints.ts'

const [width, height] = [48, 32]
const count = width * height
const inside = (i: number) => Math.hypot((i % width) - 20, Math.floor(i / width) - 16) < 10
const [disc, ground] = [
  [0.8, 0.4, 0.1],
  [0.9, 0.9, 0.9],
]
const picture: ColorPlanes = {
  width,
  height,
  data: Float32Array.from(
    { length: 3 * count },
    (_, at) => (inside(at % count) ? disc : ground)![Math.floor(at / count)]!,
  ),
}
const pairs = Array.from({ length: 200 }, (_, k) => edgesHints.pair(picture, new Random(5, 'pair', k)))

test('the ink comes first, hints have colours of the target, and their plane says where they are', () => {
  for (const { input, target } of pairs) {
    expect(input).toHaveLength(5 * count)
    expect(new Set(input.subarray(0, count))).toEqual(new Set([-1, 1]))
    const said = input.subarray(4 * count)
    for (const plane of [0, 1, 2]) {
      const values = target.subarray(plane * count, (plane + 1) * count)
      const [low, high] = [Math.min(...values) - 1e-6, Math.max(...values) + 1e-6]
      const hints = input.subarray((plane + 1) * count, (plane + 2) * count)
      expect(hints.every((hint, i) => (said[i] === 1 ? hint >= low && hint <= high : hint === 0))).toBe(true)
    }
  }
})

test('colours change places in some pictures, and a hint tells each time', () => {
  const at = 16 * width + 20
  const changed = pairs.filter(({ target }) => Math.abs(target[at]! - 0.6) > 1e-6)
  expect(changed.length).toBeGreaterThan(4)
  expect(changed.length).toBeLessThan(40)
  for (const { input, target } of changed) {
    // The same three values, in another order.
    const color = [0, 1, 2].map((c) => target[c * count + at]!)
    expect([...color].sort((a, b) => a - b).map((value) => value.toFixed(4))).toEqual([
      '-0.8000',
      '-0.2000',
      '0.6000',
    ])
    const said = Array.from(input.subarray(4 * count))
    expect(said.some((value, i) => value === 1 && inside(i))).toBe(true)
  }
})

test('shows the ink, and what it makes as it is', () => {
  const { input, target } = pairs[0]!
  const given = { shape: [1, 5, height, width], data: input }
  expect(edgesHints.showInput(given)).toEqual({ shape: [1, 1, height, width], data: input.slice(0, count) })
  const made = { shape: [1, 3, height, width], data: target }
  expect(edgesHints.showOutput(made, given)).toBe(made)
})
