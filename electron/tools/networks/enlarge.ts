import type { Pixels } from '../../contract/pixels.ts'
import { type ColorPlanes, reduce } from '../../imaging/colorPlanes.ts'
import { resamplingTaps, type Taps } from '../../imaging/taps.ts'
import { guidedFilter } from './guidedFilter.ts'
import { brightnessOf } from './tensors.ts'
import type { Size } from './work.ts'

/** Planes that are made larger row by row, by cubic interpolation. */
export class Enlargement {
  readonly #planes: readonly Float32Array[]
  readonly #from: Size
  readonly #across: Taps
  readonly #down: Taps
  readonly #row: Float32Array

  constructor(planes: readonly Float32Array[], from: Size, to: Size) {
    this.#planes = planes
    this.#from = from
    this.#across = resamplingTaps(from.width, to.width, filterFor(from.width, to.width))
    this.#down = resamplingTaps(from.height, to.height, filterFor(from.height, to.height))
    this.#row = new Float32Array(from.width)
  }

  /** Writes row `y` of plane `k`. */
  write(k: number, y: number, out: Float32Array, at: number): void {
    const { width } = this.#from
    const plane = this.#planes[k]!
    const row = this.#row.fill(0)
    const { starts, weights, count } = this.#down
    for (let tap = 0; tap < count; tap++) {
      const weight = weights[y * count + tap]!
      const from = (starts[y]! + tap) * width
      if (weight !== 0) for (let x = 0; x < width; x++) row[x]! += weight * plane[from + x]!
    }
    const { starts: first, weights: shares, count: taps } = this.#across
    for (let x = 0; x < first.length; x++) {
      const start = first[x]!
      const share = x * taps
      let sum = shares[share]! * row[start]!
      for (let tap = 1; tap < taps; tap++) sum += shares[share + tap]! * row[start + tap]!
      out[at + x] = sum
    }
  }
}

/** What a line of `from` numbers is resampled to `to` by. */
export const filterFor = (from: number, to: number) => (to < from ? 'area' : 'cubic')

export const planesOf = ({ width, height, data }: ColorPlanes): Float32Array[] =>
  [0, 1, 2].map((c) => data.subarray(c * width * height, (c + 1) * width * height))

export function brightnessPlane({ width, height, data }: ColorPlanes): Float32Array {
  const count = width * height
  return Float32Array.from({ length: count }, (_, i) =>
    brightnessOf(data[i]!, data[count + i]!, data[2 * count + i]!),
  )
}

/** Pixels around a place, each way, whose colours are fitted by a line over their brightness. */
const REACH = 3
/** Variance of the brightness, which runs from 0 to 1, that still counts as flat. */
const FLAT = 4e-4
/** Rows between breaths. */
const STRIP = 32

/**
 * Brings a result to the size of its picture: what the picture has beyond the size that the network saw is added, as
 * strongly as the result follows the picture's brightness there. So edges are as sharp as the picture's own, and what
 * the network made stays as it is.
 *
 * @param seen the picture at the result's size
 * @param picture reads the picture's colours of some rows, by plane in [0, 1]
 */
export async function enlargeByDetail(
  result: ColorPlanes,
  seen: ColorPlanes,
  picture: (y: number, rows: number) => ColorPlanes,
  out: Pixels,
  breathe: (done: number, total: number) => Promise<void>,
): Promise<void> {
  const guide = brightnessPlane(seen)
  const colors = planesOf(result)
  const slopes = guidedFilter(guide, colors, seen, REACH, FLAT).map(({ factor }) => factor)
  const larger = new Enlargement([guide, ...colors, ...slopes], seen, out)
  const { width, height, channels } = out
  const row = () => new Float32Array(width)
  const [base, color, slope] = [row(), row(), row()]
  for (let y = 0; y < height; y += STRIP) {
    await breathe(y, height)
    const rows = Math.min(STRIP, height - y)
    const bright = brightnessPlane(picture(y, rows))
    for (let r = 0; r < rows; r++) {
      larger.write(0, y + r, base, 0)
      for (let c = 0; c < 3; c++) {
        larger.write(1 + c, y + r, color, 0)
        larger.write(4 + c, y + r, slope, 0)
        for (let x = 0; x < width; x++) {
          const value = color[x]! + slope[x]! * (bright[r * width + x]! - base[x]!)
          out.data[channels * ((y + r) * width + x) + c] = byteOf(value)
        }
      }
    }
  }
}

/** A picture at another size, between its pixels, alpha like the rest. */
export function resized(picture: Pixels, size: Size): Pixels {
  const { width, height, channels } = picture
  const whole = { x: 0, y: 0, width, height }
  const count = size.width * size.height
  const data = new Uint8Array(count * channels)
  const planes = reduce(picture, whole, size).data
  for (let i = 0; i < count; i++)
    for (let c = 0; c < Math.min(3, channels); c++) data[channels * i + c] = byteOf(planes[c * count + i]!)
  if (channels === 4) {
    const alpha = Uint8Array.from({ length: width * height }, (_, i) => picture.data[4 * i + 3]!)
    const plane = reduce({ width, height, channels: 1, data: alpha }, whole, size).data
    for (let i = 0; i < count; i++) data[4 * i + 3] = byteOf(plane[i]!)
  }
  return { ...size, channels, data }
}

export const byteOf = (value: number): number => Math.round(255 * Math.min(1, Math.max(0, value)))
