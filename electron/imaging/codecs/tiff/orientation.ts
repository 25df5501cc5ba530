import type { Pixels } from '../../../contract/pixels.ts'

/**
 * Where pixel (x, y) of a picture as stored comes from to stand upright, by the tag Orientation (TIFF 6.0). `w` and `h`
 * are the last column and row as stored.
 */
const sources: Readonly<Record<number, (x: number, y: number, w: number, h: number) => [number, number]>> = {
  2: (x, y, w) => [w - x, y],
  3: (x, y, w, h) => [w - x, h - y],
  4: (x, y, _w, h) => [x, h - y],
  5: (x, y) => [y, x],
  6: (x, y, _w, h) => [y, h - x],
  7: (x, y, w, h) => [w - y, h - x],
  8: (x, y, w) => [w - y, x],
}

/** RGBA pixels turned and mirrored to stand upright. */
export function upright(pixels: Pixels, orientation: number): Pixels {
  const from = sources[orientation]
  if (!from) return pixels
  const turned = orientation > 4
  const width = turned ? pixels.height : pixels.width
  const height = turned ? pixels.width : pixels.height
  const data = new Uint8Array(pixels.data.length)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const [sx, sy] = from(x, y, pixels.width - 1, pixels.height - 1)
      const at = 4 * (sy * pixels.width + sx)
      data.set(pixels.data.subarray(at, at + 4), 4 * (y * width + x))
    }
  return { ...pixels, width, height, data }
}
