import { type BlendSettings, strengthOf, type Transform } from '../../contract/document/index.ts'
import { defect } from '../../contract/errors.ts'
import type { Pixels, Rect } from '../../contract/pixels.ts'
import { PIXEL_BYTES } from '../../imaging/memory.ts'
import {
  allocatePlane,
  type Bounds,
  type Bytes,
  type Plane,
  planResampling,
  type Resampled,
  resample,
  resampled,
  resampleWithin,
  type Size,
} from '../../imaging/planes.ts'
import type { Team } from '../../imaging/team.ts'
import { type Correction, placeCorrection } from './anchor.ts'
import { divergence, solve } from './equation.ts'
import type { Harmony } from './harmonize.ts'
import { solveInside } from './inside.ts'
import { objectBounds, ofVisiblePart, placeObject } from './object.ts'
import { type GradientOperator, gradientOperators, vanishingWeight } from './operators.ts'
import { finishPaste } from './paste.ts'
import { type Scene, windowOf } from './scene.ts'

/** A pixel of a coarser level belongs to the object when it covers more than half of it. */
const COARSE_COVERAGE = 0.5

/** What networks say of a scene, for the settings that need it. */
export interface Guess {
  /** What a network makes of the scene, seen as `networkView` shows it; for the anchor `gan` alone. */
  correction?: Correction | undefined
  /** What a harmoniser says of the object, seen as `harmonyView` shows it; for the method `harmonize` alone. */
  harmony?: Harmony | undefined
}

export interface BlendOptions extends Guess {
  /** The result is the whole picture; else the smallest rectangle that holds every changed pixel. */
  whole?: boolean
  /**
   * The finest level takes the enlarged correction of the one before and is not solved: most of the solving is saved,
   * and what is missing is the correction's finest detail, along edges above all. The object is sampled bilinearly.
   */
  draft?: boolean
  /** After each level. `secondsLeft` is null while too little was done to tell. */
  onLevel?(done: number, total: number, secondsLeft: number | null): void
  /** RGB, at most 1024 pixels on its longest side; needs a scene that was loaded with previews. */
  onPreview?(pixels: Pixels): void
}

export interface Blended {
  /** RGB, `rect` of the photo. */
  pixels: Pixels
  rect: Rect
}

/** A plane that is added through a resampling. */
type Carried = Resampled & { plane: Plane }

/** What a method comes down to: where the estimate starts, how much that weighs, and what is solved. */
interface Plan {
  pasted: boolean
  weight: number
  /** A network's correction is added to where the estimate starts. */
  corrected?: boolean
  /** The equation at each level or at the finest alone; within the mask alone; or nothing. */
  solve: 'levels' | 'finest' | 'inside' | 'nothing'
}

function planOf({ method, anchor, beta, kernel }: BlendSettings): Plan {
  const vanishing = vanishingWeight(gradientOperators[kernel])
  switch (method) {
    case 'paste':
    case 'harmonize':
      return { pasted: true, weight: 0, solve: 'nothing' }
    case 'poisson':
      return { pasted: false, weight: vanishing, solve: 'inside' }
    case 'modified-poisson':
      return { pasted: true, weight: vanishing, solve: 'finest' }
    case 'gp':
      return { pasted: anchor !== 'background', weight: beta, corrected: anchor === 'gan', solve: 'levels' }
  }
}

/**
 * Gaussian-Poisson blending (Wu, Zheng, Zhang, Huang: GP-GAN, 2019).
 *
 * Level by level from the coarsest, x solves (K^T K + beta G) x = K^T v + beta G a: its gradients are to be v,
 * the object's inside the mask and the photo's outside, and its colours, seen through a small Gaussian G,
 * those of the anchor a. The anchor of the coarsest level is the pasted composite c, or c as a blending network
 * corrected its colours, or the photo; that of each finer level is c plus the enlarged correction x - c of the
 * level before, so that detail comes from the level itself and is never blurred. What is solved for is always the
 * correction to the anchor, which vanishes wherever nothing is to change: single precision is enough, a picture
 * pasted into itself comes back exactly, and beta may go to zero.
 *
 * `modified-poisson` (Tanaka) is the same equation with a vanishing beta and the composite as anchor: gradients
 * alone decide, and differences of light spread over the whole photo. `poisson` (Perez) keeps the photo
 * outside the mask exactly, and so spreads them inside the object alone; see {@link solveInside}. Both ignore
 * `anchor` and `beta`. `paste` is plain alpha compositing.
 *
 * Returns null when the object lies outside the photo.
 *
 * @throws GanvasError `invalid-input` for the anchor `gan` without a correction, `cancelled`, `too-large`
 */
