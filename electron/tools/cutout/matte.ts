import type { Pixels, Rect } from '../../contract/pixels.ts'
import type { ColorPlanes } from '../../imaging/colorPlanes.ts'
import { solveMatte } from '../../imaging/matting/closedForm.ts'
import { Guidance, type LinearModels } from '../../imaging/matting/guidance.ts'
import { Windows } from '../../imaging/matting/windows.ts'
import type { View } from './known.ts'
import { sampler } from './views.ts'

/** Shades that differ by less than the root of this are noise to a matte. */
const EPSILON = 1e-5
/** Alpha this near to nothing, or to everything, is that: what a fit leaves there is not seen but as a veil. */
const VEIL = 0.04

/** A matte at a reduced size, with what tells it between its pixels. */
export interface Matte {
  readonly alpha: Float32Array
  readonly unknown: Uint8Array
  readonly models: LinearModels
}

/** 1 for each pixel within `reach` of a place where a plane of coverage passes from inside to outside. */
export function bandOf(plane: Float32Array, { width, height }: View, reach: number): Uint8Array {
  const around = new Windows(width, height, Math.max(1, Math.round(reach))).mean(plane)
  return Uint8Array.from(around, (value) => (value > 1e-4 && value < 1 - 1e-4 ? 1 : 0))
}

/** Finds alpha in the band `unknown`, from a guess that is certain elsewhere. */
export function matteAlong(
  picture: ColorPlanes,
  guess: Float32Array,
  unknown: Uint8Array,
  { reach, rounds }: { reach: number; rounds: number },
): Matte {
  const guidance = new Guidance(picture, reach, EPSILON)
  const first = guidance.filter(guess)
  for (let i = 0; i < guess.length; i++)
    if (unknown[i] === 0) first[i] = guess[i]! < 0.5 ? 0 : 1
    else first[i] = Math.min(1, Math.max(0, first[i]!))
  const alpha = solveMatte(guidance, first, unknown, rounds)
  return { alpha, unknown, models: guidance.fit(alpha) }
}

/**
 * A matte at the picture's own resolution: what its models make of the picture's colours (He and Sun, "Fast guided filter",
 * 2015), which is as fine as the picture is.
 *
 * @param rect the part of the picture that the matte is of
 * @returns coverage of `rect`, 1 channel
 */
export function matteAt(
  { width, channels, data }: Pixels,
  rect: Rect,
  { alpha, unknown, models }: Matte,
): Pixels {
  const out = new Uint8Array(rect.width * rect.height)
  const count = models.width * models.height
  const same = models.width === rect.width && models.height === rect.height
  const sample = sampler(models.width, models.height, rect)
  for (let y = 0, i = 0; y < rect.height; y++) {
    const row = Math.floor(((y + 0.5) * models.height) / rect.height) * models.width
    let from = channels * ((rect.y + y) * width + rect.x)
    for (let x = 0; x < rect.width; x++, i++, from += channels) {
      const nearest = row + Math.floor(((x + 0.5) * models.width) / rect.width)
      if (unknown[nearest] === 0 || same) out[i] = clean(alpha[nearest]!)
      else {
        const red = sample(x, y, models.data, 0) * data[from]!
        const green = sample(x, y, models.data, count) * data[from + 1]!
        const blue = sample(x, y, models.data, 2 * count) * data[from + 2]!
        out[i] = clean((red + green + blue) / 255 + sample(x, y, models.data, 3 * count))
      }
    }
  }
  return { width: rect.width, height: rect.height, channels: 1, data: out }
}

const clean = (alpha: number): number =>
  Math.round(255 * Math.min(1, Math.max(0, (alpha - VEIL) / (1 - 2 * VEIL))))
