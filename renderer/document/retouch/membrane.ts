/**
 * The membrane of Poisson image editing (Perez, Gangnet and Blake 2003) on a set of pixels of any shape: the smoothest
 * correction that takes given values along the border, so that what is pasted keeps its gradients and meets its
 * surroundings. Solved by conjugate gradients; the preconditioner is one symmetric multigrid cycle over cells of 2, 4,
 * 8 … pixels, which makes the number of iterations depend on neither size nor shape.
 */

/** Channels that are solved together. */
export const CHANNELS = 3

/** Unknowns with their ties to each other and to values that are known. */
export interface Grid {
  /** The places of the unknowns. */
  readonly x: Int32Array
  readonly y: Int32Array
  /** Four entries an unknown: the unknown to the left, right, above, below; -1: none. */
  readonly neighbours: Int32Array
  /** How firmly it is tied to each of them. */
  readonly ties: Float32Array
  /** The sum of its ties, with those to what is known. */
  readonly weight: Float32Array
}

/** How firmly a cell is tied to the border, as a share of how firmly its pixels are. */
const HOLD = 0.75
/** A cell is twice as wide as what it is made of and twice as far from the next. */
const WIDER = 0.5
/** Ties what touches no border, so that there is one answer. */
const LOOSE = 1e-6
const MAX_ITERATIONS = 60
const SMALLEST = 8

/**
 * Solves `weight u - sum of ties u' = wanted`, {@link CHANNELS} values an unknown.
 *
 * @param precision the largest remainder an unknown may have, in units of `wanted`
 */
export function solveGrid(grid: Grid, wanted: Float32Array, precision: number): Float32Array {
  const levels = hierarchy(grid)
  const length = wanted.length
  const solution = new Float32Array(length)
  const rest = wanted.slice()
  const direction = new Float32Array(length)
  const image = new Float32Array(length)
  let before = [0, 0, 0]
  for (let iteration = 0; iteration < MAX_ITERATIONS && largest(rest) > precision; iteration++) {
    const better = cycle(levels, 0, rest)
    const now = products(rest, better)
    for (let i = 0; i < length; i++) {
      const k = i % CHANNELS
      direction[i] = better[i]! + (before[k] ? (now[k]! / before[k]!) * direction[i]! : 0)
    }
    multiply(grid, direction, image)
    const curvature = products(direction, image)
    for (let i = 0; i < length; i++) {
      const k = i % CHANNELS
      const step = curvature[k]! > 0 ? now[k]! / curvature[k]! : 0
      solution[i] = solution[i]! + step * direction[i]!
      rest[i] = rest[i]! - step * image[i]!
    }
    before = now
  }
  return solution
}

interface Level {
  readonly grid: Grid
  /** The cell of the next level that each unknown lies in. */
  readonly cell: Int32Array
}

function hierarchy(grid: Grid): Level[] {
  const levels: Level[] = []
  for (let fine = grid; ; ) {
    if (fine.x.length <= SMALLEST) return [...levels, { grid: fine, cell: new Int32Array(0) }]
    const { coarse, cell } = coarsen(fine)
    levels.push({ grid: fine, cell })
    fine = coarse
  }
}

function coarsen({ x, y, neighbours, ties, weight }: Grid): { coarse: Grid; cell: Int32Array } {
  const cells = new Map<number, number>()
  const cell = new Int32Array(x.length)
  const [places, rows]: [number[], number[]] = [[], []]
  for (let i = 0; i < cell.length; i++) {
    const key = (y[i]! >> 1) * 65536 + (x[i]! >> 1)
    let at = cells.get(key)
    if (at === undefined) {
      at = places.length
      cells.set(key, at)
      places.push(x[i]! >> 1)
      rows.push(y[i]! >> 1)
    }
    cell[i] = at
  }
  const count = places.length
  const coarse: Grid = {
    x: Int32Array.from(places),
    y: Int32Array.from(rows),
    neighbours: new Int32Array(4 * count).fill(-1),
    ties: new Float32Array(4 * count),
    weight: new Float32Array(count),
  }
  for (let i = 0; i < cell.length; i++) {
    const own = cell[i]!
    let inner = 0
    for (let side = 0; side < 4; side++) {
      const other = neighbours[4 * i + side]!
      if (other < 0) continue
      inner += ties[4 * i + side]!
      if (cell[other] === own) continue
      const at = 4 * own + side
      coarse.neighbours[at] = cell[other]!
      coarse.ties[at] = coarse.ties[at]! + WIDER * ties[4 * i + side]!
      coarse.weight[own] = coarse.weight[own]! + WIDER * ties[4 * i + side]!
    }
    coarse.weight[own] = coarse.weight[own]! + HOLD * Math.max(LOOSE, weight[i]! - inner)
  }
  return { coarse, cell }
}

