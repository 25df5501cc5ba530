import type { Pixels, Rect } from '../../../contract/pixels.ts'
import { CHANGES } from './colorChange.ts'
import type { Edit } from './edit.ts'
import { Field } from './field.ts'
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
  const places = [
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
  const changes = change.map((plane, k) => {
    const still = k % 5 === 0 && k < 11 ? 1 : 0
    return new Field(
      plane.map((value) => still + strength * (value - still)),
      size,
      part.width,
    )
  })
  const sharpness = new Sharpness(part)
  const color = new Float64Array(4)
  const factors = new Float64Array(CHANGES)
  for (let row = 0; row < part.height; row++) {
    for (const field of [...places, ...changes]) field.goTo((row + 0.5) / part.height)
    for (let column = 0, to = row * part.width * channels; column < part.width; column++, to += channels) {
      const [left, top] = [part.x + column, part.y + row]
      const share = mask ? mask.data[top * mask.width + left]! / 255 : 1
      const own = (top * photo.width + left) * photo.channels
      if (share > 0) {
        const [dx, dy] = [places[0]!.at(column), places[1]!.at(column)]
        if (Math.abs(dx) < STILL && Math.abs(dy) < STILL) pixelAt(photo, own, color)
        else cubic(photo, left + dx, top + dy, color)
        for (let k = 0; k < CHANGES; k++) factors[k] = changes[k]!.at(column)
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

function pixelAt({ channels, data }: Pixels, at: number, color: Float64Array): void {
  if (channels === 1) color.fill(data[at]!, 0, 3)
  else for (let c = 0; c < channels; c++) color[c] = data[at + c]!
}

const weightsX = new Float64Array(4)
const weightsY = new Float64Array(4)

/** The colour at a place between pixels; beyond the border it goes on as it ends. */
function cubic(photo: Pixels, x: number, y: number, color: Float64Array): void {
  const { width, height, channels, data } = photo
  const [left, top] = [Math.floor(x), Math.floor(y)]
  keys(x - left, weightsX)
  keys(y - top, weightsY)
  color.fill(0)
  const inside = left >= 1 && top >= 1 && left < width - 2 && top < height - 2
  for (let b = 0; b < 4; b++) {
    const line = top + b - 1
    const row = (inside ? line : Math.max(0, Math.min(height - 1, line))) * width
    for (let a = 0; a < 4; a++) {
      const place = left + a - 1
      const at = (row + (inside ? place : Math.max(0, Math.min(width - 1, place)))) * channels
      const weight = weightsX[a]! * weightsY[b]!
      if (channels === 1) {
        color[0]! += weight * data[at]!
        continue
      }
      color[0]! += weight * data[at]!
      color[1]! += weight * data[at + 1]!
      color[2]! += weight * data[at + 2]!
      if (channels === 4) color[3]! += weight * data[at + 3]!
    }
  }
  if (channels === 1) color.fill(color[0]!, 1, 3)
}

/** Weights of four neighbours at `t` between the second and the third. The parameter is -3/4, which keeps fine texture best. */
function keys(t: number, weights: Float64Array): void {
  const a = -0.75
  const near = (d: number) => ((a + 2) * d - (a + 3)) * d * d + 1
  const far = (d: number) => ((a * d - 5 * a) * d + 8 * a) * d - 4 * a
  weights[0] = far(1 + t)
  weights[1] = near(t)
  weights[2] = near(1 - t)
  weights[3] = far(2 - t)
}
