import type { ColorPlanes } from '../../imaging/colorPlanes.ts'
import { isSaid, type SeenHints } from '../networks/hints.ts'

/** Deviations of how far a correction reaches: in pixels, and between colours in [0, 1]^3. */
const FAR = 8
const UNLIKE = 0.15

interface Dot {
  cells: number[]
  /** What is asked for less what the network made, and what it made, as means over the dot. */
  lacking: number[]
  made: number[]
}

/**
 * Moves a network's result the rest of the way to what hints ask for, in place: a network obeys nearly, and a dot that
 * it does not quite obey is what a user looks at. The mean under each dot becomes that of the hint; what is near to it, and has the
 * colour that the network gave it there, goes along, so that folds stay and no rim of the dot is seen.
 *
 * @param hints of the result's size
 */
export function obeyNearby({ width, height, data }: ColorPlanes, hints: SeenHints): void {
  const count = width * height
  const dots = dotsOf(data, hints)
  const moves = new Float32Array(3 * count)
  const weights = new Float32Array(count)
  for (const { cells, lacking, made } of dots) {
    const xs = cells.map((at) => at % width)
    const ys = cells.map((at) => Math.floor(at / width))
    const [left, right, top, bottom] = [
      xs.reduce((a, b) => Math.min(a, b)),
      xs.reduce((a, b) => Math.max(a, b)),
      ys.reduce((a, b) => Math.min(a, b)),
      ys.reduce((a, b) => Math.max(a, b)),
    ]
    const within = new Set(cells)
    for (let y = Math.max(0, top - 3 * FAR); y <= Math.min(height - 1, bottom + 3 * FAR); y++)
      for (let x = Math.max(0, left - 3 * FAR); x <= Math.min(width - 1, right + 3 * FAR); x++) {
        const at = y * width + x
        const [dx, dy] = [Math.max(left - x, 0, x - right), Math.max(top - y, 0, y - bottom)]
        let unlike = 0
        for (let c = 0; c < 3; c++) unlike += (data[c * count + at]! - made[c]!) ** 2
        const near = Math.exp(-(dx * dx + dy * dy) / (2 * FAR ** 2) - unlike / (2 * UNLIKE ** 2))
        const weight = within.has(at) ? 1 : isSaid(hints, at) ? 0 : near
        weights[at]! += weight
        for (let c = 0; c < 3; c++) moves[c * count + at]! += weight * lacking[c]!
      }
  }
  for (let at = 0; at < 3 * count; at++) {
    const share = Math.max(1, weights[at % count]!)
    data[at] = Math.min(1, Math.max(0, data[at]! + moves[at]! / share))
  }
}

/** Cells of hints that hang together and ask for about one colour. */
function dotsOf(data: Float32Array, hints: SeenHints): Dot[] {
  const { width, height, coverage, colors } = hints
  const count = width * height
  const seen = new Uint8Array(count)
  const alike = (a: number, b: number) =>
    [0, 1, 2].every((c) => Math.abs(colors[c * count + a]! - colors[c * count + b]!) < 0.02)
  const dots: Dot[] = []
  for (let start = 0; start < count; start++) {
    if (seen[start] || !isSaid(hints, start)) continue
    seen[start] = 1
    const cells = [start]
    for (let k = 0; k < cells.length; k++) {
      const at = cells[k]!
      const x = at % width
      for (const other of [x > 0 ? at - 1 : -1, x < width - 1 ? at + 1 : -1, at - width, at + width])
        if (other >= 0 && other < count && !seen[other] && isSaid(hints, other) && alike(at, other)) {
          seen[other] = 1
          cells.push(other)
        }
    }
    const total = cells.reduce((sum, at) => sum + coverage[at]!, 0)
    const mean = (planes: Float32Array, c: number) =>
      cells.reduce((sum, at) => sum + coverage[at]! * planes[c * count + at]!, 0) / total
    const made = [0, 1, 2].map((c) => mean(data, c))
    dots.push({ cells, made, lacking: made.map((value, c) => mean(colors, c) - value) })
  }
  return dots
}
