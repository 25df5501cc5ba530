import { expect, test } from 'vitest'
import { addPoint, movePoint, removePoint } from './curvePoints.ts'

const straight: [number, number][] = [
  [0, 0],
  [255, 255],
]

test('a point is put where its place is, and moves as far as its neighbours let it', () => {
  const { points, index } = addPoint(straight, 100.4, 90)
  expect(index).toBe(1)
  expect(points).toEqual([
    [0, 0],
    [100, 90],
    [255, 255],
  ])
  expect(movePoint(points, 1, 400, -20)[1]).toEqual([254, 0])
  expect(movePoint(points, 0, 300, 10)[0]).toEqual([99, 10])
  expect(addPoint(points, 100, 50).points).toHaveLength(3)
})

test('the first and the last stay, and there are nineteen at most', () => {
  const { points } = addPoint(straight, 100, 90)
  expect(removePoint(points, 1)).toEqual(straight)
  expect(removePoint(points, 0)).toBe(points)
  let full = straight
  for (let x = 10; x < 250; x += 10) full = addPoint(full, x, x).points
  expect(full).toHaveLength(19)
})