export function blend(
  team: Team,
  scene: Scene,
  transform: Transform,
  settings: BlendSettings,
  options: BlendOptions = {},
): Blended | null {
  const plan = planOf(settings)
  const placement = ofVisiblePart(scene.object, transform)
  const bounds = objectBounds(scene.object.source, placement, scene.photo)
  if (!bounds) return null
  const mark = team.memory.mark()
  try {
    // What keeps the photo outside the object needs no more of it than the object's surroundings.
    if (plan.solve !== 'inside' || options.whole)
      return blendScene(team, scene, placement, bounds, plan, settings, options)
    const { left, top, right, bottom } = bounds
    const window = windowOf(team, scene, { x: left, y: top, width: right - left, height: bottom - top })
    const moved = { ...placement, x: placement.x - left, y: placement.y - top }
    const within = { left: 0, top: 0, right: right - left, bottom: bottom - top }
    const { pixels, rect } = blendScene(team, window, moved, within, plan, settings, options)
    return { pixels, rect: { ...rect, x: rect.x + left, y: rect.y + top } }
  } finally {
    team.memory.release(mark)
  }
}

/** The solution for one scene; what it allocates is left to the caller to release. */
function blendScene(
  team: Team,
  scene: Scene,
  placement: Transform,
  bounds: Bounds,
  plan: Plan,
  settings: BlendSettings,
  options: BlendOptions,
): Blended {
  const { photo } = scene
  const finest = allocatePlane(team.memory, photo)
  placeObject(team, scene.object, placement, photo, bounds, finest, options)
  if (plan.solve === 'nothing') finishPaste(team, scene, placement, bounds, finest, settings, options)
  const differences = reduceToLevels(team, scene, finest, bounds, plan)
  const { correction, carried } = correct(
    team,
    scene,
    differences,
    plan,
    gradientOperators[settings.kernel],
    options,
  )
  const out = allocateRgb(team, photo)
  const base = weaken(team, finest, plan, settings, correction, carried)
  const changed = compose(team, photo, base, correction, carried, out)
  const all = { x: 0, y: 0, width: photo.width, height: photo.height }
  return cut(team, out, options.whole ? all : changed)
}

/**
 * Brings a solution to the chosen strength: between the object as it is pasted and what was solved.
 *
 * @returns what the correction, which is scaled in place, is added to; null for the photo itself
 */
function weaken(
  team: Team,
  finest: Plane,
  { pasted, solve }: Plan,
  settings: BlendSettings,
  correction: Plane | null,
  carried: Carried | null,
): Plane | null {
  const strength = strengthOf(settings)
  if (strength === 1 || solve === 'nothing') return pasted ? finest : null
  if (correction) scale(team, correction, strength)
  if (carried) scale(team, carried.plane, strength)
  if (!pasted) scale(team, finest, 1 - strength)
  return finest
}

function scale({ memory }: Team, { pointer, width, height }: Plane, factor: number): void {
  const lanes = memory.floats(pointer, 4 * width * height)
  for (let i = 0; i < lanes.length; i++) lanes[i]! *= factor
}

/** The object's difference at each level that is solved. */
function reduceToLevels(
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
function correct(
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
      solveInside(team, difference, grid, operator, isFinest ? 0 : COARSE_COVERAGE, correction)
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

function allocateRgb(team: Team, { width, height }: Size): Bytes {
  return { pointer: team.memory.allocate(3 * width * height), width, height, channels: 3 }
}

/** Sums the parts to bytes; returns the rectangle of the pixels that differ from the photo. */
function compose(
  team: Team,
  photo: Bytes,
  difference: Plane | null,
  correction: Plane | null,
  carried: Resampled | null,
  out: Bytes,
): Rect {
  const { width, height } = photo
  const { memory } = team
  const spans = memory.allocate(8 * height)
  team.run('composeRows', height, {
    ints: [
      photo.pointer,
      photo.channels,
      width,
      difference?.pointer ?? 0,
      correction?.pointer ?? 0,
      carried?.record ?? 0,
      out.pointer,
      spans,
    ],
    scratchBytes: width * PIXEL_BYTES + (carried?.scratchBytes ?? 0),
  })
  const columns = memory.ints(spans, 2 * height)
  let [left, right, top, bottom] = [width, 0, height, 0]
  for (let y = 0; y < height; y++) {
    if (columns[2 * y + 1] === 0) continue
    left = Math.min(left, columns[2 * y]!)
    right = Math.max(right, columns[2 * y + 1]!)
    top = Math.min(top, y)
    bottom = y + 1
  }
  return right === 0
    ? { x: 0, y: 0, width: 0, height: 0 }
    : { x: left, y: top, width: right - left, height: bottom - top }
}

/** Copies `rect` out of RGB bytes; of an empty one, the first pixel, since a picture has at least one. */
function cut(team: Team, bytes: Bytes, rect: Rect): Blended {
  const width = Math.max(1, rect.width)
  const height = Math.max(1, rect.height)
  const all = team.memory.bytes(bytes.pointer, 3 * bytes.width * bytes.height)
  if (width === bytes.width && height === bytes.height)
    return { pixels: { width, height, channels: 3, data: all.slice() }, rect }
  const data = new Uint8Array(3 * width * height)
  for (let y = 0; y < height; y++) {
    const from = 3 * ((rect.y + y) * bytes.width + rect.x)
    data.set(all.subarray(from, from + 3 * width), 3 * width * y)
  }
  return { pixels: { width, height, channels: 3, data }, rect: { ...rect, width, height } }
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
