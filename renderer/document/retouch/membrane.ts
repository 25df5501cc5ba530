import { coarsen, type Grid, LOOSE } from './grid.ts'

/**
 * The membrane of Poisson image editing (Perez, Gangnet and Blake 2003) on a set of pixels of any shape: the smoothest
 * correction that takes given values along the border, so that what is pasted keeps its gradients and meets its
 * surroundings. Begun with what grids of cells of 2, 4, 8 … pixels say of it, the coarsest first, and finished by conjugate
 * gradients; the preconditioner is one symmetric multigrid cycle over the same cells, which makes the number of iterations
 * depend on neither size nor shape.
 */

/** Channels that are solved together. */
export const CHANNELS = 3

const MAX_ITERATIONS = 60
const SMALLEST = 16

/**
 * Solves `weight u - sum of ties u' = wanted`, {@link CHANNELS} values an unknown.
 *
 * @param wanted 0 at gaps
 * @param precision the largest remainder an unknown may have, in units of `wanted`
 */
export function solveGrid(grid: Grid, wanted: Float32Array, precision: number): Float32Array {
  const levels = hierarchy(grid)
  const solution = begun(levels, 0, wanted)
  const rest = remainder(grid, solution, wanted)
  const direction = new Float32Array(wanted.length)
  const image = new Float32Array(wanted.length)
  let before: Triple = [0, 0, 0]
  for (let iteration = 0; iteration < MAX_ITERATIONS && largest(rest) > precision; iteration++) {
    const better = cycle(levels, 0, rest)
    const now = products(rest, better)
    add(better, share(now, before), direction, direction)
    multiply(grid, direction, image)
    const step = share(now, products(direction, image))
    add(solution, step, direction, solution)
    add(rest, [-step[0], -step[1], -step[2]], image, rest)
    before = now
  }
  return solution
}

interface Level extends Grid {
  /** 1 / weight; 0 at gaps. */
  readonly inverse: Float32Array
  /** The cell of the next level that each unknown lies in. */
  readonly cell: Int32Array
}

function hierarchy(grid: Grid): Level[] {
  const levels: Level[] = []
  for (let fine = grid; ; ) {
    const inverse = fine.weight.map((weight) => (weight === 0 ? 0 : 1 / (weight + LOOSE)))
    const isLast = fine.weight.length <= SMALLEST
    const { coarse, cell } = isLast ? { coarse: fine, cell: new Int32Array(0) } : coarsen(fine)
    levels.push({ ...fine, inverse, cell })
    if (isLast) return levels
    fine = coarse
  }
}

/** A first solution: what the next level knows of it, mended by one cycle. */
function begun(levels: readonly Level[], index: number, wanted: Float32Array): Float32Array {
  if (index === levels.length - 1) return cycle(levels, index, wanted)
  const solution = new Float32Array(wanted.length)
  const { cell } = levels[index]!
  spread(begun(levels, index + 1, gathered(wanted, cell, levels[index + 1]!)), cell, solution)
  const better = cycle(levels, index, remainder(levels[index]!, solution, wanted))
  add(solution, [1, 1, 1], better, solution)
  return solution
}

/** An approximate solution: relaxed there and back around what the next level knows, so that it is symmetric. */
function cycle(levels: readonly Level[], index: number, wanted: Float32Array): Float32Array {
  const level = levels[index]!
  const estimate = relaxed(level, wanted)
  if (index < levels.length - 1) {
    const coarse = cycle(levels, index + 1, left(level, estimate, levels[index + 1]!))
    spread(coarse, level.cell, estimate)
  } else
    for (let sweep = 0; sweep < SMALLEST; sweep++) {
      relax(level, estimate, wanted, false)
      relax(level, estimate, wanted, true)
    }
  relax(level, estimate, wanted, false)
  return estimate
}

/** One sweep of {@link relax}, forward, from zero: what comes later adds nothing yet. */
function relaxed({ above, toRight, toBelow, inverse }: Level, wanted: Float32Array): Float32Array {
  const values = new Float32Array(wanted.length)
  for (let i = 1; i < inverse.length - 1; i++) {
    const share = inverse[i]!
    if (share === 0) continue
    const at = CHANNELS * i
    const u = CHANNELS * above[i]!
    const l = share * toRight[i - 1]!
    const a = share * toBelow[above[i]!]!
    values[at] = share * wanted[at]! + a * values[u]! + l * values[at - 3]!
    values[at + 1] = share * wanted[at + 1]! + a * values[u + 1]! + l * values[at - 2]!
    values[at + 2] = share * wanted[at + 2]! + a * values[u + 2]! + l * values[at - 1]!
  }
  return values
}

/** What {@link relaxed} leaves of what was wanted, summed up in the cells: what later unknowns would have added. */
function left(
  { below, toRight, toBelow, cell }: Level,
  values: Float32Array,
  { weight }: Grid,
): Float32Array {
  const sums = new Float32Array(CHANNELS * weight.length)
  for (let i = 1; i < cell.length - 1; i++) {
    const at = CHANNELS * i
    const to = CHANNELS * cell[i]!
    const d = CHANNELS * below[i]!
    const r = toRight[i]!
    const b = toBelow[i]!
    sums[to] = sums[to]! + r * values[at + 3]! + b * values[d]!
    sums[to + 1] = sums[to + 1]! + r * values[at + 4]! + b * values[d + 1]!
    sums[to + 2] = sums[to + 2]! + r * values[at + 5]! + b * values[d + 2]!
  }
  return sums
}

