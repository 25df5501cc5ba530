import type { Bytes, Plane } from '../../imaging/planes.ts'
import type { Team } from '../../imaging/team.ts'

/** What a camera leaves in a picture: the deviation of its grain, white being 1, and the width of its blur in pixels. */
export interface CameraTraits {
  grain: number
  blur: number
}

/** Blocks that are looked at, and their side. */
const BLOCKS = 600
const SIDE = 8
/** Quantile of the blocks' variation that counts as grain: the plainest blocks hold nothing else. */
const PLAIN = 0.2
/** Quantile of the steps between neighbours that counts as the steepness of edges. */
const STEEP = 0.97
/** Grain below half a grey level is the rounding to bytes. */
const ROUNDING = 0.3 / 255

/** Grey of a pixel in [0, 1]; null where there is none. */
type Reader = (x: number, y: number) => number | null

/** Grain and sharpness of a photo. */
export function traitsOfPhoto({ memory }: Team, photo: Bytes): CameraTraits {
  const { width, height, channels, pointer } = photo
  const bytes = memory.bytes(pointer, width * height * channels)
  return traits(width, height, (x, y) => {
    const at = (y * width + x) * channels
    return (bytes[at]! + 2 * bytes[at + 1]! + bytes[at + 2]!) / 1020
  })
}

/**
 * Grain and sharpness of a placed object, where it covers the photo wholly.
 *
 * @param difference four lanes a pixel: coverage times (object - photo) in RGB, and the coverage
 */
export function traitsOfObject({ memory }: Team, photo: Bytes, difference: Plane): CameraTraits {
  const { width, height, channels, pointer } = photo
  const bytes = memory.bytes(pointer, width * height * channels)
  const lanes = memory.floats(difference.pointer, 4 * width * height)
  return traits(width, height, (x, y) => {
    const i = y * width + x
    if (lanes[4 * i + 3]! < 0.999) return null
    const below = (bytes[i * channels]! + 2 * bytes[i * channels + 1]! + bytes[i * channels + 2]!) / 1020
    return below + (lanes[4 * i]! + 2 * lanes[4 * i + 1]! + lanes[4 * i + 2]!) / 4
  })
}

function traits(width: number, height: number, read: Reader): CameraTraits {
  const noise: number[] = []
  const near: number[] = []
  const far: number[] = []
  const columns = Math.max(1, Math.round(Math.sqrt((4 * BLOCKS * width) / height)))
  const rows = Math.max(1, Math.round((4 * BLOCKS) / columns))
  for (let k = 0; k < columns * rows; k++) {
    const left = Math.floor((((k % columns) + 0.5) * Math.max(1, width - SIDE - 2)) / columns) + 1
    const top = Math.floor(((Math.floor(k / columns) + 0.5) * Math.max(1, height - SIDE - 2)) / rows) + 1
    const rough: number[] = []
    for (let y = top; y < top + SIDE && y < height - 1; y++)
      for (let x = left; x < left + SIDE && x < width - 1; x++) {
        const [c, w, e, n, s] = [read(x, y), read(x - 1, y), read(x + 1, y), read(x, y - 1), read(x, y + 1)]
        if (c === null || w === null || e === null || n === null || s === null) continue
        rough.push((4 * c - w - e - n - s) / Math.sqrt(20))
        near.push(Math.abs(e - c))
        far.push(Math.abs(e - w))
      }
    if (rough.length > SIDE) noise.push(Math.sqrt(rough.reduce((sum, v) => sum + v * v, 0) / rough.length))
  }
  if (noise.length < 4) return { grain: 0, blur: 0 }
  const grain = rankOf(noise, PLAIN)
  return {
    grain: Math.sqrt(Math.max(0, grain ** 2 - ROUNDING ** 2)),
    blur: blurOf(rankOf(near, STEEP) / Math.max(1e-6, rankOf(far, STEEP))),
  }
}

const rankOf = (values: number[], share: number) =>
  values.sort((a, b) => a - b)[Math.floor(share * (values.length - 1))]!

/**
 * The width of a Gaussian by which a step edge's slope over one pixel is this share of that over two: erf(a / 2) /
 * erf(a) with a = 1 / (√2 width), by halving.
 */
function blurOf(share: number): number {
  let [low, high] = [0.1, 4]
  for (let k = 0; k < 30; k++) {
    const middle = (low + high) / 2
    const a = Math.SQRT1_2 / middle
    if (erf(a / 2) / erf(a) > share) low = middle
    else high = middle
  }
  return (low + high) / 2
}

/** Abramowitz and Stegun 7.1.26. */
function erf(x: number): number {
  const t = 1 / (1 + 0.3275911 * x)
  const series =
    t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))))
  return 1 - series * Math.exp(-x * x)
}

/** By how much an object is to be reduced before it is placed, to be blurred by a Gaussian of this width: a box's is 1/√12. */
export const detailFor = (blur: number): number => 1 / Math.max(1, blur * Math.sqrt(12))
