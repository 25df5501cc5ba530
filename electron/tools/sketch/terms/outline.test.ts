import { expect, test } from 'vitest'
import { newGraph } from '../../../graph/operators/index.ts'
import { run } from '../../../graph/testing/runtime.fixture.ts'
import { outlineFeatures, tents } from './outline.ts'

/** Features [8, 4, 4] of a grey picture of 32 px. */
async function featuresOf(at: (x: number, y: number) => number): Promise<number[]> {
  const graph = newGraph()
  graph.output('features', outlineFeatures(graph.input('picture', 'float32', [1, 1, 32, 32])))
  const picture = Array.from({ length: 1024 }, (_, i) => at(i % 32, Math.floor(i / 32)))
  const found = (await run(graph, new Map([['picture', picture]]))).get('features')!
  expect(found.shape).toEqual([1, 8, 8, 8])
  return found.data
}

/** How strong each direction is in all of the picture. */
const directions = (features: number[]) =>
  Array.from({ length: 8 }, (_, k) => features.slice(64 * k, 64 * k + 64).reduce((a, b) => a + b, 0))

test.each([
  [0, (x: number) => (x < 16 ? -1 : 1)],
  [4, (_: number, y: number) => (y < 16 ? -1 : 1)],
  [2, (x: number, y: number) => (x + y < 32 ? -1 : 1)],
  [6, (x: number, y: number) => (x - y < 0 ? -1 : 1)],
] as const)('an edge counts for its direction: %i eighths of half a turn', async (k, at) => {
  const strength = directions(await featuresOf(at))
  expect(strength.indexOf(Math.max(...strength))).toBe(k)
  // Across it nothing counts.
  expect(strength[(k + 4) % 8]).toBeLessThan(0.02 * strength[k]!)
})

test('dark to bright and bright to dark are one direction, and nothing is where nothing is', async () => {
  const up = await featuresOf((x) => (x < 16 ? -1 : 1))
  const down = await featuresOf((x) => (x < 16 ? 1 : -1))
  for (const [k, value] of up.entries()) expect(down[k]).toBeCloseTo(value, 5)
  expect(up[0]).toBeLessThan(0.01)
  const flat = await featuresOf(() => 0.3)
  for (const value of flat) expect(value).toBeLessThan(0.01)
})

test('the weights of every cell add up to 1', () => {
  for (const [extent, step] of [
    [64, 8],
    [28, 4],
    [30, 4],
  ] as const) {
    const all = tents(extent, step)
    for (let row = 0; row < all.length; row += extent)
      expect(all.slice(row, row + extent).reduce((a, b) => a + b, 0)).toBeCloseTo(1, 10)
  }
})
