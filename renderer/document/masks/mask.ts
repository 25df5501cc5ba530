import type { Rect } from '../../../electron/contract/pixels.ts'
import { emptyRect, intersection } from '../geometry.ts'

/**
 * Rules of this folder's kernels: coverage bytes in and out, 0 outside to 255 inside, rows from the top; the input
 * is never written to; no session, no canvas.
 */
export interface Mask {
  readonly width: number
  readonly height: number
  readonly data: Uint8Array
}

/** Coverage from which a pixel counts as inside where a yes or no is needed. */
export const HALF = 128

export const fullMask = (width: number, height: number): Mask => ({
  width,
  height,
  data: new Uint8Array(width * height).fill(255),
})

export function invertMask({ width, height, data }: Mask): Mask {
  const inverted = new Uint8Array(data.length)
  for (let i = 0; i < data.length; i++) inverted[i] = 255 - data[i]!
  return { width, height, data: inverted }
}

/** The smallest rectangle around all that is at least `threshold` inside. */
export function maskBounds({ width, height, data }: Mask, threshold = 1): Rect {
  let top = -1
  let bottom = 0
  let left = width
  let right = 0
  for (let y = 0; y < height; y++) {
    const row = y * width
    let first = 0
    while (first < width && data[row + first]! < threshold) first++
    if (first === width) continue
    let last = width - 1
    while (data[row + last]! < threshold) last--
    if (top < 0) top = y
    bottom = y
    left = Math.min(left, first)
    right = Math.max(right, last)
  }
  return top < 0 ? emptyRect : { x: left, y: top, width: right - left + 1, height: bottom - top + 1 }
}

export type SelectMode = 'replace' | 'add' | 'subtract' | 'intersect'

/**
 * Joins a new shape with what is selected. No selection yet (`null`) stands for everything, except that adding
 * starts from nothing, as the user sees it.
 */
export function combineMasks(current: Mask | null, shape: Mask, mode: SelectMode): Mask {
  if (mode === 'replace' || (current === null && mode !== 'subtract')) return shape
  if (current === null) return invertMask(shape)
  const { width, height } = shape
  const a = current.data
  const b = shape.data
  const data = new Uint8Array(a.length)
  if (mode === 'add') for (let i = 0; i < a.length; i++) data[i] = Math.max(a[i]!, b[i]!)
  else if (mode === 'intersect') for (let i = 0; i < a.length; i++) data[i] = Math.min(a[i]!, b[i]!)
  else for (let i = 0; i < a.length; i++) data[i] = Math.min(a[i]!, 255 - b[i]!)
  return { width, height, data }
}

/** The alpha of RGBA bytes. */
export function maskFromAlpha(rgba: Uint8Array | Uint8ClampedArray, width: number, height: number): Mask {
  const data = new Uint8Array(width * height)
  for (let i = 0, from = 3; i < data.length; i++, from += 4) data[i] = rgba[from]!
  return { width, height, data }
}

/** The part of a mask that lies in `frame`; what the frame adds is outside. */
export function cutMask(mask: Uint8Array, width: number, frame: Rect): Uint8Array {
  const cut = new Uint8Array(frame.width * frame.height)
  const part = intersection(frame, { x: 0, y: 0, width, height: mask.length / width })
  for (let y = part.y; y < part.y + part.height; y++) {
    const from = y * width + part.x
    cut.set(mask.subarray(from, from + part.width), (y - frame.y) * frame.width + part.x - frame.x)
  }
  return cut
}
