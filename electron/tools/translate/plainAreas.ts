import type { Pixels } from '../../contract/pixels.ts'
import type { ColorPlanes } from '../../imaging/colorPlanes.ts'
import { boxMean } from '../networks/boxMean.ts'
import { Enlargement, planesOf } from '../networks/enlarge.ts'
import { hintsAt } from '../networks/hints.ts'
import { brightnessRows } from '../networks/tensors.ts'
import type { Size } from '../networks/work.ts'
import { type Areas, areasOf } from './areas.ts'
import { obeyInAreas } from './obeyInAreas.ts'
import type { Result } from './outlines.ts'

/** Cells of the map of areas for each of the network's pixels, each way. */
const FINER = 2
/** Colours nearer to each other than this, as a distance in [0, 1]^3, count as one. */
const ALIKE = 0.25
/** Rounds in which a colour moves to the mean of those around it. */
const ROUNDS = 4
/** Least share of an open area that a colour must have to be kept there. */
const MIN_SHARE = 0.08
/** Colours of such an area at most. */
const MAX_COLORS = 4
/** Cells that tell the colours of an area, spread over it, at most twice as many. */
const SAMPLE = 1500
/** Cells around a place, each way, that have a say in which of its area's colours it has. */
const SAY = 2

/**
 * Gives each area between the lines of a drawing one colour: the one that is most frequent in what a network made of it.
 * An open area, such as the paper or one whose outline has a gap, may have several.
 *
 * Hints decide on the areas that they lie in.
 *
 * @param result of a drawing as the network saw it
 * @returns colours of areas, which reach below the lines around them, and how bright the drawing is at its darkest there;
 *   at {@link FINER} times the result's size, or at the drawing's where that is smaller
 */
export function plainAreas(result: ColorPlanes, drawing: Pixels, { hints, plain }: AreaOptions): Result {
  const extent = (length: number, max: number) => Math.min(FINER * length, max)
  const size = {
    width: extent(result.width, drawing.width),
    height: extent(result.height, drawing.height),
  }
  const bright = darkest(drawing, size)
  const areas = areasOf(bright, size)
  const colors = cellsOf(result, size)
  const weights = bright.map((value) => value ** 8)
  const count = size.width * size.height
  const data = new Float32Array(3 * count)
  /** Which of its area's colours each cell has. */
  const parts = new Int32Array(count)
  for (const palette of palettesOf(areas, colors, weights)) lay(palette, colors, size, { data, parts })
  if (!plain)
    for (let at = 0; at < data.length; at++) data[at] = colors[3 * (at % count) + Math.floor(at / count)]!
  if (hints) {
    const regions = parts.map((part, cell) => MAX_COLORS * areas.of[cell]! + part)
    obeyInAreas(regions, hintsAt(hints, size), data)
  }
  return { colors: { ...size, data }, guide: [bright] }
}

export interface AreaOptions {
  /** Colours that the user asks for: RGBA of the drawing's size. */
  hints?: Pixels | undefined
  /** Whether areas without hints have one colour each, or what the network made there. */
  plain: boolean
}

/** Brightness of the darkest pixel of each cell, which keeps thin lines unbroken. */
function darkest(drawing: Pixels, { width, height }: Size): Float32Array {
  const min = new Float32Array(width * height).fill(1)
  const column = Uint32Array.from({ length: drawing.width }, (_, x) =>
    Math.floor((x * width) / drawing.width),
  )
  for (let y = 0; y < drawing.height; y++) {
    const rows = brightnessRows(drawing, y, 1)
    const start = Math.floor((y * height) / drawing.height) * width
    for (let x = 0; x < rows.length; x++) {
      const cell = start + column[x]!
      if (rows[x]! < min[cell]!) min[cell] = rows[x]!
    }
  }
  return min
}

