import { boxMean } from '../boxMean.ts'
import { labOfLight } from '../lab.ts'
import { linearOf } from '../srgbTransfer.ts'

/** An object over a photo, small: colours by plane (red, green, blue in [0, 1]), rows from the top. */
export interface PlacedObject {
  width: number
  height: number
  /** The object's own colours, not mixed with the photo's; any number where it covers nothing. */
  object: Float32Array
  /** How much of each pixel the object covers, in [0, 1]. */
  coverage: Float32Array
  /** The photo; what lies under the object is not looked at. */
  photo: Float32Array
}

/** What describes one region: three means, deviations and correlations, fifteen quantiles, and six of its colours. */
const PER_REGION = 30
/** What describes where the object lies and how much of the photo is to be seen. */
const OF_PLACE = 5
/** How many numbers {@link objectStatistics} gives. */
export const STATISTICS = 3 * PER_REGION + OF_PLACE

const QUANTILES = [0.05, 0.25, 0.5, 0.75, 0.95] as const
const BINS = 256
/** Less coverage than this is the object's rim, of which the photo's own light is not to be told. */
const RIM = 0.02
/** How far the near surroundings reach, as a share of the square root of the object's area. */
const REACH = 0.4

/**
 * Statistics by which an object's light can be compared with its surroundings': of the object, of what lies near it, and
 * of all the rest of the photo, each about zero and of a size near one.
 *
 * @returns {@link STATISTICS} numbers
 */
export function objectStatistics(placed: PlacedObject): Float32Array {
  const { width, height, coverage, object, photo } = placed
  const area = coverage.reduce((sum, value) => sum + value, 0)
  const free = freeOf(coverage, width, height)
  const near = nearness(coverage, width, height, Math.max(2, REACH * Math.sqrt(area)))
  for (let i = 0; i < near.length; i++) near[i]! *= free[i]!
  const out = new Float32Array(STATISTICS)
  describeRegion(object, coverage, out.subarray(0, PER_REGION))
  describeRegion(photo, near, out.subarray(PER_REGION, 2 * PER_REGION))
  describeRegion(photo, free, out.subarray(2 * PER_REGION, 3 * PER_REGION))
  describePlace(placed, area, free, out.subarray(3 * PER_REGION))
  return out
}

/** 1 where neither the object nor its rim is. */
function freeOf(coverage: Float32Array, width: number, height: number): Float32Array {
  const free = new Float32Array(coverage.length)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      let covered = 0
      for (let v = Math.max(0, y - 1); v <= Math.min(height - 1, y + 1); v++)
        for (let u = Math.max(0, x - 1); u <= Math.min(width - 1, x + 1); u++)
          covered = Math.max(covered, coverage[v * width + u]!)
      free[y * width + x] = covered <= RIM ? 1 : 0
    }
  return free
}

/** The coverage, spread by three box means of this radius: it falls with the distance from the object. */
function nearness(coverage: Float32Array, width: number, height: number, radius: number): Float32Array {
  const reach = Math.max(1, Math.round(radius / Math.sqrt(3)))
  let plane: Float32Array = coverage.slice()
  for (let pass = 0; pass < 3; pass++) plane = boxMean(plane, width, height, reach)
  return plane
}

/** {@link PER_REGION} numbers of the colours under a weight; where there is no weight, those of a mid grey. */
function describeRegion(colors: Float32Array, weight: Float32Array, out: Float32Array): void {
  const count = weight.length
  const mean = [0, 0, 0]
  const product = [0, 0, 0, 0, 0, 0]
  const bins = [0, 1, 2].map(() => new Float64Array(BINS))
  const lab = new Float32Array(3)
  const other = { l: 0, a: 0, b: 0, chroma: 0, dark: 0, bright: 0 }
  let total = 1e-6
  for (let i = 0; i < count; i++) {
    const w = weight[i]!
    if (w < 1e-4) continue
    const r = colors[i]!
    const g = colors[count + i]!
    const b = colors[2 * count + i]!
    total += w
    for (const [c, value] of [r, g, b].entries()) {
      mean[c]! += w * value
      bins[c]![Math.min(BINS - 1, Math.max(0, Math.round(value * (BINS - 1))))]! += w
    }
    for (const [k, value] of [r * r, g * g, b * b, r * g, r * b, g * b].entries()) product[k]! += w * value
    labOfLight(linearOf(r), linearOf(g), linearOf(b), lab, 0, 1)
    other.l += w * lab[0]!
    other.a += w * lab[1]!
    other.b += w * lab[2]!
    other.chroma += w * Math.hypot(lab[1]!, lab[2]!)
    if (Math.max(r, g, b) < 0.02) other.dark += w
    if (Math.min(r, g, b) > 0.98) other.bright += w
  }
  const empty = total < 1e-3
  const m = mean.map((sum) => (empty ? 0.5 : sum / total))
  const variance = (k: number, a: number, b: number) => (empty ? 0 : product[k]! / total - m[a]! * m[b]!)
  const deviation = [0, 1, 2].map((c) => Math.sqrt(Math.max(0, variance(c, c, c))))
  let at = 0
  for (const value of m) out[at++] = 4 * (value - 0.5)
  for (const value of deviation) out[at++] = 8 * (value - 0.15)
  for (const [k, a, b] of [
    [3, 0, 1],
    [4, 0, 2],
    [5, 1, 2],
  ] as const)
    out[at++] = 2 * (variance(k, a, b) / (deviation[a]! * deviation[b]! + 1e-4) - 0.8)
  for (const each of bins)
    for (const share of QUANTILES) out[at++] = 4 * ((empty ? 0.5 : quantile(each, share * total)) - 0.5)
  for (const value of [other.l / 25 - 2 * total, other.a / 15, other.b / 15, other.chroma / 15 - total])
    out[at++] = empty ? 0 : value / total
  out[at++] = (4 * other.dark) / total
  out[at++] = (4 * other.bright) / total
}

/** The value in [0, 1] below which `wanted` of the weight lies, interpolated within its bin. */
function quantile(bins: Float64Array, wanted: number): number {
  let below = 0
  for (let k = 0; k < BINS; k++) {
    const here = bins[k]!
    if (below + here >= wanted && here > 0)
      return Math.min(1, Math.max(0, (k - 0.5 + (wanted - below) / here) / (BINS - 1)))
    below += here
  }
  return 1
}

function describePlace(
  { width, height, coverage }: PlacedObject,
  area: number,
  free: Float32Array,
  out: Float32Array,
): void {
  const count = width * height
  let [cx, cy, border] = [0, 0, 0]
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const w = coverage[y * width + x]!
      cx += w * x
      cy += w * y
      if (x === 0 || y === 0 || x === width - 1 || y === height - 1) border += w
    }
  out[0] = Math.log(Math.max(area, 1) / count) + 2.3
  out[1] = 4 * (cy / Math.max(area, 1e-6) / height - 0.5)
  out[2] = 4 * Math.abs(cx / Math.max(area, 1e-6) / width - 0.5) - 0.5
  out[3] = (2 * border) / (width + height)
  out[4] = free.reduce((sum, value) => sum + value, 0) / count - 0.7
}
