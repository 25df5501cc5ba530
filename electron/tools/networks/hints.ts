import type { Pixels } from '../../contract/pixels.ts'
import type { Size } from './work.ts'

/** Colours that a user asks for, at places of a picture. */
export interface SeenHints extends Size {
  /** How much of each pixel is covered by a hint, 0 to 1. */
  coverage: Float32Array
  /** The mean colour of the pixels that cover it, by plane in [0, 1]; 0 where none does. */
  colors: Float32Array
}

/** A pixel that is covered by less has no hint: the rim of a stroke. A small dot on a large photo covers little. */
const SAID = 1 / 64

/** Whether something is asked for at a pixel. */
export const isSaid = ({ coverage }: SeenHints, at: number): boolean => coverage[at]! >= SAID

/** Whether anything is asked for: a layer of hints may be empty. @param hints RGBA */
export function asksAnything({ data }: Pixels): boolean {
  for (let at = 3; at < data.length; at += 4) if (data[at] !== 0) return true
  return false
}

/**
 * Hints at the size at which they are read.
 *
 * @param hints RGBA of the picture's size: the colours where it is opaque
 */
export function hintsAt(hints: Pixels, { width, height }: Size): SeenHints {
  const count = width * height
  const coverage = new Float32Array(count)
  const colors = new Float32Array(3 * count)
  const columns = spans(hints.width, width)
  const rows = spans(hints.height, height)
  for (const [y, [top, bottom]] of rows.entries())
    for (const [x, [left, right]] of columns.entries()) {
      let [alpha, red, green, blue] = [0, 0, 0, 0]
      for (let v = top; v < bottom; v++)
        for (let at = 4 * (v * hints.width + left); at < 4 * (v * hints.width + right); at += 4) {
          const weight = hints.data[at + 3]!
          if (weight === 0) continue
          alpha += weight
          red += weight * hints.data[at]!
          green += weight * hints.data[at + 1]!
          blue += weight * hints.data[at + 2]!
        }
      if (alpha === 0) continue
      const i = y * width + x
      coverage[i] = alpha / (255 * (bottom - top) * (right - left))
      for (const [c, sum] of [red, green, blue].entries()) colors[c * count + i] = sum / (255 * alpha)
    }
  return { width, height, coverage, colors }
}

/** The first pixel that each of `count` places covers, and the one after the last. */
const spans = (extent: number, count: number): [first: number, end: number][] =>
  Array.from({ length: count }, (_, i) => {
    const first = Math.floor((i * extent) / count)
    return [first, Math.max(first + 1, Math.floor(((i + 1) * extent) / count))]
  })
