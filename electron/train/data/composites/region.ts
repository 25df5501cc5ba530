import type { ColorPlanes } from '../../../imaging/colorPlanes.ts'
import type { Random } from '../../../nets/random.ts'

/** How much of a picture an object may cover. Small objects are drawn as often as large ones, by logarithm. */
const MIN_AREA = 0.02
const MAX_AREA = 0.5
/** Width of an outline's edge, as a share of the picture's side. */
const SHARPEST = 0.5 / 64
const SOFTEST = 2 / 64
const TURN = 2 * Math.PI

/**
 * Draws the region of an object: an ellipse, a lobed blob, a polygon, or a part of the picture that hangs together
 * by colour, as a segmentation would give it.
 *
 * @param byColor the share of the last kind
 * @returns its coverage of each pixel, in [0, 1]
 */
export function drawRegion(random: Random, picture: ColorPlanes, byColor = 0.4): Float32Array {
  const area = MIN_AREA * (MAX_AREA / MIN_AREA) ** random.uniform()
  if (random.uniform() < byColor) return grow(random, picture, area)
  return outline(random, picture, area, shapes[random.below(shapes.length)]!(random))
}

/** Radius of an outline about its centre, by angle, up to scale. */
type Outline = (angle: number) => number

const shapes: ((random: Random) => Outline)[] = [ellipse, blob, polygon]

function ellipse(random: Random): Outline {
  const aspect = 1 + 2 * random.uniform()
  const turn = TURN * random.uniform()
  return (angle) => 1 / Math.hypot(Math.cos(angle - turn), aspect * Math.sin(angle - turn))
}

/** A circle with a few waves along its edge. */
function blob(random: Random): Outline {
  const waves = Array.from({ length: 5 }, (_, k) => ({
    frequency: k + 1,
    size: (0.35 * random.normal()) / (k + 1),
    phase: TURN * random.uniform(),
  }))
  return (angle) =>
    Math.max(
      0.15,
      waves.reduce((r, { frequency, size, phase }) => r + size * Math.cos(frequency * angle + phase), 1),
    )
}

/** Three to eight corners at any distance from the centre, joined by straight lines. */
function polygon(random: Random): Outline {
  const count = 3 + random.below(6)
  const corners = Array.from({ length: count }, (_, k) => {
    const angle = (TURN * (k + 0.7 * random.uniform())) / count
    const radius = 0.5 + random.uniform()
    return { angle, x: radius * Math.cos(angle), y: radius * Math.sin(angle) }
  })
  return (angle) => {
    const positive = (((angle - corners[0]!.angle) % TURN) + TURN) % TURN
    const next = corners.findIndex(({ angle: corner }) => corner - corners[0]!.angle > positive)
    const b = corners[Math.max(0, next)]!
    const a = corners[(next < 0 ? count : next) - 1]!
    // Where the ray meets the line through both corners.
    const cross = (b.x - a.x) * Math.sin(angle) - (b.y - a.y) * Math.cos(angle)
    return Math.abs(a.x * b.y - a.y * b.x) / Math.max(1e-6, Math.abs(cross))
  }
}

/** Fills an outline of the given area at a random place that keeps its centre inside the picture. */
function outline(random: Random, { width, height }: ColorPlanes, area: number, radius: Outline) {
  const steps = 64
  const radii = Array.from({ length: steps }, (_, k) => radius((TURN * k) / steps))
  const unit = radii.reduce((sum, r) => sum + r * r, 0) * (Math.PI / steps)
  const scale = Math.sqrt(area / unit)
  // Corners may reach a little farther than the directions that were tried.
  const reach = 1.2 * scale * Math.max(...radii) + SOFTEST
  const cx = random.uniform()
  const cy = random.uniform()
  const softness = SHARPEST + (SOFTEST - SHARPEST) * random.uniform()
  const coverage = new Float32Array(width * height)
  for (let y = 0; y < height; y++) {
    const dy = (y + 0.5) / height - cy
    for (let x = 0; x < width; x++) {
      const dx = (x + 0.5) / width - cx
      const distance = Math.sqrt(dx * dx + dy * dy)
      if (distance > reach) continue
      const inside = scale * radius(Math.atan2(dy, dx)) - distance
      coverage[y * width + x] = Math.min(1, Math.max(0, 0.5 + inside / softness))
    }
  }
  return coverage
}

/** Steps of colour difference told apart while a region grows. */
const BUCKETS = 256

/**
 * Seeded region growing: of the pixels that touch the region, the one whose colour is nearest to the seed's and to
 * its neighbour's joins first, until the area is reached.
 */
function grow(random: Random, { width, height, data }: ColorPlanes, area: number): Float32Array {
  const count = width * height
  const seed = random.below(count)
  const difference = (a: number, b: number) => {
    let sum = 0
    for (let c = 0; c < 3; c++) sum += Math.abs(data[c * count + a]! - data[c * count + b]!)
    return sum / 3
  }
  const waiting: number[][] = Array.from({ length: BUCKETS }, () => [])
  const joined = new Uint8Array(count)
  let lowest = 0
  const offer = (pixel: number, from: number) => {
    if (joined[pixel]) return
    const cost = 0.5 * (difference(pixel, seed) + difference(pixel, from))
    const bucket = Math.min(BUCKETS - 1, Math.floor(cost * BUCKETS))
    waiting[bucket]!.push(pixel)
    lowest = Math.min(lowest, bucket)
  }
  offer(seed, seed)
  for (let left = Math.max(1, Math.round(area * count)); left > 0; ) {
    while (waiting[lowest]?.length === 0) lowest++
    const pixel = waiting[lowest]?.pop()
    if (pixel === undefined) break
    if (joined[pixel]) continue
    joined[pixel] = 1
    left--
    const x = pixel % width
    if (x > 0) offer(pixel - 1, pixel)
    if (x < width - 1) offer(pixel + 1, pixel)
    if (pixel >= width) offer(pixel - width, pixel)
    if (pixel < count - width) offer(pixel + width, pixel)
  }
  return soften(Float32Array.from(joined), width, height)
}

/** The mean over each pixel and its neighbours: a ragged region gets an edge, a picture loses its finest detail. */
export function soften(plane: Float32Array, width: number, height: number): Float32Array {
  return meanOfThree(meanOfThree(plane, width, 1, width), height, width, plane.length)
}

/** Along lines of `length` elements that lie `stride` apart; `span` elements hold lines of one interleaved block. */
function meanOfThree(plane: Float32Array, length: number, stride: number, span: number): Float32Array {
  const out = new Float32Array(plane.length)
  for (let i = 0; i < plane.length; i++) {
    const place = Math.floor((i % span) / stride)
    const before = place > 0 ? plane[i - stride]! : plane[i]!
    const after = place < length - 1 ? plane[i + stride]! : plane[i]!
    out[i] = (before + plane[i]! + after) / 3
  }
  return out
}