/** An approximate solution: relaxed there and back around what the next level knows, so that it is symmetric. */
function cycle(levels: readonly Level[], index: number, wanted: Float32Array): Float32Array {
  const { grid, cell } = levels[index]!
  const estimate = new Float32Array(wanted.length)
  if (index === levels.length - 1) {
    for (let sweep = 0; sweep < 2 * SMALLEST; sweep++) {
      relax(grid, estimate, wanted, true)
      relax(grid, estimate, wanted, false)
    }
    return estimate
  }
  relax(grid, estimate, wanted, true)
  relax(grid, estimate, wanted, true)
  const image = new Float32Array(wanted.length)
  multiply(grid, estimate, image)
  const coarse = levels[index + 1]!.grid
  const rest = new Float32Array(CHANNELS * coarse.x.length)
  for (let i = 0; i < cell.length; i++)
    for (let k = 0; k < CHANNELS; k++) {
      const to = CHANNELS * cell[i]! + k
      rest[to] = rest[to]! + wanted[CHANNELS * i + k]! - image[CHANNELS * i + k]!
    }
  const correction = cycle(levels, index + 1, rest)
  for (let i = 0; i < cell.length; i++)
    for (let k = 0; k < CHANNELS; k++)
      estimate[CHANNELS * i + k] = estimate[CHANNELS * i + k]! + correction[CHANNELS * cell[i]! + k]!
  relax(grid, estimate, wanted, false)
  relax(grid, estimate, wanted, false)
  return estimate
}

/** One sweep of Gauss and Seidel. */
function relax(
  { neighbours, ties, weight }: Grid,
  values: Float32Array,
  wanted: Float32Array,
  forward: boolean,
) {
  const count = weight.length
  for (let n = 0; n < count; n++) {
    const i = forward ? n : count - 1 - n
    const at = CHANNELS * i
    let [a, b, c] = [wanted[at]!, wanted[at + 1]!, wanted[at + 2]!]
    for (let side = 4 * i; side < 4 * i + 4; side++) {
      const other = CHANNELS * neighbours[side]!
      if (other < 0) continue
      const tie = ties[side]!
      a += tie * values[other]!
      b += tie * values[other + 1]!
      c += tie * values[other + 2]!
    }
    const share = 1 / (weight[i]! + LOOSE)
    values[at] = a * share
    values[at + 1] = b * share
    values[at + 2] = c * share
  }
}

function multiply({ neighbours, ties, weight }: Grid, values: Float32Array, out: Float32Array): void {
  for (let i = 0; i < weight.length; i++) {
    const at = CHANNELS * i
    const own = weight[i]! + LOOSE
    let [a, b, c] = [own * values[at]!, own * values[at + 1]!, own * values[at + 2]!]
    for (let side = 4 * i; side < 4 * i + 4; side++) {
      const other = CHANNELS * neighbours[side]!
      if (other < 0) continue
      const tie = ties[side]!
      a -= tie * values[other]!
      b -= tie * values[other + 1]!
      c -= tie * values[other + 2]!
    }
    out[at] = a
    out[at + 1] = b
    out[at + 2] = c
  }
}

function products(a: Float32Array, b: Float32Array): number[] {
  const sums = [0, 0, 0]
  for (let i = 0; i < a.length; i++) sums[i % CHANNELS]! += a[i]! * b[i]!
  return sums
}

function largest(values: Float32Array): number {
  let most = 0
  for (const value of values) most = Math.max(most, Math.abs(value))
  return most
}
