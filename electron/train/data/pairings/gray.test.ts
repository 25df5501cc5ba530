import { expect, test } from 'vitest'
import { Random } from '../../../nets/random.ts'
import { gray } from './gray.ts'

const random = new Random(1)
/** Red, middle grey, white and black, side by side. */
const picture = {
  width: 4,
  height: 1,
  data: Float32Array.from([1, 119 / 255, 1, 0, 0, 119 / 255, 1, 0, 0, 119 / 255, 1, 0]),
}

test('lightness is the input, a* and b* are the target, in the units of pix2pix', () => {
  const { input, target } = gray.pair(picture, random)
  const expected = { input: [53.24, 50.03, 100, 0], a: [80.09, 0, 0, 0], b: [67.2, 0, 0, 0] }
  expected.input.forEach((l, i) => {
    expect(input[i]).toBeCloseTo(l / 50 - 1, 3)
  })
  ;[...expected.a, ...expected.b].forEach((chroma, i) => {
    expect(target[i]).toBeCloseTo(chroma / 110, 3)
  })
  expect([input.length, target.length]).toEqual([gray.inputs * 4, gray.outputs * 4])
})

test('input and target together are the picture again', () => {
  const { input, target } = gray.pair(picture, random)
  const shown = gray.showOutput(
    { shape: [2, 2, 1, 4], data: Float32Array.from([...target, ...new Array(8).fill(0)]) },
    { shape: [2, 1, 1, 4], data: Float32Array.from([...input, ...input]) },
  )
  expect(shown.shape).toEqual([2, 3, 1, 4])
  picture.data.forEach((value, i) => {
    expect((shown.data[i]! + 1) / 2).toBeCloseTo(value, 4)
  })
  // Without chroma the second one is grey.
  for (let i = 0; i < 4; i++) {
    expect(shown.data[12 + i]).toBeCloseTo(shown.data[16 + i]!, 3)
    expect(shown.data[12 + i]).toBeCloseTo(shown.data[20 + i]!, 3)
  }
})
