import type { Transform } from '../../contract/document/index.ts'
import { GanvasError } from '../../contract/errors.ts'
import {
  allocatePlane,
  type Bytes,
  type Plane,
  type Resampling,
  resample,
  type Size,
} from '../../imaging/planes.ts'
import type { Team } from '../../imaging/team.ts'
import { objectBounds, ofVisiblePart, placeObject } from './object.ts'
import { clamp, NETWORK_SIDE, networkScale, scaling } from './reducedPhoto.ts'
import type { Scene } from './scene.ts'

/** By plane, [4, 64, 64] in [0, 1]: red, green and blue of the pasted composite, and the object's coverage. */
export type NetworkView = Float32Array

/** By plane, [3, 64, 64]: what a network adds to the composite's colours, which lie in [0, 1]. */
export type Correction = Float32Array

/**
 * What a blending network is shown. Null when the object lies outside the photo.
 *
 * @param scene one that was loaded for a network
 */
export function networkView(team: Team, scene: Scene, transform: Transform): NetworkView | null {
  const { memory } = team
  const photo = scene.reduced
  if (!photo) throw new GanvasError('internal', 'The scene was not loaded for a network.')
  const scale = networkScale(scene.photo)
  const placement = ofVisiblePart(scene.object, transform)
  const small = {
    ...placement,
    x: placement.x * scale,
    y: placement.y * scale,
    scaleX: placement.scaleX * scale,
    scaleY: placement.scaleY * scale,
  }
  const bounds = objectBounds(scene.object.source, small, photo)
  if (!bounds) return null
  const mark = memory.mark()
  const composite = allocatePlane(memory, photo)
  placeObject(team, scene.object, small, photo, bounds, composite)
  addPhoto(team, photo, composite)
  const square = allocatePlane(memory, { width: NETWORK_SIDE, height: NETWORK_SIDE })
  resample(team, scaling(team, composite, square), composite, square)
  const count = NETWORK_SIDE ** 2
  const pixels = memory.floats(square.pointer, 4 * count)
  const view = new Float32Array(4 * count)
  for (let i = 0; i < count; i++) for (let c = 0; c < 4; c++) view[c * count + i] = clamp(pixels[4 * i + c]!)
  memory.release(mark)
  return view
}

/** Share of the photo that must be free of the object for a network's correction to be trusted in full. */
const ENOUGH_PHOTO = 0.25

/**
 * How far a correction may be trusted, from 0 to 1: the light is told by what surrounds the object, and where the
 * object covers the whole photo nothing does.
 */
export function trustIn(view: NetworkView): number {
  const coverage = view.subarray(3 * NETWORK_SIDE ** 2)
  const free = 1 - coverage.reduce((sum, value) => sum + value, 0) / coverage.length
  return Math.min(1, Math.max(0, free / ENOUGH_PHOTO))
}

function addPhoto({ memory }: Team, photo: Bytes, difference: Plane): void {
  const count = photo.width * photo.height
  const bytes = memory.bytes(photo.pointer, 3 * count)
  const colors = memory.floats(difference.pointer, 4 * count)
  for (let i = 0; i < count; i++) for (let c = 0; c < 3; c++) colors[4 * i + c]! += bytes[3 * i + c]! / 255
}

/** A correction as a plane, and how it comes to the size of a level. */
export function placeCorrection(
  team: Team,
  correction: Correction,
  level: Size,
): { plane: Plane; toLevel: Resampling } {
  const plane = allocatePlane(team.memory, { width: NETWORK_SIDE, height: NETWORK_SIDE })
  const count = NETWORK_SIDE ** 2
  const pixels = team.memory.floats(plane.pointer, 4 * count).fill(0)
  for (let i = 0; i < count; i++) for (let c = 0; c < 3; c++) pixels[4 * i + c] = correction[c * count + i]!
  return { plane, toLevel: scaling(team, plane, level) }
}
