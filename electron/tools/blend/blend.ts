import { type BlendSettings, strengthOf, type Transform } from '../../contract/document/index.ts'
import { allocatePlane, type Bounds, type Plane } from '../../imaging/planes.ts'
import type { Team } from '../../imaging/team.ts'
import { allocateRgb, type Blended, compose, cut } from './compose.ts'
import { type Carried, correct, reduceToLevels } from './levels.ts'
import { objectBounds, ofVisiblePart, placeObject } from './object.ts'
import { gradientOperators } from './operators.ts'
import { finishPaste } from './paste.ts'
import { type BlendOptions, type Plan, planOf } from './plan.ts'
import { holdToRim } from './rim.ts'
import { type Scene, windowOf } from './scene.ts'

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
 * outside the mask exactly, and so spreads them inside the object alone; see `inside.ts`. Both ignore
 * `anchor` and `beta`. `paste` is plain alpha compositing.
 *
 * With a `rim`, what `gp` changes of the photo is held to so many pixels around the object; see `rim.ts`.
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
  if (plan.solve === 'levels' && settings.rim !== undefined)
    return holdToRim(team, photo, finest, bounds, out, settings.rim, options.whole ?? false)
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
