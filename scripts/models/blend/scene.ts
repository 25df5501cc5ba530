import type { Pixels } from '../../../electron/contract/pixels.ts'
import { type ColorPlanes, type RgbBytes, reduce } from '../../../electron/imaging/colorPlanes.ts'
import type { Random } from '../../../electron/nets/random.ts'
import { drawRelighting } from '../../../electron/train/data/composites/drawRelighting.ts'
import { drawRegion } from '../../../electron/train/data/composites/region.ts'
import { relight } from '../../../electron/train/data/composites/relight.ts'

/** Longest side at which regions are drawn. */
const REGION_SIDE = 192

/** A blend whose answer is known, at the picture's own size. */
export interface MeasuredScene {
  truth: Pixels
  object: Pixels
  mask: Pixels
  /** The picture as if the object were not there yet, in two ways; see {@link drawScene}. */
  backgrounds: { filled: Pixels; mirrored: Pixels }
}

/**
 * Recolours and relights a region of a picture, as in training, but at full resolution. The picture itself cannot
 * be the background: what lies under the object would be the answer. So there the background is `filled` smoothly
 * from its surroundings, or shows the `mirrored` picture: another part of the same scene.
 *
 * @param unchanged the object keeps its light: what a blend changes then, it spoils
 */
export function drawScene(random: Random, picture: RgbBytes, unchanged = false): MeasuredScene {
  const { width, height } = picture
  const all = { x: 0, y: 0, width, height }
  const truth = reduce(picture, all, picture)
  const scale = Math.min(1, REGION_SIDE / Math.max(width, height))
  const small = { width: Math.round(width * scale), height: Math.round(height * scale) }
  const region = drawRegion(random, reduce(picture, all, small))
  const coverage = enlarge(region, small, picture)
  const object = relight(truth, drawRelighting(random, unchanged ? 1 : 0), coverage)
  return {
    truth: toPixels(truth),
    object: toPixels(object),
    mask: { width, height, channels: 1, data: toBytes(coverage) },
    backgrounds: {
      filled: toPixels({ width, height, data: fill(truth, coverage) }),
      mirrored: toPixels({ width, height, data: mirrorInside(truth, coverage) }),
    },
  }
}

const toBytes = (values: Float32Array) => Uint8Array.from(values, (v) => Math.round(255 * v))

function toPixels({ width, height, data }: ColorPlanes): Pixels {
  const count = width * height
  const bytes = new Uint8Array(3 * count)
  for (let i = 0; i < count; i++)
    for (let c = 0; c < 3; c++) bytes[3 * i + c] = Math.round(255 * data[c * count + i]!)
  return { width, height, channels: 3, data: bytes }
}

interface Extent {
  width: number
  height: number
}

/** Linear interpolation of one plane. */
function enlarge(plane: Float32Array, from: Extent, to: Extent): Float32Array {
  const place = (i: number, a: number, b: number) => {
    const at = Math.min(a - 1, Math.max(0, ((i + 0.5) * a) / b - 0.5))
    const low = Math.min(a - 1, Math.floor(at))
    return { low, high: Math.min(a - 1, low + 1), share: at - low }
  }
  const out = new Float32Array(to.width * to.height)
  for (let y = 0; y < to.height; y++) {
    const v = place(y, from.height, to.height)
    for (let x = 0; x < to.width; x++) {
      const u = place(x, from.width, to.width)
      const row = (at: number) =>
        (1 - u.share) * plane[at * from.width + u.low]! + u.share * plane[at * from.width + u.high]!
      out[y * to.width + x] = (1 - v.share) * row(v.low) + v.share * row(v.high)
    }
  }
  return out
}

/**
 * Pull and push: wherever anything is covered, the mean of the known surroundings, coarser the farther they are. The
 * known pixels stay.
 */
export function fill({ width, height, data }: ColorPlanes, coverage: Float32Array): Float32Array {
  const count = width * height
  const known = coverage.map((value) => (value === 0 ? 1 : 0))
  const out = new Float32Array(3 * count)
  for (let c = 0; c < 3; c++)
    out.set(pullAndPush(data.subarray(c * count, (c + 1) * count), known, { width, height }), c * count)
  return out
}

function pullAndPush(plane: Float32Array, weight: Float32Array, size: Extent): Float32Array {
  const { width, height } = size
  if (width === 1 && height === 1) return plane
  const half = { width: Math.ceil(width / 2), height: Math.ceil(height / 2) }
  const coarse = new Float32Array(half.width * half.height)
  const coarseWeight = new Float32Array(half.width * half.height)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const to = (y >> 1) * half.width + (x >> 1)
      coarse[to]! += weight[y * width + x]! * plane[y * width + x]!
      coarseWeight[to]! += weight[y * width + x]!
    }
  const mean = coarse.map((sum, i) => (coarseWeight[i]! > 0 ? sum / coarseWeight[i]! : 0))
  const pushed = enlarge(
    pullAndPush(
      mean,
      coarseWeight.map((w) => Math.min(1, w)),
      half,
    ),
    half,
    size,
  )
  return plane.map((value, i) => weight[i]! * value + (1 - weight[i]!) * pushed[i]!)
}

function mirrorInside({ width, data }: ColorPlanes, coverage: Float32Array): Float32Array {
  const count = coverage.length
  return data.map((value, i) => {
    if (coverage[i % count] === 0) return value
    const x = i % width
    return data[i - x + width - 1 - x]!
  })
}
