import { defect } from '../../contract/errors.ts'
import type { Pixels } from '../../contract/pixels.ts'
import { PIXEL_BYTES } from '../../imaging/memory.ts'
import {
  allocatePlane,
  type Bounds,
  type Plane,
  planResampling,
  type Resampled,
  resample,
  resampled,
  resampleWithin,
} from '../../imaging/planes.ts'
import type { Team } from '../../imaging/team.ts'
import { type Correction, placeCorrection } from './anchor.ts'
import { allocateRgb, compose } from './compose.ts'
import { divergence, solve } from './equation.ts'
import { solveInside } from './inside.ts'
import type { GradientOperator } from './operators.ts'
import type { BlendOptions, Plan } from './plan.ts'
import type { Scene } from './scene.ts'

/** A pixel of a coarser level belongs to the object when it covers more than half of it. */
const COARSE_COVERAGE = 0.5

/** A plane that is added through a resampling. */
export type Carried = Resampled & { plane: Plane }

/** The object's difference at each level that is solved. */
export function reduceToLevels(
  team: Team,
  { levels }: Scene,
  finest: Plane,
  bounds: Bounds,
  plan: Plan,
): (Plane | undefined)[] {
  const differences: (Plane | undefined)[] = Array(levels.length)
  if (plan.solve === 'nothing') return differences
  differences[levels.length - 1] = finest
  if (plan.solve === 'finest') return differences
  let within = bounds
  for (let i = levels.length - 1; i > 0; i--) {
    const coarser = allocatePlane(team.memory, levels[i - 1]!.grid)
    within = resampleWithin(team, levels[i]!.toCoarser!, differences[i]!, within, coarser)
    differences[i - 1] = coarser
  }
  return differences
}

/** Level by level, the correction of the finest; it is to be added to what was `carried` from the one before. */
export function correct(
  team: Team,
  { levels, view }: Scene,
  differences: readonly (Plane | undefined)[],
  plan: Plan,
  operator: GradientOperator,
  options: BlendOptions,
): { correction: Plane | null; carried: Carried | null } {
  const { memory } = team
  const clock = new Clock(levels.map(({ grid }) => grid.width * grid.height))
  // A network's correction comes as from a level below the coarsest.
  const first = plan.corrected ? placeCorrection(team, given(options.correction), levels[0]!.grid) : null
  let coarser: Plane | null = first?.plane ?? null
  for (const [i, { grid, ...level }] of levels.entries()) {
    const difference = differences[i]
    if (!difference) continue
    const fromCoarser = level.fromCoarser ?? first?.toLevel
    const isFinest = i === levels.length - 1
    if (options.draft && isFinest && coarser)
      return { correction: null, carried: { ...resampled(memory, fromCoarser!, coarser), plane: coarser } }
    const correction = allocatePlane(memory, grid)
    let carried = coarser ? resampled(memory, fromCoarser!, coarser) : null
    if (plan.solve === 'inside') {
      if (coarser) resample(team, fromCoarser!, coarser, correction)
      else memory.bytes(correction.pointer, grid.width * grid.height * PIXEL_BYTES).fill(0)
      carried = null
      solveInside(
        team,
        difference,
        grid,
        operator,
        isFinest ? 0 : COARSE_COVERAGE,
        correction,
        isFinest ? 'final' : 'interim',
      )
    } else {
      divergence(team, difference, operator, plan.pasted, carried, correction)
      solve(team, correction, grid, operator, plan.weight)
    }
    options.onLevel?.(i + 1, levels.length, clock.after(i))
    if (isFinest) return { correction, carried: carried && { ...carried, plane: coarser! } }
    if (carried) resample(team, fromCoarser!, coarser!, correction, correction)
    coarser = correction
    if (options.onPreview && view)
      options.onPreview(preview(team, view, differences, plan.pasted, correction))
  }
  return { correction: null, carried: null }
}

function given(correction: Correction | undefined): Correction {
  if (correction) return correction
  throw defect(
    'invalid-input',
    'The anchor "gan" needs what the blending network made of the scene. Give it, or use "composite" or "background".',
  )
}

/** The photo with the object and the correction as far as it is known, at the view's size. */
function preview(
  team: Team,
  view: NonNullable<Scene['view']>,
  differences: readonly (Plane | undefined)[],
  pasted: boolean,
  correction: Plane,
): Pixels {
  const { memory } = team
  const mark = memory.mark()
  const filter = correction.width > view.photo.width ? 'area' : 'cubic'
  const plan = planResampling(memory, correction, view.photo, filter)
  const out = allocateRgb(team, view.photo)
  const photo = { ...view.photo, channels: PIXEL_BYTES }
  compose(
    team,
    photo,
    pasted ? differences[view.level]! : null,
    null,
    resampled(memory, plan, correction),
    out,
  )
  const { width, height } = view.photo
  const data = memory.bytes(out.pointer, 3 * width * height).slice()
  memory.release(mark)
  return { width, height, channels: 3, data }
}

/** Tells the time left from the pixels of the levels done. */
class Clock {
  readonly #start = performance.now()
  readonly #pixels: number[]

  constructor(pixels: number[]) {
    this.#pixels = pixels
  }

  after(level: number): number | null {
    const total = this.#pixels.reduce((a, b) => a + b)
    const done = this.#pixels.slice(0, level + 1).reduce((a, b) => a + b)
    // The coarsest levels cost more for starting than for their pixels.
    if (done < total / 20) return null
    return ((performance.now() - this.#start) / 1000) * ((total - done) / done)
  }
}
