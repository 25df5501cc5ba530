import type { Random } from '../../../nets/random.ts'

/** Planes of a picture, `channels * width * height` numbers. */
export interface Planes {
  readonly channels: number
  readonly width: number
  readonly height: number
  readonly data: Float32Array
}

/** The share of pictures without a hint: the network must also guess. */
const NONE = 0.25
/** A dot is followed by another one with the chance of Zhang et al. (2017), up to so many. */
const LAST = 1 / 8
const MAX_DOTS = 60
/** The share of hints that are strokes. */
const STROKES = 0.35
/** Pixels from the middle of a dot to its border, at most; 9 pixels wide, as in the paper. */
const MAX_RADIUS = 4
const LONGEST = 40
/** How far colours along one stroke may lie apart, channels in [-1, 1]: nobody draws one stroke across two things. */
const ONE_COLOR = 0.12

/**
 * Colour hints as a user would give them of a picture, after Zhang et al., "Real-Time User-Guided Image Colorization
 * with Learned Deep Priors" (2017), section 3.2: dots of one to nine pixels, and strokes that keep to one colour. Each
 * shows the mean colour of what it covers.
 *
 * @param target in [-1, 1]
 * @param first a pixel that has a dot in any case
 * @returns the colours, 0 where nothing is said, and a last plane that is 1 where something is
 */
export function drawHints(target: Planes, random: Random, first?: number): Float32Array {
  const { channels, width, height } = target
  const count = width * height
  const hints = new Float32Array((channels + 1) * count)
  if (first !== undefined) place(target, hints, dot(target, first, 1 + random.below(MAX_RADIUS)))
  else if (random.uniform() < NONE) return hints
  for (let k = 0; k < MAX_DOTS; k++) {
    const at = random.below(count)
    const covered =
      random.uniform() < STROKES ? stroke(target, at, random) : dot(target, at, random.below(MAX_RADIUS + 1))
    place(target, hints, covered)
    if (random.uniform() < LAST) break
  }
  return hints
}

/** As {@link drawHints}, but exactly `dots` dots, five pixels wide: what networks are measured with. */
export function drawDots(target: Planes, random: Random, dots: number): Float32Array {
  const { channels, width, height } = target
  const count = width * height
  const hints = new Float32Array((channels + 1) * count)
  for (let k = 0; k < dots; k++) place(target, hints, dot(target, random.below(count), 2))
  return hints
}

/** The pixels of a square, cut off at the borders. */
function dot({ width, height }: Planes, at: number, reach: number): number[] {
  const [x, y] = [at % width, Math.floor(at / width)]
  const covered: number[] = []
  for (let v = Math.max(0, y - reach); v <= Math.min(height - 1, y + reach); v++)
    for (let u = Math.max(0, x - reach); u <= Math.min(width - 1, x + reach); u++) covered.push(v * width + u)
  return covered
}

/** Pixels of a random stroke that wanders with small turns and ends where another colour begins. */
function stroke(target: Planes, from: number, random: Random): number[] {
  const { width, height } = target
  const reach = random.below(3)
  let angle = 2 * Math.PI * random.uniform()
  let [x, y] = [from % width, Math.floor(from / width)]
  const covered = new Set<number>()
  for (let step = 0; step < LONGEST; step++) {
    const at = Math.round(y) * width + Math.round(x)
    if (apart(target, from, at) > ONE_COLOR) break
    for (const pixel of dot(target, at, reach))
      if (apart(target, from, pixel) <= ONE_COLOR) covered.add(pixel)
    angle += 0.5 * (random.uniform() - 0.5)
    x += Math.cos(angle)
    y += Math.sin(angle)
    if (x < 0 || y < 0 || x > width - 1 || y > height - 1) break
  }
  return [...covered]
}

function apart({ channels, width, height, data }: Planes, a: number, b: number): number {
  const count = width * height
  let sum = 0
  for (let c = 0; c < channels; c++) sum += (data[c * count + a]! - data[c * count + b]!) ** 2
  return Math.sqrt(sum)
}

/** A later hint lies over an earlier one. */
function place(
  { channels, width, height, data }: Planes,
  hints: Float32Array,
  covered: readonly number[],
): void {
  const count = width * height
  for (let c = 0; c < channels; c++) {
    const mean = covered.reduce((sum, at) => sum + data[c * count + at]!, 0) / covered.length
    for (const at of covered) hints[c * count + at] = mean
  }
  for (const at of covered) hints[channels * count + at] = 1
}
