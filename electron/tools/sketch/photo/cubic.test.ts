import { expect, test } from 'vitest'
import { cubic } from './cubic.ts'

const grey = (width: number, height: number, of: (x: number, y: number) => number) => ({
  width,
  height,
  channels: 1 as const,
  data: Uint8Array.from({ length: width * height }, (_, i) => of(i % width, Math.floor(i / width))),
})

/** The same picture with as many channels, each a shift of the grey. */
const widened = ({ width, height, data }: ReturnType<typeof grey>, channels: 3 | 4) => ({
  width,
  height,
  channels,
  data: Uint8Array.from(
    { length: channels * data.length },
    (_, i) => data[Math.floor(i / channels)]! + (i % channels),
  ),
})

const at = (photo: Parameters<typeof cubic>[0], x: number, y: number) => {
  const color = new Float64Array(4)
  cubic(photo, x, y, color)
  return [...color]
}

test('a slope is met between pixels, and pixels are met exactly, in every channel', () => {
  const slope = grey(12, 9, (x, y) => 10 * x + 3 * y)
  // Keys' cubic of any parameter keeps constants; halfway between pixels it keeps slopes.
  for (const [x, y] of [
    [4, 3],
    [4.5, 3],
    [5, 3.5],
    [2.5, 5.5],
  ] as const) {
    const wanted = 10 * x + 3 * y
    expect(at(slope, x, y).slice(0, 3)).toEqual([wanted, wanted, wanted].map((v) => expect.closeTo(v, 6)))
    expect(at(widened(slope, 3), x, y).slice(0, 3)).toEqual(
      [0, 1, 2].map((c) => expect.closeTo(wanted + c, 6)),
    )
    expect(at(widened(slope, 4), x, y)).toEqual([0, 1, 2, 3].map((c) => expect.closeTo(wanted + c, 6)))
  }
})

test('towards and beyond a border it goes on as it ends, as the same picture does that has its last rows repeated', () => {
  const rough = (x: number, y: number) => (x * 71 + y * 37 + x * y * 13) % 251
  const clamped = (value: number, most: number) => Math.max(0, Math.min(most, value))
  const small = grey(6, 5, rough)
  const large = grey(14, 13, (x, y) => rough(clamped(x - 4, 5), clamped(y - 4, 4)))
  for (const [x, y] of [
    [0.3, 0.2],
    [5.4, 4.6],
    [-1.2, 2.5],
    [3.7, 4.9],
  ] as const) {
    const [own, wider] = [at(small, x, y), at(large, x + 4, y + 4)]
    own.forEach((value, c) => {
      expect(value).toBeCloseTo(wider[c]!, 6)
    })
  }
})
