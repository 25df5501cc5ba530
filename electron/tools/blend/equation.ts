import { type DctPlan, planDct } from '../../imaging/fftPlan.ts'
import { type KernelMemory, PIXEL_BYTES } from '../../imaging/memory.ts'
import type { Plane, Resampled, Size } from '../../imaging/planes.ts'
import type { Team } from '../../imaging/team.ts'
import { type GradientOperator, symbolTables, tridiagonalTables } from './operators.ts'

/** Columns that a thread solves together; `BLOCK` of `kernels/solve.ts`. */
const TRIDIAGONAL_BLOCK = 8
const schemes: GradientOperator['scheme'][] = ['forward', 'diagonal', 'central']

/** The cosine transforms of one size. */
export interface Grid extends Size {
  alongX: DctPlan
  alongY: DctPlan
}

export function planGrid(memory: KernelMemory, { width, height }: Size): Grid {
  return { width, height, alongX: planDct(memory, width), alongY: planDct(memory, height) }
}

/**
 * K^T (m K d - K t) into `out`: how far the gradients of the estimate t are from those wanted, which are the
 * object's where the mask is and the photo's elsewhere. `difference` holds m (object - photo) and m; t is
 * that (`pasted`) or zero, plus `correction`. All relative to the photo, which therefore never enters.
 */
export function divergence(
  team: Team,
  difference: Plane,
  operator: GradientOperator,
  pasted: boolean,
  correction: Resampled | null,
  out: Plane,
): void {
  const { width, height } = difference
  team.run('divergenceRows', height, {
    ints: [
      difference.pointer,
      width,
      height,
      schemes.indexOf(operator.scheme),
      pasted ? 1 : 0,
      correction?.record ?? 0,
      out.pointer,
    ],
    scratchBytes: 16 * (width + 4) * PIXEL_BYTES + (correction?.scratchBytes ?? 0),
    floats: [operator.side, operator.centre],
  })
}

/**
 * Solves (K^T K + weight G) u = f in place, exactly, for the u whose mean is zero; G is the anchor's Gaussian.
 * Boundaries are symmetric extensions, under which the cosine transform diagonalises both operators. For
 * forward differences one transform, along x, leaves tridiagonal systems along y.
 */
export function solve(
  team: Team,
  plane: Plane,
  grid: Grid,
  operator: GradientOperator,
  weight: number,
): void {
  const { width, height, alongX, alongY } = grid
  const { memory } = team
  const mark = memory.mark()
  const pairs = Math.ceil(height / 2)
  const rows = (inverse: number) =>
    team.run('dctRows', pairs, {
      ints: [alongX.pointer, plane.pointer, height, inverse],
      scratchBytes: alongX.scratchBytes,
    })
  rows(0)
  if (operator.scheme === 'forward') {
    const { h, g } = tridiagonalTables(weight, width)
    team.run('solveTridiagonal', Math.ceil(width / TRIDIAGONAL_BLOCK), {
      ints: [plane.pointer, width, height, memory.store(h), memory.store(g)],
      scratchBytes: 4 * TRIDIAGONAL_BLOCK * height,
      floats: [1 / width],
    })
  } else {
    const { x } = symbolTables(operator, weight, width)
    const { y } = symbolTables(operator, weight, height)
    team.run('solveSymbol', Math.ceil(width / 2), {
      ints: [alongY.pointer, plane.pointer, width, height, memory.store(x), memory.store(y)],
      scratchBytes: 2 * height * PIXEL_BYTES + alongY.scratchBytes,
      floats: [1 / (width * height)],
    })
  }
  rows(1)
  memory.release(mark)
}
