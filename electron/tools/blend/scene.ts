import { defect, GanvasError } from '../../contract/errors.ts'
import type { Pixels, Rect } from '../../contract/pixels.ts'
import { text } from '../../contract/text.ts'
import {
  allocatePlane,
  type Bytes,
  loadPlane,
  type Plane,
  planResampling,
  resample,
  type Size,
  storeBytes,
} from '../../imaging/planes.ts'
import type { Team } from '../../imaging/team.ts'
import { coarseObject, type ObjectBytes } from './object.ts'
import { type Level, planPyramid } from './pyramid.ts'
import { reducePhoto } from './reducedPhoto.ts'

/** Longest side of the pictures that show the state after each level. */
const VIEW_SIDE = 1024

export interface ScenePixels {
  /** RGB or RGBA, whose alpha is ignored. */
  background: Pixels
  /** RGBA or RGB. */
  source: Pixels
  /** 1 channel, of the source's size; 0 to 255, or 0 and 1. */
  mask?: Pixels | undefined
}

/** A photo and an object in the kernels' memory, with all that does not depend on where the object is. */
export interface Scene {
  photo: Bytes
  object: ObjectBytes
  /** From the coarsest level to the photo's own size. */
  levels: readonly Level[]
  /** The photo reduced to one of the levels, for previews; null when none are wanted. */
  view: { level: number; photo: Plane } | null
  /** The photo as a network sees it; null where no network is used. */
  reduced: Bytes | null
}

export interface SceneUse {
  /** Pictures of the state after each level are wanted. */
  previews: boolean
  /** The anchor `gan` may be asked for. */
  network?: boolean
}

/**
 * Brings a scene into `team`'s memory, where it stays until what was allocated since is released.
 *
 * @throws GanvasError `invalid-input` for wrong channels, a mask of another size, or an object that covers nothing
 */
export function loadScene(team: Team, pixels: ScenePixels, { previews, network = false }: SceneUse): Scene {
  check(pixels)
  const { memory } = team
  const { background, source, mask } = pixels
  const visible = visibleBounds(source, mask)
  if (!visible) throw new GanvasError('invalid-input', text(mask ? 'blend.emptyMask' : 'blend.transparent'))
  const photo = storeBytes(memory, background)
  const bytes = {
    source: storeBytes(memory, cropBytes(source, visible)),
    mask: mask ? storeBytes(memory, cropBytes(mask, visible)) : null,
    maskScale: mask ? maskScale(mask.data) : 0,
    offset: { x: visible.x, y: visible.y },
  }
  const object = { ...bytes, coarse: network ? coarseObject(team, bytes) : null }
  const levels = planPyramid(memory, background)
  const reduced = network ? reducePhoto(team, photo) : null
  return { photo, object, levels, view: previews ? loadView(team, photo, levels) : null, reduced }
}

/** The scene with no more of the photo than `rect`. */
export function windowOf(team: Team, scene: Scene, rect: Rect): Scene {
  const { memory } = team
  const { photo } = scene
  const data = memory.bytes(photo.pointer, photo.width * photo.height * photo.channels)
  const part = storeBytes(memory, cropBytes({ ...photo, data }, rect))
  return { photo: part, object: scene.object, levels: planPyramid(memory, part), view: null, reduced: null }
}

function loadView(team: Team, photo: Bytes, levels: readonly Level[]): Scene['view'] {
  const { memory } = team
  const level = levels.findLastIndex(({ grid }) => Math.max(grid.width, grid.height) <= VIEW_SIDE)
  const reduced = allocatePlane(memory, levels[level]!.grid)
  const mark = memory.mark()
  const full = allocatePlane(memory, photo)
  loadPlane(team, photo, full, null)
  resample(team, planResampling(memory, photo, reduced, 'area'), full, reduced)
  memory.release(mark)
  return { level, photo: reduced }
}

function check({ background, source, mask }: ScenePixels): void {
  if (background.channels === 1)
    throw defect('invalid-input', 'The background has 1 channel; it must be RGB or RGBA.')
  if (source.channels === 1)
    throw defect('invalid-input', 'The object has 1 channel; it must be RGBA or RGB.')
  if (mask && mask.channels !== 1)
    throw defect('invalid-input', `The mask has ${mask.channels} channels; it must have 1.`)
  if (mask && (mask.width !== source.width || mask.height !== source.height))
    throw defect(
      'invalid-input',
      `The mask is ${mask.width}x${mask.height} but the object ${source.width}x${source.height}; they must be of equal size.`,
      { mask: [mask.width, mask.height], source: [source.width, source.height] },
    )
}

/** The rectangle that holds every pixel with coverage; null when there is none. */
function visibleBounds({ width, height, channels, data }: Pixels, mask: Pixels | undefined): Rect | null {
  const covered = (i: number) =>
    (mask === undefined || mask.data[i]! > 0) && (channels === 3 || data[4 * i + 3]! > 0)
  let [left, right, top, bottom] = [width, 0, height, 0]
  for (let y = 0; y < height; y++) {
    const row = y * width
    let first = 0
    while (first < width && !covered(row + first)) first++
    if (first === width) continue
    let last = width
    while (!covered(row + last - 1)) last--
    left = Math.min(left, first)
    right = Math.max(right, last)
    top = Math.min(top, y)
    bottom = y + 1
  }
  return right === 0 ? null : { x: left, y: top, width: right - left, height: bottom - top }
}

type Picture = Size & { channels: number; data: Uint8Array }

function cropBytes(picture: Picture, rect: Rect): Picture {
  const { width, channels, data } = picture
  if (rect.width === width && rect.height === picture.height) return picture
  const row = rect.width * channels
  const part = new Uint8Array(row * rect.height)
  for (let y = 0; y < rect.height; y++) {
    const from = ((rect.y + y) * width + rect.x) * channels
    part.set(data.subarray(from, from + row), y * row)
  }
  return { width: rect.width, height: rect.height, channels, data: part }
}

/** Masks come as 0 to 255, or as 0 and 1, as GP-GAN's own test images do. */
function maskScale(data: Uint8Array): number {
  return data.some((value) => value > 1) ? 1 / 255 : 1
}
