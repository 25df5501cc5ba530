import type { PictureSize } from '../../../electron/contract/pixels.ts'

/** Pixels of RGBA, row by row; the picture in them may end within the last column and row. */
export interface Covered extends PictureSize {
  readonly data: Uint8ClampedArray
  /** Pixels in a row. */
  readonly stride: number
}

/**
 * A picture made smaller, each pixel the mean of the area that it covers, colours weighted by alpha: whatever the two
 * sizes are, every pixel counts as much as any other, and a thin line stays one.
 * @param from `width` and `height` in pixels, not necessarily whole; a pixel that is cut by the end is as transparent as
 *   it is cut
 */
export function shrunk(
  { data, stride, width, height }: Covered,
  to: PictureSize,
): Uint8ClampedArray<ArrayBuffer> {
  const columns = spans(width, to.width)
  const rows = spans(height, to.height)
  const out = new Uint8ClampedArray(4 * to.width * to.height)
  const area = (width / to.width) * (height / to.height)
  for (const [y, row] of rows.entries())
    for (const [x, column] of columns.entries()) {
      let [red, green, blue, alpha] = [0, 0, 0, 0]
      for (const [j, tall] of row)
        for (const [i, wide] of column) {
          const at = 4 * (j * stride + i)
          const weight = tall * wide * data[at + 3]!
          red += weight * data[at]!
          green += weight * data[at + 1]!
          blue += weight * data[at + 2]!
          alpha += weight
        }
      if (alpha > 0) out.set([red / alpha, green / alpha, blue / alpha, alpha / area], 4 * (y * to.width + x))
    }
  return out
}

type Span = readonly (readonly [index: number, part: number])[]

/** Which of `length` samples each of `count` covers, and how much of each; the last one whole, though it may be cut. */
function spans(length: number, count: number): Span[] {
  const end = Math.ceil(length)
  return Array.from({ length: count }, (_, k) => {
    const start = (k * length) / count
    const stop = k === count - 1 ? end : ((k + 1) * length) / count
    const first = Math.floor(start)
    return Array.from({ length: Math.min(end, Math.ceil(stop)) - first }, (_, i): [number, number] => {
      const index = first + i
      return [index, Math.min(index + 1, stop) - Math.max(index, start)]
    })
  })
}
