import { expect, test } from 'vitest'
import { Random } from '../../../nets/random.ts'
import { cropped, croppedPlane, drawFrame } from './frame.ts'

test('a frame holds all of an object and some of its surroundings, and crops picture and coverage alike', () => {
  const [width, height] = [20, 16]
  const count = width * height
  const data = Float32Array.from({ length: 3 * count }, (_, i) => i)
  const coverage = new Float32Array(count)
  for (const [x, y] of [
    [9, 7],
    [12, 8],
  ] as const)
    coverage[y * width + x] = 1
  const frame = drawFrame(new Random(1, 'frame'), coverage, { width, height, data })
  expect(frame.left).toBeLessThan(9)
  expect(frame.right).toBeGreaterThan(13)
  const plane = croppedPlane(coverage, width, frame)
  expect(plane.reduce((sum, value) => sum + value, 0)).toBe(2)
  const picture = cropped({ width, height, data }, frame)
  expect(plane).toHaveLength(picture.width * picture.height)
  // Each colour says where in the whole picture it was.
  const at = plane.indexOf(1)
  expect([0, 1, 2].map((c) => picture.data[c * plane.length + at]! - c * count)).toEqual(
    [0, 1, 2].map(() => 7 * width + 9),
  )
})
