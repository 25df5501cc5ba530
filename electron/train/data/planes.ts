import type { Random } from '../random.ts'

/** Colours by plane, rows from the top: red, green and blue in [0, 1]. */
export interface ColorPlanes {
  readonly width: number
  readonly height: number
  /** `3 * width * height` numbers. */
  readonly data: Float32Array
}

/** RGB from 0 to 255, interleaved, as a decoder gives it. */
export interface RgbBytes {
  readonly width: number
  readonly height: number
  /** 3 if not given. One is grey; a fourth is left aside. */
  readonly channels?: number
  readonly data: ArrayLike<number>
}

/** A part of a picture, in its pixels; edges may lie between pixels. */
export interface Window {
  x: number
  y: number
  width: number
  height: number
}

/** The least share of each side that a window shows. Both sides are drawn apart, so windows have many aspects. */
const LEAST_SHARE = 0.5

export function drawWindow(random: Random, { width, height }: { width: number; height: number }): Window {
  const share = () => LEAST_SHARE + (1 - LEAST_SHARE) * random.uniform()
  const w = width * share()
  const h = height * share()
  return { x: (width - w) * random.uniform(), y: (height - h) * random.uniform(), width: w, height: h }
}

/**
 * The window of a picture at `width` x `height`, each pixel the mean of what it covers, or interpolated where the
 * window has fewer pixels. The aspect is not kept.
 */
export function reduce(
  picture: RgbBytes,
  window: Window,
  { width, height }: { width: number; height: number },
): ColorPlanes {
  const { channels = 3 } = picture
  const [green, blue] = channels === 1 ? [0, 0] : [1, 2]
  const columns = axis(window.x, window.width, width, picture.width)
  const rows = axis(window.y, window.height, height, picture.height)
  const first = rows.at(0)!.start
  const end = rows.at(-1)!.start + rows.at(-1)!.weights.length
  const across = new Float32Array(3 * width * (end - first))
  for (let y = first; y < end; y++)
    for (let x = 0; x < width; x++) {
      const { start, weights } = columns[x]!
      const to = 3 * ((y - first) * width + x)
      for (let k = 0; k < weights.length; k++) {
        const weight = weights[k]! / 255
        const from = channels * (y * picture.width + start + k)
        across[to]! += weight * picture.data[from]!
        across[to + 1]! += weight * picture.data[from + green]!
        across[to + 2]! += weight * picture.data[from + blue]!
      }
    }
  const count = width * height
  const data = new Float32Array(3 * count)
  for (let y = 0; y < height; y++) {
    const { start, weights } = rows[y]!
    for (let k = 0; k < weights.length; k++) {
      const weight = weights[k]!
      let from = 3 * (start + k - first) * width
      for (let i = y * width; i < (y + 1) * width; i++) {
        data[i]! += weight * across[from++]!
        data[count + i]! += weight * across[from++]!
        data[2 * count + i]! += weight * across[from++]!
      }
    }
  }
  return { width, height, data }
}

/**
 * Short side to which pictures are scaled that squares of a side of 1 are cut from. The smallest squares have a pixel
 * for a pixel.
 */
export const LOAD_SHARE = 1.5

/** A square of a picture at random, from the whole short side down to what {@link LOAD_SHARE} allows; half are mirrored. */
export function cutSquare(random: Random, picture: RgbBytes, side: number): ColorPlanes {
  const { width, height } = picture
  const least = 1 / LOAD_SHARE
  const length = Math.min(width, height) * (least + (1 - least) * random.uniform())
  const window = {
    x: (width - length) * random.uniform(),
    y: (height - length) * random.uniform(),
    width: length,
    height: length,
  }
  const seen = reduce(picture, window, { width: side, height: side })
  return random.uniform() < 0.5 ? mirror(seen) : seen
}

/** The same picture seen in a mirror. */
export function mirror({ width, height, data }: ColorPlanes): ColorPlanes {
  const mirrored = new Float32Array(data.length)
  for (let row = 0; row < data.length; row += width)
    for (let x = 0; x < width; x++) mirrored[row + x] = data[row + width - 1 - x]!
  return { width, height, data: mirrored }
}

interface Taps {
  start: number
  weights: number[]
}

/** For each pixel of the result, the pixels it is made of: a tent as wide as the reduction, at least one pixel. */
function axis(from: number, length: number, count: number, limit: number): Taps[] {
  const step = length / count
  const reach = Math.max(1, step)
  return Array.from({ length: count }, (_, i) => {
    const centre = from + (i + 0.5) * step - 0.5
    const start = Math.max(0, Math.min(limit - 1, Math.ceil(centre - reach)))
    const end = Math.max(start + 1, Math.min(limit, Math.floor(centre + reach) + 1))
    const weights = Array.from({ length: end - start }, (_, k) =>
      Math.max(1e-6, 1 - Math.abs(start + k - centre) / reach),
    )
    const sum = weights.reduce((a, b) => a + b)
    return { start, weights: weights.map((weight) => weight / sum) }
  })
}
