import type { Pixels } from '../../contract/pixels.ts'
import { type ColorPlanes, reduce } from '../../train/data/planes.ts'
import { brightnessPlane, byteOf, Enlargement, planesOf } from './enlarge.ts'
import { boxMean } from './guidedFilter.ts'
import type { Size } from './work.ts'

/** How far the drawing may differ from what the network saw where a colour is taken as it is; colours in [0, 1]. */
const ALIKE = 0.04
/** What a colour counts for at least: between outlines closer than the network's pixels there is nothing better. */
const LEAST = 1e-4
/** A step of the drawing this large, of its brightness or of its three colours together, is as far as {@link SPREAD}. */
const STEP = 0.06
/** How far colours spread along areas, in the network's pixels. */
const SPREAD = 1.5
/** Rows that are made at once; those around them, which have a say in them, come on top. */
const BAND = 128
/** Sweeps across and down. */
const SWEEPS = 2
/** Numbers of a table for each unit of what it is read by. */
const FINE = 256

/** Reads rows of a drawing, from 0 to 1, by plane: its brightness alone, or its three colours. */
type Guide = (y: number, rows: number) => Float32Array[]
type Breathe = (done: number, total: number) => Promise<void>

/**
 * Brings a result to the drawing's size, its areas as sharp as they are drawn. Near an outline, where the network's pixels
 * mix both sides, each pixel takes the colours from farther inside its own area: they spread by the recursive filter of
 * Gastal and Oliveira (2011), for which the drawing's steps are long ways.
 *
 * @param seen the drawing at the result's size, by the planes of `guide`
 */
export async function enlargeByAreas(
  result: ColorPlanes,
  size: Size,
  seen: readonly Float32Array[],
  guide: Guide,
  out: Pixels,
  breathe: Breathe,
): Promise<void> {
  const larger = new Enlargement([...planesOf(result), ...seen], size, out)
  const spread = SPREAD * Math.max(out.width / size.width, out.height / size.height)
  const around = Math.ceil(2 * spread)
  const { width, height, channels, data } = out
  for (let y = 0; y < height; y += BAND) {
    await breathe(y, height)
    const first = Math.max(0, y - around)
    const rows = Math.min(height, y + BAND + around) - first
    const mixed = spreadColors(larger, guide(first, rows), { width, height: rows }, first, spread)
    const end = Math.min(height, y + BAND) * width
    for (let i = y * width, from = 4 * (i - first * width); i < end; i++, from += 4)
      for (let c = 0; c < 3; c++) data[channels * i + c] = byteOf(mixed[from + c]!)
  }
}

/** The same for lines on paper: areas reach below them, and they are drawn anew in the colours that the network gave them. */
export async function enlargeByLines(
  result: ColorPlanes,
  seen: ColorPlanes,
  brightIn: (y: number, rows: number) => Float32Array,
  out: Pixels,
  breathe: Breathe,
): Promise<void> {
  const bright = brightnessPlane(seen)
  await enlargeByAreas(result, seen, [bright], (y, rows) => [brightIn(y, rows)], out, breathe)
  const { width, height, channels, data } = out
  /** What the areas leave between the lines. */
  const between = new Uint8Array(3 * width * height)
  const bands = Array.from({ length: Math.ceil(height / BAND) }, (_, k) => k * BAND)
  const rowsAt = (y: number) => Math.min(BAND, height - y)
  for (const y of bands) {
    await breathe(y, height)
    const rows = brightIn(y, rowsAt(y))
    for (let k = 0, i = y * width; k < rows.length; k++, i++)
      for (let c = 0; c < 3; c++) between[3 * i + c] = rows[k]! * data[channels * i + c]! + 0.5
  }
  const left = reduce({ width, height, data: between }, { x: 0, y: 0, width, height }, seen)
  const larger = new Enlargement(inkColors(result, left, bright), seen, out)
  const colors = [0, 1, 2].map(() => new Float32Array(width))
  for (const y of bands) {
    await breathe(y, height)
    const rows = brightIn(y, rowsAt(y))
    for (let r = 0; r < rowsAt(y); r++) {
      for (let c = 0; c < 3; c++) larger.write(c, y + r, colors[c]!, 0)
      for (let x = 0; x < width; x++) {
        const dark = 1 - rows[r * width + x]!
        if (dark === 0) continue
        const i = (y + r) * width + x
        for (let c = 0; c < 3; c++)
          data[channels * i + c] = byteOf(between[3 * i + c]! / 255 + dark * colors[c]![x]!)
      }
    }
  }
}

