/**
 * Unknowns on the places of a field, with their ties to each other. They are listed row by row, each run of neighbours in
 * one piece with a *gap* after it, and a gap before all: the neighbours to the left and right of `i` are `i - 1` and
 * `i + 1`. A gap stands for what is not there: it is tied to nothing, and its value stays zero.
 */
export interface Grid {
  /** The places, with any value at gaps. */
  readonly x: Int32Array
  readonly y: Int32Array
  /** The neighbours above and below; 0, a gap, where there is none. */
  readonly above: Int32Array
  readonly below: Int32Array
  /** How firmly it is tied to the neighbour to the right, and to that below. */
  readonly toRight: Float32Array
  readonly toBelow: Float32Array
  /** The sum of its ties, with those to what is known; 0: a gap. */
  readonly weight: Float32Array
}

/** The pixels of a field that are not zero in `inside`, each tied to its neighbours by 1, and the number of each; 0: outside. */
export function gridOf(inside: Uint8Array, width: number): { grid: Grid; numbers: Int32Array } {
  const { grid, numbers } = listed(inside, width)
  const { above, below, toRight, toBelow, weight, x, y } = grid
  for (let at = 0; at < inside.length; at++) {
    const i = numbers[at]!
    if (i === 0) continue
    x[i] = at % width
    y[i] = Math.floor(at / width)
    if (x[i]! + 1 < width && numbers[at + 1]! > 0) tie(toRight, weight, i, i + 1, 1)
    const under = at + width < inside.length ? numbers[at + width]! : 0
    if (under === 0) continue
    below[i] = under
    above[under] = i
    tie(toBelow, weight, i, under, 1)
  }
  return { grid, numbers }
}

function tie(ties: Float32Array, weight: Float32Array, i: number, other: number, by: number): void {
  ties[i] = ties[i]! + by
  weight[i] = weight[i]! + by
  weight[other] = weight[other]! + by
}

/** Numbers what is inside, row by row, with gaps; the places and ties are still to be filled in. */
function listed(inside: Uint8Array, width: number): { grid: Grid; numbers: Int32Array } {
  const numbers = new Int32Array(inside.length)
  let next = 1
  for (let row = 0; row < inside.length; row += width) {
    for (let at = row; at < row + width; at++)
      if (inside[at]) numbers[at] = next++
      else if (at > row && inside[at - 1]) next++
    if (inside[row + width - 1]) next++
  }
  const count = next + 1
  const grid = {
    x: new Int32Array(count),
    y: new Int32Array(count),
    above: new Int32Array(count),
    below: new Int32Array(count),
    toRight: new Float32Array(count),
    toBelow: new Float32Array(count),
    weight: new Float32Array(count),
  }
  return { grid, numbers }
}

/** How firmly a cell is tied to what is known, as a share of how firmly its pixels are. */
const HOLD = 0.75
/** A cell is twice as wide as what it is made of and twice as far from the next. */
const WIDER = 0.5
/** Ties what touches nothing that is known, so that there is one answer. */
export const LOOSE = 1e-6

/** The grid of cells of two by two places, and the cell of each unknown; gaps lie in the first gap. */
export function coarsen(fine: Grid): { coarse: Grid; cell: Int32Array } {
  const { x, y, above, below, toRight, toBelow, weight } = fine
  let [width, height] = [0, 0]
  for (let i = 0; i < weight.length; i++)
    if (weight[i] !== 0) {
      width = Math.max(width, (x[i]! >> 1) + 1)
      height = Math.max(height, (y[i]! >> 1) + 1)
    }
  const inside = new Uint8Array(width * height)
  for (let i = 0; i < weight.length; i++) if (weight[i] !== 0) inside[(y[i]! >> 1) * width + (x[i]! >> 1)] = 1
  const { grid: coarse, numbers } = listed(inside, width)
  const cell = new Int32Array(weight.length)
  for (let i = 0; i < cell.length; i++)
    if (weight[i] !== 0) {
      const own = numbers[(y[i]! >> 1) * width + (x[i]! >> 1)]!
      cell[i] = own
      coarse.x[own] = x[i]! >> 1
      coarse.y[own] = y[i]! >> 1
    }
  for (let i = 1; i < cell.length; i++) {
    const own = cell[i]!
    if (own === 0) continue
    const [right, under] = [cell[i + 1]!, cell[below[i]!]!]
    if (toRight[i]! > 0 && right !== own) tie(coarse.toRight, coarse.weight, own, right, WIDER * toRight[i]!)
    if (under !== 0 && under !== own) {
      coarse.below[own] = under
      coarse.above[under] = own
      tie(coarse.toBelow, coarse.weight, own, under, WIDER * toBelow[i]!)
    }
    const inner = toRight[i - 1]! + toRight[i]! + toBelow[above[i]!]! + toBelow[i]!
    coarse.weight[own] = coarse.weight[own]! + HOLD * Math.max(LOOSE, weight[i]! - inner)
  }
  return { coarse, cell }
}
