import { expect, test } from 'vitest'
import { Random } from '../../../electron/nets/random.ts'
import { edgesOf } from '../rows/cogan.ts'
import { enlarged } from '../rows/lapgan.ts'
import {
  colourIn,
  colourNames,
  drawnShape,
  drawShape,
  isUnseen,
  shapeNames,
  shapeWords,
  textOf,
} from './shapes.ts'

test('the colour of a drawn shape is read off it', () => {
  const random = new Random(1, 'shapes')
  const wrong = Array.from({ length: 200 }, () => drawShape(random)).filter(
    (shape) => colourIn(drawnShape(shape, 16, random), 16) !== shape.colour,
  )
  expect(wrong.length).toBeLessThan(6)
})

test('a fifth of the combinations of shape and colour is never learned from, and every shape and colour is in others', () => {
  const all = shapeNames.flatMap((shape) => colourNames.map((colour) => ({ shape, colour })))
  expect(all.filter(isUnseen)).toHaveLength(all.length / 5)
  for (const shape of shapeNames)
    expect(all.some((each) => each.shape === shape && !isUnseen(each))).toBe(true)
  for (const colour of colourNames)
    expect(all.some((each) => each.colour === colour && !isUnseen(each))).toBe(true)
})

test('a text has a quarter of each of its four words', () => {
  const text = textOf({ shape: 'ring', colour: 'pink', size: 'small', ground: 'gray' })
  expect(shapeWords.filter((_, k) => text[k] === 0.25)).toEqual(['ring', 'pink', 'small', 'on-gray'])
  expect(text.reduce((sum, share) => sum + share, 0)).toBe(1)
})

test('edges are what dilation adds, and enlarging keeps a slope', () => {
  const spot = new Float32Array(25).fill(-1)
  spot[12] = 1
  const edges = edgesOf(spot, 5)
  // About the spot all are as light as it, and the spot itself has no lighter neighbour.
  expect([edges[12], edges[6], edges[11], edges[0]]).toEqual([-1, 1, 1, -1])
  const slope = Float32Array.from({ length: 48 }, (_, k) => k % 4)
  expect([...enlarged(slope, 4).subarray(0, 8)]).toEqual([0, 0.25, 0.75, 1.25, 1.75, 2.25, 2.75, 3])
})
