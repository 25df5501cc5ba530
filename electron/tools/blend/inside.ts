import { PIXEL_BYTES } from '../../imaging/memory.ts'
import { allocatePlane, type Plane } from '../../imaging/planes.ts'
import type { Team } from '../../imaging/team.ts'
import { divergence, type Grid, solve } from './equation.ts'
import { solveMembrane } from './membrane.ts'
import { type GradientOperator, gradientOperators } from './operators.ts'

/** A step that moves no pixel by more than this is the last. */
const SMALLEST_STEP = 0.25 / 255
/** Far more than it takes: 4 to 10 at each level, which starts from the one before. */
const MAX_STEPS = 40
/**
 * The anchor's weight in the preconditioner. It speeds up what coarser levels leave to do, errors along the
 * boundary a few to a few dozen pixels long, at the expense of longer ones, which they have settled.
 */
const PRECONDITIONER_WEIGHT = 5e-3

type Channels = [number, number, number, number]
const ones: Channels = [1, 1, 1, 1]

/**
 * Poisson's equation with the photo as boundary: improves `estimate` until the gradients of what it corrects are nearest to
 * the object's, while it is zero wherever the coverage of `difference` is at most `threshold`. It corrects the pasted
 * object for forward differences, and else the photo. Channels are solved side by side.
 */
export function solveInside(
  team: Team,
  difference: Plane,
  grid: Grid,
  operator: GradientOperator,
  threshold: number,
  estimate: Plane,
  precision: 'final' | 'interim' = 'final',
): void {
  if (operator.scheme === 'forward') solveMembrane(team, difference, threshold, estimate, precision)
  else descend(team, difference, grid, operator, threshold, estimate)
}

/**
 * The same for other differences, whose boundary no cosine transform knows: {@link solve} is the preconditioner of
 * conjugate gradients among the corrections that keep it.
 *
 * Central differences miss the checkerboards, whose amount their equation leaves open, and the exact minimiser
 * has them along the boundary. The solver of forward differences as preconditioner leaves them as they are.
 */
function descend(
  team: Team,
  difference: Plane,
  grid: Grid,
  operator: GradientOperator,
  threshold: number,
  estimate: Plane,
): void {
  const { memory } = team
  const preconditioner = operator.scheme === 'central' ? gradientOperators.normal : operator
  const mark = memory.mark()
  const vectors = new Vectors(team, difference, threshold)
  const [residual, direction, work] = [0, 1, 2].map(() => allocatePlane(memory, grid)) as [
    Plane,
    Plane,
    Plane,
  ]
  /** -K^T K of a plane whose coverage is zero. */
  const applyNegated = (plane: Plane) => divergence(team, plane, operator, true, null, work)

  vectors.combine(estimate, null, ones, estimate, ones)
  divergence(team, difference, operator, false, null, residual)
  applyNegated(estimate)
  vectors.combine(residual, residual, ones, work, ones)
  let size: Channels | null = null
  for (let step = 0; step < MAX_STEPS; step++) {
    vectors.combine(work, null, ones, residual, ones)
    solve(team, work, grid, preconditioner, PRECONDITIONER_WEIGHT)
    const next = vectors.dot(residual, work)
    vectors.combine(direction, size ? direction : null, size ? ratio(next, size) : ones, work, ones)
    size = next
    applyNegated(direction)
    const length = ratio(size, vectors.dot(direction, work))
    const moved = vectors.combine(estimate, estimate, ones, direction, negate(length))
    if (moved < SMALLEST_STEP) break
    vectors.combine(residual, residual, ones, work, negate(length))
  }
  memory.release(mark)
}

/** Zero where there is nothing left to do. */
const ratio = (a: Channels, b: Channels): Channels =>
  a.map((v, i) => (b[i] === 0 ? 0 : v / b[i]!)) as Channels
const negate = (a: Channels): Channels => a.map((v) => -v) as Channels

/** Sums of planes, kept zero outside a mask, with a factor for each channel. */
class Vectors {
  readonly #team: Team
  readonly #mask: Plane
  readonly #threshold: number
  readonly #factors: number
  readonly #rows: number

  constructor(team: Team, mask: Plane, threshold: number) {
    this.#team = team
    this.#threshold = threshold
    this.#mask = mask
    this.#factors = team.memory.allocate(2 * PIXEL_BYTES)
    this.#rows = team.memory.allocate(mask.height * PIXEL_BYTES)
  }

  /** out = factorsA a + factorsB b; returns the largest |factorsB b|. */
  combine(out: Plane, a: Plane | null, factorsA: Channels, b: Plane, factorsB: Channels): number {
    const { width, height, pointer: mask } = this.#mask
    this.#team.memory.floats(this.#factors, 8).set([...factorsA, ...factorsB])
    this.#team.run('combineRows', height, {
      ints: [
        out.pointer,
        a?.pointer ?? 0,
        this.#factors,
        b.pointer,
        this.#factors + PIXEL_BYTES,
        mask,
        width,
        this.#rows,
      ],
      floats: [this.#threshold],
    })
    return this.#team.memory.floats(this.#rows, 4 * height).reduce((most, v) => Math.max(most, v), 0)
  }

  dot(a: Plane, b: Plane): Channels {
    const { width, height, pointer: mask } = this.#mask
    this.#team.run('dotRows', height, {
      ints: [a.pointer, b.pointer, mask, width, this.#rows],
      floats: [this.#threshold],
    })
    const sums: Channels = [0, 0, 0, 0]
    for (const [i, v] of this.#team.memory.floats(this.#rows, 4 * height).entries()) sums[i & 3]! += v
    return sums
  }
}
