import { expect, test } from 'vitest'
import { Random } from '../../../nets/random.ts'
import { flat, flatten, segment } from './flat.ts'

const side = 24
const count = side * side

function picture(color: (x: number, y: number) => readonly [number, number, number]) {
  const data = new Float32Array(3 * count)
  for (let i = 0; i < count; i++)
    for (const [c, value] of color(i % side, Math.floor(i / side)).entries()) data[c * count + i] = value
  return { width: side, height: side, data }
}

/** Three areas: the left half, and a right half whose lower part differs; each with a little noise. */
const noise = new Random(7)
const areas = picture((x, y) => {
  const grain = 0.02 * noise.uniform()
  if (x < 12) return [0.8 + grain, 0.2, 0.2]
  return y < 10 ? [0.2, 0.7 + grain, 0.2] : [0.2, 0.2, 0.9 + grain]
})

test('areas of like colour are found, each connected and whole', () => {
  const found = segment(areas, 0.8, 4)
  const named = new Map<number, Set<string>>()
  for (let i = 0; i < count; i++) {
    const truth = i % side < 12 ? 'left' : Math.floor(i / side) < 10 ? 'above' : 'below'
    named.set(found[i]!, (named.get(found[i]!) ?? new Set()).add(truth))
  }
  expect(named.size).toBe(3)
  for (const truths of named.values()) expect(truths.size).toBe(1)
})

test('every pixel gets the mean of its area', () => {
  const found = segment(areas, 0.8, 4)
  const flattened = flatten(areas, found)
  const left = Array.from({ length: count }, (_, i) => i).filter((i) => i % side < 12)
  const mean = left.reduce((sum, i) => sum + areas.data[i]!, 0) / left.length
  for (const i of left) expect(flattened[i]).toBeCloseTo(mean, 6)
  // The mean of the picture stays.
  const total = (data: Float32Array) => data.reduce((sum, value) => sum + value, 0)
  expect(total(flattened)).toBeCloseTo(total(areas.data), 2)
})

test('a speck joins its surroundings, and a coarse scale leaves fewer areas', () => {
  const speck = picture((x, y) => (x === 5 && y === 5 ? [1, 1, 1] : [0.3, 0.3, 0.3]))
  expect(new Set(segment(speck, 0.1, 4)).size).toBe(1)
  expect(new Set(segment(speck, 0.1, 1)).size).toBe(2)
  const random = new Random(2)
  const grainy = picture(() => [random.uniform(), random.uniform(), random.uniform()])
  const fine = new Set(segment(grainy, 0.5, 1)).size
  const coarse = new Set(segment(grainy, 4, 1)).size
  expect(coarse).toBeLessThan(fine)
})

test('the pair has few colours beside the picture', () => {
  const { input, target } = flat.pair(areas, new Random(1))
  const colors = new Set(Array.from({ length: count }, (_, i) => `${input[i]} ${input[count + i]}`))
  expect(colors.size).toBe(3)
  expect(target[0]).toBeCloseTo(2 * areas.data[0]! - 1, 6)
})
