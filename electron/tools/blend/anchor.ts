import type { Transform } from '../../contract/document.ts'
import { GanvasError } from '../../contract/errors.ts'
import {
  allocatePlane,
  type Bytes,
  loadPlane,
  type Plane,
  planResampling,
  type Resampling,
  resample,
  type Size,
  storeBytes,
} from '../../imaging/planes.ts'
import type { Team } from '../../imaging/team.ts'
import { objectBounds, ofVisiblePart, placeObject } from './object.ts'
import type { Scene } from './scene.ts'

/** Side of the square that a blending network sees the whole photo as, whatever its aspect. */
export const NETWORK_SIDE = 64

/** By plane, [4, 64, 64] in [0, 1]: red, green and blue of the pasted composite, and the object's coverage. */
export type NetworkView = Float32Array

/** By plane, [3, 64, 64]: what a network adds to the composite's colours, which lie in [0, 1]. */
export type Correction = Float32Array

/** The photo with its longest side at {@link NETWORK_SIDE}, for {@link networkView}. */
export function reducePhoto(team: Team, photo: Bytes): Bytes {
  const { memory } = team
  const scale = networkScale(photo)
  const width = Math.max(1, Math.round(photo.width * scale))
  const height = Math.max(1, Math.round(photo.height * scale))
  const data = new Uint8Array(3 * width * height)
  const mark = memory.mark()
  const full = allocatePlane(memory, photo)
  loadPlane(team, photo, full, null)
  const reduced = allocatePlane(memory, { width, height })
  resample(team, scaling(team, full, reduced), full, reduced)
  const colors = memory.floats(reduced.pointer, 4 * width * height)
  for (let i = 0; i < width * height; i++)
    for (let c = 0; c < 3; c++) data[3 * i + c] = Math.round(255 * clamp(colors[4 * i + c]!))
  memory.release(mark)
  return storeBytes(memory, { width, height, channels: 3, data })
}

const networkScale = ({ width, height }: Size) => NETWORK_SIDE / Math.max(width, height)

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

/** Of a photo, how much must be free of the object for a network to tell the light by it. */
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

/** Each axis is averaged where it shrinks and interpolated where it does not. */
function scaling({ memory }: Team, from: Size, to: Size): Resampling {
  const filter = (a: number, b: number) => (b < a ? 'area' : 'cubic')
  return planResampling(memory, from, to, filter(from.width, to.width), filter(from.height, to.height))
}

const clamp = (value: number) => Math.min(1, Math.max(0, value))
