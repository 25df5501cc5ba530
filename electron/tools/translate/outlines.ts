import type { Pixels } from '../../contract/pixels.ts'
import type { Drawn } from '../../contract/procedures/models.ts'
import { type ColorPlanes, reduce } from '../../train/data/planes.ts'
import { brightnessPlane, byteOf, Enlargement, planesOf } from './enlarge.ts'
import { boxMean } from './guidedFilter.ts'

/** How far the drawing may differ from what the network saw where a colour is taken as it is; colours in [0, 1]. */
const ALIKE = 0.04
/** What a colour counts for at least: between outlines closer than the network's pixels there is nothing better. */
const LEAST = 1e-4
/** A step of the drawing's colours this large is as far as {@link SPREAD}. */
const STEP = 0.12
/** How far colours spread along areas, in the network's pixels. */
const SPREAD = 1.5
/** Rows that are made at once; those around them, which have a say in them, come on top. */
const BAND = 128
/** Sweeps across and down. */
const SWEEPS = 2

/**
 * Brings the result of a drawing to the drawing's size, its outlines where and as sharp as they are drawn. Near an
 * outline, where the network's pixels mix both sides, each pixel takes the colours from farther inside its own area: they
 * spread by the recursive filter of Gastal and Oliveira (2011), for which the drawing's steps are long ways. Lines are
 * then drawn anew over the areas, in the colour that the network gave them.
 *
 * @param seen the drawing at the result's size
 * @param drawing reads the drawing's colours of some rows, by plane in [0, 1]
 */
export async function enlargeByOutlines(
  result: ColorPlanes,
  seen: ColorPlanes,
  drawing: (y: number, rows: number) => ColorPlanes,
  draws: Drawn,
  out: Pixels,
  breathe: (done: number, total: number) => Promise<void>,
): Promise<void> {
  const larger = new Enlargement([...planesOf(result), ...planesOf(seen)], seen, out)
  const spread = SPREAD * Math.max(out.width / seen.width, out.height / seen.height)
  const around = Math.ceil(2 * spread)
  const { width, height, channels } = out
  for (let y = 0; y < height; y += BAND) {
    await breathe(y, height)
    const first = Math.max(0, y - around)
    const guide = drawing(first, Math.min(height, y + BAND + around) - first)
    const areas = spreadColors(larger, guide, first, spread)
    const count = guide.width * guide.height
    for (let i = y * width; i < Math.min(height, y + BAND) * width; i++)
      for (let c = 0; c < 3; c++) out.data[channels * i + c] = byteOf(areas[c * count + i - first * width]!)
  }
  if (draws === 'lines') await drawLines(result, seen, drawing, out, breathe)
}

/** Draws the lines over areas that reach below them. */
async function drawLines(
  result: ColorPlanes,
  seen: ColorPlanes,
  drawing: (y: number, rows: number) => ColorPlanes,
  out: Pixels,
  breathe: (done: number, total: number) => Promise<void>,
): Promise<void> {
  const { width, height, channels } = out
  const bands = Array.from({ length: Math.ceil(height / BAND) }, (_, k) => k * BAND)
  const brightIn = (y: number) => brightnessPlane(drawing(y, Math.min(BAND, height - y)))
  /** What the areas leave between the lines. */
  const between = new Uint8Array(3 * width * height)
  for (const y of bands) {
    await breathe(y, height)
    for (const [k, bright] of brightIn(y).entries()) {
      const i = y * width + k
      for (let c = 0; c < 3; c++) between[3 * i + c] = Math.round(bright * out.data[channels * i + c]!)
    }
  }
  const whole = { x: 0, y: 0, width, height }
  const ink = inkColors(result, reduce({ width, height, data: between }, whole, seen), brightnessPlane(seen))
  const larger = new Enlargement(ink, seen, out)
  const row = [0, 1, 2].map(() => new Float32Array(width))
  for (const y of bands) {
    await breathe(y, height)
    const bright = brightIn(y)
    for (let r = 0; r < bright.length / width; r++) {
      for (let c = 0; c < 3; c++) larger.write(c, y + r, row[c]!, 0)
      for (let x = 0; x < width; x++) {
        const i = (y + r) * width + x
        const dark = 1 - bright[r * width + x]!
        if (dark === 0) continue
        for (let c = 0; c < 3; c++)
          out.data[channels * i + c] = byteOf(between[3 * i + c]! / 255 + dark * row[c]![x]!)
      }
    }
  }
}

