import type { Pixels, Rect } from '../../../../electron/contract/pixels.ts'
import type { Point } from '../../../document/index.ts'

/** Gradients of brightness, of 255 a pixel, below which nobody sees an edge, and from which on it counts in full. */
const EDGE = [8, 48] as const

/** A square piece of a generator's picture. */
export interface Patch {
  readonly pixels: Pixels
  /** Where it was taken, in shares of the picture. */
  readonly part: Rect
}

/**
 * Cuts a square out of a picture, on whole pixels, as far as it lies within.
 *
 * @param middle in shares of the picture
 * @param side in shares of the picture's shorter side
 */
export function patchAt({ width, height, channels, data }: Pixels, middle: Point, side: number): Patch {
  const half = Math.max(1, Math.round((side * Math.min(width, height)) / 2))
  const span = (share: number, extent: number) => {
    const at = Math.min(extent - 1, Math.max(0, Math.floor(share * extent)))
    const start = Math.max(0, at - half)
    return [start, Math.min(extent, at + half) - start] as const
  }
  const [left, columns] = span(middle.x, width)
  const [top, rows] = span(middle.y, height)
  const bytes = new Uint8Array(columns * rows * channels)
  for (let row = 0; row < rows; row++) {
    const from = ((top + row) * width + left) * channels
    bytes.set(data.subarray(from, from + columns * channels), row * columns * channels)
  }
  return {
    pixels: { width: columns, height: rows, channels, data: bytes },
    part: { x: left / width, y: top / height, width: columns / width, height: rows / height },
  }
}

/** The outlines in a picture as somebody would draw them: black where brightness changes, transparent elsewhere. */
export function outlinesOf({ width, height, channels, data }: Pixels): Pixels {
  const brightness = Float32Array.from({ length: width * height }, (_, i) =>
    channels === 1 ? data[i]! : (data[channels * i]! + data[channels * i + 1]! + data[channels * i + 2]!) / 3,
  )
  const at = (x: number, y: number) =>
    brightness[Math.max(0, Math.min(height - 1, y)) * width + Math.max(0, Math.min(width - 1, x))]!
  const drawn = new Uint8Array(4 * width * height)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const across = (at(x + 1, y) - at(x - 1, y)) / 2
      const down = (at(x, y + 1) - at(x, y - 1)) / 2
      const share = (Math.hypot(across, down) - EDGE[0]) / (EDGE[1] - EDGE[0])
      drawn[4 * (y * width + x) + 3] = Math.round(255 * Math.max(0, Math.min(1, share)))
    }
  return { width, height, channels: 4, data: drawn }
}
