import { isSaid, type SeenHints } from '../networks/hints.ts'
import type { Size } from '../networks/work.ts'

/** An area that holds a smaller share of a stroke than this was touched by a slip of the hand. */
const SLIP = 0.15

/**
 * Gives the areas of a drawing the colours of the hints in them, in place: all of an area has the colour of its hint, and
 * of several, each place that of the nearest one inside the area (as LazyBrush of Sýkora, Dingliana and Collins 2009
 * understands strokes that are only about right). Areas without hints stay.
 *
 * @param area of each cell; cells of one area hang together
 * @param hints at the size of the areas
 * @param out colours by plane
 */
export function obeyInAreas(area: Int32Array, hints: SeenHints, out: Float32Array): void {
  const { width, height, colors } = hints
  const count = width * height
  /** The hint that a cell takes its colour from. */
  const from = new Int32Array(count).fill(-1)
  const queue = new Int32Array(count)
  let end = 0
  for (const cell of meant(area, hints)) {
    from[cell] = cell
    queue[end++] = cell
  }
  for (let first = 0; first < end; first++) {
    const cell = queue[first]!
    for (const other of neighbours(cell, width, count))
      if (from[other] === -1 && area[other] === area[cell]) {
        from[other] = from[cell]!
        queue[end++] = other
      }
  }
  for (let cell = 0; cell < count; cell++)
    if (from[cell] !== -1)
      for (let c = 0; c < 3; c++) out[c * count + cell] = colors[c * count + from[cell]!]!
}

/** The cells of hints but those where a stroke slipped into an area that it does not mean. */
function meant(area: Int32Array, hints: SeenHints & Size): number[] {
  const { width, coverage } = hints
  const seen = new Uint8Array(coverage.length)
  return Array.from(coverage.keys()).flatMap((start) => {
    if (seen[start] || !isSaid(hints, start)) return []
    seen[start] = 1
    const stroke = [start]
    for (let k = 0; k < stroke.length; k++)
      for (const other of neighbours(stroke[k]!, width, coverage.length))
        if (!seen[other] && isSaid(hints, other)) {
          seen[other] = 1
          stroke.push(other)
        }
    const cells = new Map<number, number>()
    for (const cell of stroke) cells.set(area[cell]!, (cells.get(area[cell]!) ?? 0) + 1)
    return stroke.filter((cell) => cells.get(area[cell]!)! >= SLIP * stroke.length)
  })
}

function neighbours(cell: number, width: number, count: number): number[] {
  const x = cell % width
  const found: number[] = []
  if (x > 0) found.push(cell - 1)
  if (x < width - 1) found.push(cell + 1)
  if (cell >= width) found.push(cell - width)
  if (cell + width < count) found.push(cell + width)
  return found
}