/** How much a colour is trusted by how far the drawing is from what the network saw. */
const trusts = Float32Array.from({ length: FINE + 1 }, (_, k) => Math.exp(-((k / FINE / ALIKE) ** 2)))

/** Colours of rows from `first` on, without what mixes across outlines: four numbers a pixel, the last one of no use. */
function spreadColors(
  larger: Enlargement,
  guide: readonly Float32Array[],
  { width, height }: Size,
  first: number,
  spread: number,
): Float32Array {
  const count = width * height
  /** Colours times what they count for, and that. */
  const mixed = new Float32Array(4 * count)
  const plain = new Float32Array(4 * count)
  const rows = Array.from({ length: 3 + guide.length }, () => new Float32Array(width))
  const [red, green, blue, ...seen] = rows as [Float32Array, Float32Array, Float32Array, ...Float32Array[]]
  for (let y = 0; y < height; y++) {
    for (let k = 0; k < rows.length; k++) larger.write(k, first + y, rows[k]!, 0)
    for (let x = 0, i = y * width, at = 4 * i; x < width; x++, i++, at += 4) {
      let off = 0
      for (let k = 0; k < seen.length; k++) off = Math.max(off, Math.abs(guide[k]![i]! - seen[k]![x]!))
      const trust = trusts[Math.min(FINE, (FINE * off + 0.5) | 0)]!
      const counts = LEAST + trust
      plain[at] = red[x]!
      plain[at + 1] = green[x]!
      plain[at + 2] = blue[x]!
      plain[at + 3] = trust
      mixed[at] = counts * red[x]!
      mixed[at + 1] = counts * green[x]!
      mixed[at + 2] = counts * blue[x]!
      mixed[at + 3] = counts
    }
  }
  const [across, down] = [1, width].map((step) => waysOf(guide, step)) as [Uint16Array, Uint16Array]
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    // Each pair of sweeps adds its share of the variance, the later one the smaller share.
    const sigma = (spread * Math.sqrt(3) * 2 ** (SWEEPS - sweep - 1)) / Math.sqrt(4 ** SWEEPS - 1)
    const shares = sharesOf(sigma, spread)
    for (let y = 0; y < height; y++) sweepOver(mixed, across, shares, y * width + 1, (y + 1) * width, 1)
    sweepOver(mixed, down, shares, width, count, width)
  }
  for (let at = 0; at < mixed.length; at += 4) {
    const trust = plain[at + 3]!
    const share = (1 - trust) / mixed[at + 3]!
    for (let c = 0; c < 3; c++) mixed[at + c] = trust * plain[at + c]! + share * mixed[at + c]!
  }
  return mixed
}

/** How large the drawing's step is from the pixel `step` before, in units of a table. */
function waysOf(guide: readonly Float32Array[], step: number): Uint16Array {
  const way = new Uint16Array(guide[0]!.length)
  for (let i = step; i < way.length; i++) {
    let sum = 0
    for (let k = 0; k < guide.length; k++) sum += Math.abs(guide[k]![i]! - guide[k]![i - step]!)
    way[i] = FINE * sum + 0.5
  }
  return way
}

/** What of its neighbour a pixel takes on, by how large the drawing's step to it is. */
function sharesOf(sigma: number, spread: number): Float32Array {
  const decay = -Math.SQRT2 / sigma
  return Float32Array.from({ length: 3 * FINE + 2 }, (_, k) =>
    Math.exp(decay * (1 + (spread * k) / (FINE * STEP))),
  )
}

/** There and back again over the pixels from `from` to `to`, each of which follows the one `step` before it. */
function sweepOver(
  mixed: Float32Array,
  way: Uint16Array,
  shares: Float32Array,
  from: number,
  to: number,
  step: number,
): void {
  for (let i = from; i < to; i++) blend(mixed, 4 * i, 4 * (i - step), shares[way[i]!]!)
  for (let i = to - 1; i >= from; i--) blend(mixed, 4 * (i - step), 4 * i, shares[way[i]!]!)
}

function blend(mixed: Float32Array, at: number, other: number, share: number): void {
  mixed[at]! += share * (mixed[other]! - mixed[at]!)
  mixed[at + 1]! += share * (mixed[other + 1]! - mixed[at + 1]!)
  mixed[at + 2]! += share * (mixed[other + 2]! - mixed[at + 2]!)
  mixed[at + 3]! += share * (mixed[other + 3]! - mixed[at + 3]!)
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
