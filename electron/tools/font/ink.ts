import type { Field } from './field.ts'

/** Coverage of the pixels of a square, from 0 to 1, row by row from the top. */
export interface Ink {
  side: number
  data: Float32Array
}

/** What a field shows, smooth at its borders. */
export const inkOf = ({ side, data }: Field): Ink => ({
  side,
  data: data.map((distance) => Math.min(1, Math.max(0, 0.5 + distance))),
})

/** By a Gaussian of this standard deviation, in pixels; there is no ink beyond the square. */
export function blurred({ side, data }: Ink, deviation: number): Ink {
  const reach = Math.ceil(3 * deviation)
  const kernel = Float64Array.from({ length: 2 * reach + 1 }, (_, k) =>
    Math.exp(-((k - reach) ** 2) / (2 * deviation * deviation)),
  )
  const total = kernel.reduce((sum, value) => sum + value)
  const along = (from: Float32Array, step: number, across: number) => {
    const to = new Float32Array(from.length)
    for (let line = 0; line < side; line++)
      for (let at = 0; at < side; at++) {
        let sum = 0
        for (let k = -reach; k <= reach; k++)
          if (at + k >= 0 && at + k < side) sum += kernel[k + reach]! * from[line * across + (at + k) * step]!
        to[line * across + at * step] = sum / total
      }
    return to
  }
  return { side, data: along(along(data, 1, side), side, 1) }
}