/** Colours at the size of the map, three numbers a cell. */
function cellsOf(result: ColorPlanes, size: Size): Float32Array {
  const larger = new Enlargement(planesOf(result), result, size)
  const row = new Float32Array(size.width)
  const cells = new Float32Array(3 * size.width * size.height)
  for (let y = 0; y < size.height; y++)
    for (let c = 0; c < 3; c++) {
      larger.write(c, y, row, 0)
      for (let x = 0; x < size.width; x++) cells[3 * (y * size.width + x) + c] = row[x]!
    }
  return cells
}

interface Palette {
  cells: readonly number[]
  colors: (readonly number[])[]
}

/** The colours of each area, the most frequent one first. */
function palettesOf({ of, count, open }: Areas, colors: Float32Array, weights: Float32Array): Palette[] {
  const members: number[][] = Array.from({ length: count }, () => [])
  for (let cell = 0; cell < of.length; cell++) members[of[cell]!]!.push(cell)
  return members.map((cells, area) => {
    const found: number[][] = []
    const step = Math.ceil(cells.length / SAMPLE)
    let left = step > 1 ? cells.filter((_, k) => k % step === 0) : cells
    const total = left.reduce((sum, cell) => sum + weights[cell]!, 0)
    for (let k = 0; k < (open[area] ? MAX_COLORS : 1) && left.length > 0; k++) {
      const color = modeOf(left, colors, weights)
      const [near, far] = parted(left, (cell) => distance(colors, cell, color) < ALIKE ** 2)
      const share = near.reduce((sum, cell) => sum + weights[cell]!, 0) / total
      if (k > 0 && !(share >= MIN_SHARE)) break
      found.push(color)
      left = far
    }
    return { cells, colors: found }
  })
}

/** By mean shift from the mean of all. */
function modeOf(cells: readonly number[], colors: Float32Array, weights: Float32Array): number[] {
  let mode = meanOf(cells, colors, (cell) => weights[cell]! + 1e-6)
  for (let round = 0; round < ROUNDS; round++) {
    const at = mode
    mode = meanOf(
      cells,
      colors,
      (cell) => (weights[cell]! + 1e-6) * Math.exp(-distance(colors, cell, at) / ALIKE ** 2),
    )
  }
  return mode
}

function meanOf(
  cells: readonly number[],
  colors: Float32Array,
  weightOf: (cell: number) => number,
): number[] {
  const sums = [0, 0, 0]
  let total = 1e-30
  for (const cell of cells) {
    const weight = weightOf(cell)
    total += weight
    for (let c = 0; c < 3; c++) sums[c]! += weight * colors[3 * cell + c]!
  }
  return sums.map((sum) => sum / total)
}

/** The square of how far a cell's colour is from another one. */
function distance(colors: Float32Array, cell: number, color: readonly number[]): number {
  const red = colors[3 * cell]! - color[0]!
  const green = colors[3 * cell + 1]! - color[1]!
  const blue = colors[3 * cell + 2]! - color[2]!
  return red * red + green * green + blue * blue
}

function parted<T>(all: readonly T[], belongs: (item: T) => boolean): [T[], T[]] {
  const parts: [T[], T[]] = [[], []]
  for (const item of all) parts[belongs(item) ? 0 : 1].push(item)
  return parts
}

/** Paints an area by its colours: of several, each place has the one that most places around it are nearest to. */
function lay(
  { cells, colors }: Palette,
  made: Float32Array,
  size: Size,
  { data, parts }: { data: Float32Array; parts: Int32Array },
): void {
  const count = size.width * size.height
  const votes = colors.length < 2 ? [] : colors.map(() => new Float32Array(count))
  if (votes.length > 0)
    for (const cell of cells) {
      const distances = colors.map((color) => distance(made, cell, color))
      votes[distances.indexOf(Math.min(...distances))]![cell] = 1
    }
  const said = votes.map((plane) => boxMean(plane, size, SAY))
  for (const cell of cells) {
    let best = 0
    for (let k = 1; k < said.length; k++) if (said[k]![cell]! > said[best]![cell]!) best = k
    parts[cell] = best
    for (let c = 0; c < 3; c++) data[c * count + cell] = colors[best]![c]!
  }
}
