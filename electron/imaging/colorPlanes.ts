/** A source of random numbers: uniform in [0, 1), and whole numbers in [0, limit). */
interface RandomNumbers {
  uniform(): number
  below(limit: number): number
}

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
const MIN_SHARE = 0.5

export function drawWindow(
  random: RandomNumbers,
  { width, height }: { width: number; height: number },
): Window {
  const share = () => MIN_SHARE + (1 - MIN_SHARE) * random.uniform()
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
  const [second, third] = channels === 1 ? [0, 0] : [1, 2]
  const columns = axis(window.x, window.width, width, picture.width)
  const rows = axis(window.y, window.height, height, picture.height)
  const first = rows.starts[0]!
  const across = new Float32Array(3 * width * (rows.starts[height - 1]! + rows.counts[height - 1]! - first))
  const bytes = picture.data
  for (let y = first, to = 0; to < across.length; y++)
    for (let x = 0, k = 0; x < width; x++, to += 3) {
      let [red, green, blue] = [0, 0, 0]
      let from = channels * (y * picture.width + columns.starts[x]!)
      for (const end = k + columns.counts[x]!; k < end; k++, from += channels) {
        const weight = columns.weights[k]! / 255
        red = Math.fround(red + weight * bytes[from]!)
        green = Math.fround(green + weight * bytes[from + second]!)
        blue = Math.fround(blue + weight * bytes[from + third]!)
      }
      across[to] = red
      across[to + 1] = green
      across[to + 2] = blue
    }
  const count = width * height
  const data = new Float32Array(3 * count)
  for (let y = 0, k = 0; y < height; y++) {
    let from = 3 * (rows.starts[y]! - first) * width
    for (const end = k + rows.counts[y]!; k < end; k++) {
      const weight = rows.weights[k]!
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
export function cutSquare(random: RandomNumbers, picture: RgbBytes, side: number): ColorPlanes {
  const { width, height } = picture
  const min = 1 / LOAD_SHARE
  const length = Math.min(width, height) * (min + (1 - min) * random.uniform())
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

/** Which pixels make each pixel of a result: `counts` of them from `starts` on, by the next as many `weights`. */
interface Taps {
  starts: Int32Array
  counts: Int32Array
  weights: Float64Array
}

/** A tent as wide as the reduction, at least one pixel. */
function axis(from: number, length: number, count: number, limit: number): Taps {
  const step = length / count
  const reach = Math.max(1, step)
  const starts = new Int32Array(count)
  const counts = new Int32Array(count)
  const all: number[] = []
  for (let i = 0; i < count; i++) {
    const centre = from + (i + 0.5) * step - 0.5
    const start = Math.max(0, Math.min(limit - 1, Math.ceil(centre - reach)))
    const end = Math.max(start + 1, Math.min(limit, Math.floor(centre + reach) + 1))
    const weights = Array.from({ length: end - start }, (_, k) =>
      Math.max(1e-6, 1 - Math.abs(start + k - centre) / reach),
    )
    const sum = weights.reduce((a, b) => a + b)
    starts[i] = start
    counts[i] = weights.length
    for (const weight of weights) all.push(weight / sum)
  }
  return { starts, counts, weights: Float64Array.from(all) }
}
