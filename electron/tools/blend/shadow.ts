import type { BlendShadow, Transform } from '../../contract/document/index.ts'
import { boxMean } from '../../imaging/boxMean.ts'
import { allocatePlane, type Plane, planResampling, type Resampled, resampled } from '../../imaging/planes.ts'
import type { Team } from '../../imaging/team.ts'
import { sourcePointOf } from './object.ts'
import type { Scene } from './scene.ts'

/** Longest side at which shadows are drawn: they are soft. */
const SIDE = 512
/** A shadow that falls along the ground's edge is still this high, in heights of the object. */
const MIN_HEIGHT = 0.06

/**
 * The object's outline laid on the ground: a point h above its lowest edge falls h times the length away from below
 * it, in the shadow's direction. @returns a plane whose lane 3 is how far the photo is darkened; null where there is none
 */
export function castShadow(
  team: Team,
  scene: Scene,
  placement: Transform,
  shadow: BlendShadow,
): Resampled | null {
  const { photo, object } = scene
  const bounds = extentOf(object.source, placement)
  if (shadow.opacity === 0) return null
  const scale = Math.min(1, SIDE / Math.max(photo.width, photo.height))
  const size = {
    width: Math.max(1, Math.round(photo.width * scale)),
    height: Math.max(1, Math.round(photo.height * scale)),
  }
  const high = bounds.bottom - bounds.top
  const angle = (shadow.direction * Math.PI) / 180
  const sideways = shadow.length * Math.cos(angle)
  const down = shadow.length * Math.sin(angle)
  const along = Math.abs(down) < MIN_HEIGHT ? (down < 0 ? -MIN_HEIGHT : MIN_HEIGHT) : down
  const covered = coverageOf(team, scene, placement)
  let dark: Float32Array = new Float32Array(size.width * size.height)
  for (let i = 0; i < dark.length; i++) {
    const x = ((i % size.width) + 0.5) / scale - shadow.x
    const y = (Math.floor(i / size.width) + 0.5) / scale - shadow.y
    const above = (y - bounds.bottom) / along
    if (above < 0 || above > high) continue
    dark[i] = covered(x - above * sideways, bounds.bottom - above)
  }
  const reach = Math.round(shadow.softness * high * scale)
  for (let pass = 0; pass < (reach > 0 ? 3 : 0); pass++) dark = boxMean(dark, size.width, size.height, reach)
  const plane: Plane = allocatePlane(team.memory, size)
  const lanes = team.memory.floats(plane.pointer, 4 * dark.length).fill(0)
  for (let i = 0; i < dark.length; i++) lanes[4 * i + 3] = shadow.opacity * dark[i]!
  return resampled(team.memory, planResampling(team.memory, size, photo, 'cubic'), plane)
}

/** Top and bottom of the placed object, in the photo's pixels, which may lie outside it. */
function extentOf(source: { width: number; height: number }, placement: Transform) {
  const angle = (placement.rotation * Math.PI) / 180
  const ys = [0, source.width].flatMap((x) =>
    [0, source.height].map(
      (y) => placement.y + Math.sin(angle) * placement.scaleX * x + Math.cos(angle) * placement.scaleY * y,
    ),
  )
  return { top: Math.min(...ys), bottom: Math.max(...ys) }
}

/** How much the object covers at a point of the photo; 0 beside it. */
function coverageOf(
  { memory }: Team,
  { object }: Scene,
  placement: Transform,
): (x: number, y: number) => number {
  const { source, mask, maskScale } = object
  const colors = memory.bytes(source.pointer, source.width * source.height * source.channels)
  const masked = mask && memory.bytes(mask.pointer, mask.width * mask.height)
  const toSource = sourcePointOf(placement)
  return (x, y) => {
    const [u, v] = toSource(x, y)
    if (u < 0 || v < 0 || u >= source.width || v >= source.height) return 0
    const at = Math.floor(v) * source.width + Math.floor(u)
    const opaque = source.channels === 4 ? colors[4 * at + 3]! / 255 : 1
    return opaque * (masked ? masked[at]! * maskScale : 1)
  }
}