/** The sum of what lies in each cell. */
function gathered(values: Float32Array, cell: Int32Array, { weight }: Grid): Float32Array {
  const sums = new Float32Array(CHANNELS * weight.length)
  for (let i = 0, at = 0; i < cell.length; i++, at += CHANNELS) {
    const to = CHANNELS * cell[i]!
    sums[to] = sums[to]! + values[at]!
    sums[to + 1] = sums[to + 1]! + values[at + 1]!
    sums[to + 2] = sums[to + 2]! + values[at + 2]!
  }
  return sums
}

/** Adds to each unknown the value of its cell. */
function spread(cells: Float32Array, cell: Int32Array, values: Float32Array): void {
  for (let i = 0, at = 0; i < cell.length; i++, at += CHANNELS) {
    const from = CHANNELS * cell[i]!
    values[at] = values[at]! + cells[from]!
    values[at + 1] = values[at + 1]! + cells[from + 1]!
    values[at + 2] = values[at + 2]! + cells[from + 2]!
  }
}

/** One sweep of Gauss and Seidel. What was computed last comes last, so that the rest need not wait for it. */
function relax(level: Level, values: Float32Array, wanted: Float32Array, forward: boolean): void {
  const { above, below, toRight, toBelow, inverse } = level
  const last = inverse.length - 2
  const step = forward ? 1 : -1
  for (let i = forward ? 1 : last; i > 0 && i <= last; i += step) {
    const share = inverse[i]!
    if (share === 0) continue
    const at = CHANNELS * i
    const u = CHANNELS * above[i]!
    const d = CHANNELS * below[i]!
    const a = share * toBelow[above[i]!]!
    const b = share * toBelow[i]!
    const near = share * toRight[forward ? i - 1 : i]!
    const far = share * toRight[forward ? i : i - 1]!
    const n = at - CHANNELS * step
    const f = at + CHANNELS * step
    values[at] = share * wanted[at]! + a * values[u]! + b * values[d]! + far * values[f]! + near * values[n]!
    values[at + 1] =
      share * wanted[at + 1]! +
      a * values[u + 1]! +
      b * values[d + 1]! +
      far * values[f + 1]! +
      near * values[n + 1]!
    values[at + 2] =
      share * wanted[at + 2]! +
      a * values[u + 2]! +
      b * values[d + 2]! +
      far * values[f + 2]! +
      near * values[n + 2]!
  }
}

function multiply(grid: Grid, values: Float32Array, out: Float32Array): void {
  const { above, below, toRight, toBelow, weight } = grid
  for (let i = 1; i < weight.length - 1; i++) {
    if (weight[i] === 0) continue
    const at = CHANNELS * i
    const u = CHANNELS * above[i]!
    const d = CHANNELS * below[i]!
    const l = toRight[i - 1]!
    const r = toRight[i]!
    const a = toBelow[above[i]!]!
    const b = toBelow[i]!
    const own = weight[i]! + LOOSE
    out[at] = own * values[at]! - l * values[at - 3]! - r * values[at + 3]! - a * values[u]! - b * values[d]!
    out[at + 1] =
      own * values[at + 1]! -
      l * values[at - 2]! -
      r * values[at + 4]! -
      a * values[u + 1]! -
      b * values[d + 1]!
    out[at + 2] =
      own * values[at + 2]! -
      l * values[at - 1]! -
      r * values[at + 5]! -
      a * values[u + 2]! -
      b * values[d + 2]!
  }
}

/** What `values` leave of what is wanted. */
function remainder(grid: Grid, values: Float32Array, wanted: Float32Array): Float32Array {
  const rest = new Float32Array(wanted.length)
  multiply(grid, values, rest)
  add(wanted, [-1, -1, -1], rest, rest)
  return rest
}

type Triple = readonly [number, number, number]

/** Of each channel, `now` as a share of `of`; 0 where there is nothing left. */
const share = (now: Triple, of: Triple): Triple => [
  of[0] > 0 ? now[0] / of[0] : 0,
  of[1] > 0 ? now[1] / of[1] : 0,
  of[2] > 0 ? now[2] / of[2] : 0,
]

/** `out = a + factor b`, by channel. */
function add(a: Float32Array, [f, g, h]: Triple, b: Float32Array, out: Float32Array): void {
  for (let i = 0; i < a.length; i += CHANNELS) {
    out[i] = a[i]! + f * b[i]!
    out[i + 1] = a[i + 1]! + g * b[i + 1]!
    out[i + 2] = a[i + 2]! + h * b[i + 2]!
  }
}

function products(a: Float32Array, b: Float32Array): Triple {
  let [r, g, h] = [0, 0, 0]
  for (let i = 0; i < a.length; i += CHANNELS) {
    r += a[i]! * b[i]!
    g += a[i + 1]! * b[i + 1]!
    h += a[i + 2]! * b[i + 2]!
  }
  return [r, g, h]
}

function largest(values: Float32Array): number {
  let most = 0
  for (let i = 0; i < values.length; i++) most = Math.max(most, Math.abs(values[i]!))
  return most
}
