import { expect, test } from 'vitest'
import { Random } from '../../nets/random.ts'
import { precisionRecall } from './manifolds.ts'

function cloud(stream: string, spread: number, count = 200) {
  const rows = new Float32Array(2 * count)
  new Random(1, stream).fill(rows, { kind: 'normal' })
  return { rows: rows.map((x) => spread * x), dimensions: 2 }
}

test('clouds of one kind cover each other, and one that is narrow is precise and recalls little', () => {
  const same = precisionRecall(cloud('a', 1), cloud('b', 1))
  expect(same.precision).toBeGreaterThan(0.85)
  expect(same.recall).toBeGreaterThan(0.85)
  const narrow = precisionRecall(cloud('a', 1), cloud('b', 0.05))
  expect(narrow.precision).toBeGreaterThan(0.8)
  expect(narrow.recall).toBeLessThan(0.05)
})

test('what lies elsewhere is neither precise nor recalls anything', () => {
  const away = cloud('b', 1)
  away.rows = away.rows.map((x) => x + 20)
  expect(precisionRecall(cloud('a', 1), away)).toEqual({ precision: 0, recall: 0 })
})

test('of four points on a line, the ball of each reaches its third neighbour', () => {
  const line = { rows: Float32Array.of(0, 1, 2, 3), dimensions: 1 }
  const other = { rows: Float32Array.of(-3, 1.5, 6, 6.1), dimensions: 1 }
  // Balls of the line reach as far as 3, 2, 2 and 3: from -3 to 6.
  expect(precisionRecall(line, other).precision).toBe(3 / 4)
})
