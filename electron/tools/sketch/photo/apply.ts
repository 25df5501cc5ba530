import type { Pixels, Rect } from '../../../contract/pixels.ts'
import { CHANGES } from './colorChange.ts'
import { cubic, pixelAt } from './cubic.ts'
import type { Edit } from './edit.ts'
import { Field, Fields } from './field.ts'
import { resized } from './frames.ts'
import { Sharpness } from './sharpness.ts'

/** How much finer motion is laid out, smoothly, before it is read off between neighbours. */
const FINER = 8
/** Rows between two looks at who wants to stop. */
const BAND = 64
/** Below this many pixels nothing has moved: what stays keeps every pixel. */
const STILL = 1 / 256

export interface ApplyOptions {
  /** Where the edit may show: 1 channel of the photo's size. */
  mask?: Pixels | undefined
  /** 1 is the whole edit, 0 none. */
  strength: number
  onBand?: (step: number, total: number) => Promise<void>
}

/**
 * An edit applied to a part of a photo at its own resolution: its pixels are brought to their new places, by cubic interpolation
 * (Keys 1981), and change their colours there. Colours change by an affine map of the pixel's own, so that texture and edges stay
 * what they are, as a guided filter has it.
 *
 * @param size of the frames that the edit was found between
 * @returns the part, with the photo's channels
 */
export async function applied(
  photo: Pixels,
  part: Rect,
  { motion, change }: Edit,
  size: { width: number; height: number },
  { mask, strength, onBand = async () => {} }: ApplyOptions,
): Promise<Pixels> {
  const channels = photo.channels === 4 ? 4 : 3
  const data = new Uint8Array(channels * part.width * part.height)
  const fine = { width: FINER * size.width, height: FINER * size.height }
  const [scaleX, scaleY] = [(strength * part.width) / size.width, (strength * part.height) / size.height]
  const [across, down] = [
    new Field(
      smoother(motion.x, size, fine).map((value) => value * scaleX),
      fine,
      part.width,
    ),
    new Field(
      smoother(motion.y, size, fine).map((value) => value * scaleY),
      fine,
      part.width,
    ),
  ]
  const changes = new Fields(
    change.map((plane, k) => {
      const still = k % 5 === 0 && k < 11 ? 1 : 0
      return plane.map((value) => still + strength * (value - still))
    }),
    size,
    part.width,
  )
  const sharpness = new Sharpness(part)
  const color = new Float64Array(4)
  const factors = new Float64Array(CHANGES)
  for (let row = 0; row < part.height; row++) {
    for (const field of [across, down, changes]) field.goTo((row + 0.5) / part.height)
    for (let column = 0, to = row * part.width * channels; column < part.width; column++, to += channels) {
      const left = part.x + column
      const top = part.y + row
      const share = mask ? mask.data[top * mask.width + left]! / 255 : 1
      const own = (top * photo.width + left) * photo.channels
      if (share > 0) {
        const dx = across.at(column)
        const dy = down.at(column)
        if (Math.abs(dx) < STILL && Math.abs(dy) < STILL) pixelAt(photo, own, color)
        else cubic(photo, left + dx, top + dy, color)
        changes.at(column, factors)
        if (sharpness.looksAt(column, row)) sharpness.comes(column, row, photo, left + dx, top + dy)
      } else pixelAt(photo, own, color)
      for (let c = 0; c < 3; c++) {
        const before = photo.data[own + (photo.channels === 1 ? 0 : c)]!
        if (share === 0) {
          data[to + c] = before
          continue
        }
        const at = 4 * c
        const now =
          factors[at]! * color[0]! +
          factors[at + 1]! * color[1]! +
          factors[at + 2]! * color[2]! +
          255 * factors[at + 3]!
        const value = before + share * (now - before)
        data[to + c] = value < 0 ? 0 : value > 255 ? 255 : value + 0.5
      }
      if (channels === 4)
        data[to + 3] = photo.data[own + 3]! + share * (color[3]! - photo.data[own + 3]!) + 0.5
    }
    if (row % BAND === BAND - 1) await onBand(row + 1, part.height)
  }
  const edited: Pixels = { width: part.width, height: part.height, channels, data }
  sharpness.restore(
    edited,
    mask ? (column, row) => mask.data[(part.y + row) * mask.width + part.x + column]! : null,
  )
  return edited
}

/** A plane laid out finer, without kinks between its numbers: linear, and then smoothed over as far as one of them reached. */
function smoother(
  plane: Float32Array,
  from: { width: number; height: number },
  to: { width: number; height: number },
): Float32Array {
  const fine = resized(plane, from, to)
  const across = new Float32Array(fine.length)
  const half = FINER / 2
  running(fine, across, to.width, to.height, 1, to.width, half)
  running(across, fine, to.height, to.width, to.width, 1, half)
  return fine
}

/** The mean over 2 `half` + 1 neighbours along lines of a plane; at the ends over what there is. */
function running(
  from: Float32Array,
  to: Float32Array,
  length: number,
  lines: number,
  step: number,
  stride: number,
  half: number,
): void {
  for (let line = 0; line < lines; line++) {
    let sum = 0
    let count = 0
    for (let k = 0; k < Math.min(half, length); k++) {
      sum += from[line * stride + k * step]!
      count++
    }
    for (let k = 0; k < length; k++) {
      if (k + half < length) {
        sum += from[line * stride + (k + half) * step]!
        count++
      }
      if (k - half > 0) {
        sum -= from[line * stride + (k - half - 1) * step]!
        count--
      }
      to[line * stride + k * step] = sum / count
    }
  }
}
