import { hanFrame, renderField } from '../field.ts'
import { blurred } from '../ink.ts'
import type { Outline } from '../outline/outline.ts'
import { polygonsOf } from '../picture.ts'
import { traceField } from '../trace/trace.ts'
import { brightnessAt, lightAt, type Paper } from './paper.ts'
import { at, type PlaneMap } from './plane.ts'
import { regionsOf } from './regions.ts'

/** A cell seen straight on: the em and its margin, as `hanFrame` has them. */
export interface SeenCell {
  /** {@link SEEN} by {@link SEEN} pixels in terms of the paper; null where a part of the cell is not to be seen. */
  light: Float32Array | null
}

export const SEEN = 256
/** A tenth of the brightness of the page's paper is no shadow: the page ends there. */
const TORN = 0.4
/** Points along each side of a cell that are looked at for it. */
const PROBES = 9

/**
 * Looks at a cell through its map from thousandths of the em to pixels of the picture.
 *
 * @param usual the brightness of the page's paper; what is much darker is what lies behind a torn page
 * @param mine whether ink at a pixel belongs to this cell at all
 */
export function seenCell(
  paper: Paper,
  map: PlaneMap,
  usual: number,
  mine: (x: number, y: number) => boolean = () => true,
): SeenCell {
  const { left, bottom, size } = hanFrame
  const place = (column: number, row: number) =>
    at(map, left + (column * size) / SEEN, bottom + size - (row * size) / SEEN)
  for (let row = 0; row < PROBES; row++)
    for (let column = 0; column < PROBES; column++) {
      const { x, y } = place((column * SEEN) / (PROBES - 1), (row * SEEN) / (PROBES - 1))
      if (lightAt(paper, x, y) === null || brightnessAt(paper, x, y) < TORN * usual) return { light: null }
    }
  const light = new Float32Array(SEEN * SEEN)
  for (let row = 0; row < SEEN; row++)
    for (let column = 0; column < SEEN; column++) {
      const { x, y } = place(column + 0.5, row + 0.5)
      light[row * SEEN + column] = mine(x, y) ? lightAt(paper, x, y)! : 1
    }
  return { light }
}

const STEPS = 120

/**
 * The value between paper and ink: Otsu's, which parts the values of all cells into the two groups that spread least ("A threshold
 * selection method from gray-level histograms", 1979), and never so light that guides count as ink.
 */
export function thresholdOf(cells: readonly SeenCell[]): number {
  const counts = new Float64Array(STEPS + 1)
  for (const { light } of cells)
    for (const value of light ?? []) counts[Math.round(STEPS * Math.min(1, Math.max(0, value)))]!++
  const total = counts.reduce((sum, count) => sum + count, 0)
  const all = counts.reduce((sum, count, value) => sum + count * value, 0)
  let [below, sum, best, found] = [0, 0, -1, STEPS / 2]
  for (let value = 0; value < STEPS; value++) {
    below += counts[value]!
    sum += counts[value]! * value
    if (below === 0 || below === total) continue
    const between = (below / total) * (1 - below / total) * (sum / below - (all - sum) / (total - below)) ** 2
    // Between two groups with nothing between them any value is as good: the middle is taken.
    if (between > best + 1e-12) [best, found] = [between, value]
  }
  return Math.min(0.7, Math.max(0.42, (found + 0.5) / STEPS))
}

/** What stands in a cell. */
export interface CellGlyph {
  outline: Outline
  /** `cut`: its ink goes on beyond the frame. */
  state: 'drawn' | 'empty' | 'cut' | 'torn'
}

/** Square pixels of {@link SEEN} below which a piece of ink is dust. */
const DUST = 14

/** The glyph of a cell as an outline in the em. */
export function glyphOf({ light }: SeenCell, threshold: number): CellGlyph {
  if (!light) return { outline: [], state: 'torn' }
  const clean = withoutDust(light, threshold)
  if (clean.every((value) => value >= threshold)) return { outline: [], state: 'empty' }
  const { data } = blurred({ side: SEEN, data: clean.map((value) => 1 - value) }, 0.7)
  const dark = data.map((value) => value - (1 - threshold))
  const outline = traceField(renderField(polygonsOf(dark, SEEN)))
  if (outline.length === 0) return { outline, state: 'empty' }
  const onBorder = clean.some((value, k) => {
    const [column, row] = [k % SEEN, Math.floor(k / SEEN)]
    return value < threshold && (column === 0 || row === 0 || column === SEEN - 1 || row === SEEN - 1)
  })
  return { outline, state: onBorder ? 'cut' : 'drawn' }
}

function withoutDust(light: Float32Array, threshold: number): Float32Array {
  const set = Uint8Array.from(light, (value) => (value < threshold ? 1 : 0))
  const { regions, labels } = regionsOf(set, SEEN, true)
  return light.map((value, k) => {
    const label = labels[k]!
    return label >= 0 && regions[label]!.area < DUST ? 1 : value
  })
}
