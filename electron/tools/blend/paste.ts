import type { BlendSettings, Transform } from '../../contract/document/index.ts'
import { defect } from '../../contract/errors.ts'
import { TRANSFORM_NUMBERS } from '../../imaging/harmony/transform.ts'
import type { Bounds, Plane } from '../../imaging/planes.ts'
import type { Team } from '../../imaging/team.ts'
import { detailFor, traitsOfObject, traitsOfPhoto } from './camera.ts'
import { applyHarmony, type Grain, type Harmony, harmonyView } from './harmonize.ts'
import { placeObject } from './object.ts'
import type { Scene } from './scene.ts'
import { castShadow } from './shadow.ts'

interface PasteOptions {
  harmony?: Harmony | undefined
  draft?: boolean | undefined
}

/** Changes nothing. */
const NO_HARMONY: Harmony = new Float32Array(TRANSFORM_NUMBERS)

/** What stays a paste takes the photo's light, if it is harmonised, its grain and softness, and throws a shadow. */
export function finishPaste(
  team: Team,
  scene: Scene,
  placement: Transform,
  bounds: Bounds,
  finest: Plane,
  settings: BlendSettings,
  options: PasteOptions,
): void {
  const harmonized = settings.method === 'harmonize'
  const grain = likeThePhoto(team, scene, placement, bounds, finest, settings, options)
  const shadow = settings.shadow ? castShadow(team, scene, placement, settings.shadow) : null
  if (!harmonized && !shadow && !grain) return
  const view = harmonyView(team, scene, placement)
  if (!view) return
  const { harmony } = options
  if (harmonized && !harmony)
    throw defect(
      'invalid-input',
      'The method "harmonize" needs what the harmoniser said of the scene. Give it, or use another method.',
    )
  const adjusted = harmonized ? settings : { ...settings, warmth: 0, light: 0 }
  applyHarmony(team, scene.photo, finest, view, harmony ?? NO_HARMONY, adjusted, { shadow, grain })
}

/** Blurs the object to the photo's sharpness and places it again. @returns the grain that it lacks */
function likeThePhoto(
  team: Team,
  { photo, object }: Scene,
  placement: Transform,
  bounds: Bounds,
  finest: Plane,
  { grain = 0, blur = 0 }: BlendSettings,
  options: PasteOptions,
): Grain | undefined {
  if (grain === 0 && blur === 0) return undefined
  const lacking = (wanted: number, own: number) => Math.sqrt(Math.max(0, wanted ** 2 - own ** 2))
  const wanted = traitsOfPhoto(team, photo)
  const own = traitsOfObject(team, photo, finest)
  const soft = blur * lacking(wanted.blur, own.blur)
  const detail = detailFor(soft)
  if (detail < 1) placeObject(team, object, placement, photo, bounds, finest, { ...options, detail })
  const deviation = grain * lacking(wanted.grain, detail < 1 ? 0 : own.grain)
  return deviation > 0 ? { deviation, seed: 1 } : undefined
}