/** Colours of a band of rows from `first` on, without what mixes across outlines; by plane. */
function spreadColors(larger: Enlargement, guide: ColorPlanes, first: number, spread: number): Float32Array {
  const { width, height } = guide
  const count = width * height
  /** Colours times what they count for, and that: four numbers a pixel. */
  const mixed = new Float32Array(4 * count)
  const plain = new Float32Array(3 * count)
  const trust = new Float32Array(count)
  const rows = Array.from({ length: 6 }, () => new Float32Array(width))
  for (let y = 0; y < height; y++) {
    for (const [k, row] of rows.entries()) larger.write(k, first + y, row, 0)
    for (let x = 0; x < width; x++) {
      const i = y * width + x
      let off = 0
      for (let c = 0; c < 3; c++) off = Math.max(off, Math.abs(guide.data[c * count + i]! - rows[3 + c]![x]!))
      const weight = Math.exp(-((off / ALIKE) ** 2))
      trust[i] = weight
      const counts = LEAST + weight
      for (let c = 0; c < 3; c++) {
        const value = rows[c]![x]!
        plain[c * count + i] = value
        mixed[4 * i + c] = counts * value
      }
      mixed[4 * i + 3] = counts
    }
  }
  const [across, down] = waysOf(guide)
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    // Each pair of sweeps adds its share of the variance, the later one the smaller share.
    const sigma = (spread * Math.sqrt(3) * 2 ** (SWEEPS - sweep - 1)) / Math.sqrt(4 ** SWEEPS - 1)
    sweepAcross(mixed, across, width, height, sigma, spread)
    sweepDown(mixed, down, width, height, sigma, spread)
  }
  for (let i = 0; i < count; i++) {
    const sum = mixed[4 * i + 3]!
    for (let c = 0; c < 3; c++) {
      const at = c * count + i
      plain[at] = trust[i]! * plain[at]! + (1 - trust[i]!) * (mixed[4 * i + c]! / sum)
    }
  }
  return plain
}

/** How large the drawing's step is from the pixel before, along rows and along columns. */
function waysOf({ width, height, data }: ColorPlanes): [Float32Array, Float32Array] {
  const count = width * height
  const ways = [1, width].map((step) => {
    const way = new Float32Array(count)
    for (let i = step; i < count; i++) {
      let sum = 0
      for (let at = i; at < 3 * count; at += count) sum += Math.abs(data[at]! - data[at - step]!)
      way[i] = sum
    }
    return way
  })
  return ways as [Float32Array, Float32Array]
}

/** Shares of what the neighbour has by how far it is, from the length of the way in units of `spread`. */
function shares(sigma: number, spread: number): Float32Array {
  const decay = -Math.SQRT2 / sigma
  return Float32Array.from({ length: 3 * STEPS_A_UNIT + 1 }, (_, k) =>
    Math.exp(decay * (1 + (spread * k) / (STEPS_A_UNIT * STEP))),
  )
}
const STEPS_A_UNIT = 256

function sweepAcross(
  mixed: Float32Array,
  way: Float32Array,
  width: number,
  height: number,
  sigma: number,
  spread: number,
): void {
  const share = shares(sigma, spread)
  for (let y = 0; y < height; y++) {
    const start = y * width
    for (let i = start + 1; i < start + width; i++)
      blend(mixed, i, i - 1, share[Math.round(way[i]! * STEPS_A_UNIT)]!)
    for (let i = start + width - 2; i >= start; i--)
      blend(mixed, i, i + 1, share[Math.round(way[i + 1]! * STEPS_A_UNIT)]!)
  }
}

function sweepDown(
  mixed: Float32Array,
  way: Float32Array,
  width: number,
  height: number,
  sigma: number,
  spread: number,
): void {
  const share = shares(sigma, spread)
  for (let i = width; i < width * height; i++)
    blend(mixed, i, i - width, share[Math.round(way[i]! * STEPS_A_UNIT)]!)
  for (let i = width * (height - 1) - 1; i >= 0; i--)
    blend(mixed, i, i + width, share[Math.round(way[i + width]! * STEPS_A_UNIT)]!)
}

function blend(mixed: Float32Array, i: number, from: number, share: number): void {
  const [to, other] = [4 * i, 4 * from]
  for (let c = 0; c < 4; c++) mixed[to + c]! += share * (mixed[other + c]! - mixed[to + c]!)
}

/** The network's pixels around a place, each way, that tell the colours of its lines. */
const INK_REACH = 2
/** What the brightness of all lines counts for beside those around a place, where that is all ink. */
const INK_PRIOR = 0.01

/**
 * The colours that the network gave to lines, at its size. How bright they are is what its result has beyond the areas
 * `between` the lines, over how dark the drawing is there: by least squares around each place, drawn towards what it is
 * over all lines. Their hue is the result's there: the less, the darker they are, since a pixel that is partly ink does not
 * tell whose hue it has.
 */
function inkColors(result: ColorPlanes, between: ColorPlanes, bright: Float32Array): Float32Array[] {
  const ink = bright.map((value) => 1 - value)
  const mean = (plane: Float32Array) => boxMean(plane, result, INK_REACH)
  const average = (plane: Float32Array) => plane.reduce((sum, value) => sum + value, 0) / plane.length
  const [made, areas] = [brightnessPlane(result), brightnessPlane(between)]
  const squares = mean(ink.map((value) => value * value))
  const product = mean(ink.map((value, i) => value * (made[i]! - areas[i]!)))
  const usual = average(product) / (average(squares) + 1e-6)
  const weights = mean(ink.map((value) => value + 1e-3))
  const around = (plane: Float32Array) =>
    mean(plane.map((value, i) => value * (ink[i]! + 1e-3))).map((sum, i) => sum / weights[i]!)
  const light = around(made)
  const lightness = product.map((sum, i) =>
    Math.min(1, Math.max(0, (sum + INK_PRIOR * usual) / (squares[i]! + INK_PRIOR))),
  )
  return planesOf(result).map((plane) =>
    around(plane).map((color, i) => {
      const share = Math.min(1, lightness[i]! / (light[i]! + 1e-3))
      // Of the result's hue; the rest is grey.
      return lightness[i]! + share * (color * share - lightness[i]!)
    }),
  )
}
