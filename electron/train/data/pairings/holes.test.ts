import { expect, test } from 'vitest'
import { Random } from '../../../nets/random.ts'
import { holes } from './holes.ts'

const side = 32
const count = side * side
const grain = new Random(9)
const picture = {
  width: side,
  height: side,
  data: Float32Array.from({ length: 3 * count }, () => 0.1 + 0.3 * grain.uniform()),
}

test('outside the hole the picture is there, inside it is grey, and the fourth channel tells which', () => {
  const shares = Array.from({ length: 12 }, (_, seed) => {
    const { input, target } = holes.pair(picture, new Random(seed))
    let inside = 0
    for (let i = 0; i < count; i++) {
      const hole = input[3 * count + i] === 1
      if (!hole) expect(input[3 * count + i]).toBe(-1)
      inside += Number(hole)
      for (let c = 0; c < 3; c++) {
        expect(target[c * count + i]).toBeCloseTo(2 * picture.data[c * count + i]! - 1, 6)
        expect(input[c * count + i]).toBe(hole ? 0 : target[c * count + i])
      }
    }
    return inside / count
  })
  for (const share of shares) {
    expect(share).toBeGreaterThan(0.01)
    expect(share).toBeLessThan(0.6)
  }
  expect(new Set(shares).size).toBeGreaterThan(8)
})

test('the input is shown without its fourth channel, row by row', () => {
  const rows = [0, 1].map((seed) => holes.pair(picture, new Random(seed)).input)
  const shown = holes.showInput({
    shape: [2, 4, side, side],
    data: Float32Array.from([...rows[0]!, ...rows[1]!]),
  })
  expect(shown.shape).toEqual([2, 3, side, side])
  expect(shown.data.subarray(3 * count)).toEqual(rows[1]!.subarray(0, 3 * count))
})
