import { GanvasError } from '../../contract/errors.ts'
import type { Pixels } from '../../contract/pixels.ts'
import {
  allocatePlane,
  type Bytes,
  loadPlane,
  type Plane,
  planResampling,
  resample,
  storeBytes,
} from '../../imaging/planes.ts'
import type { Team } from '../../imaging/team.ts'
import type { ObjectBytes } from './object.ts'
import { type Level, planPyramid } from './pyramid.ts'

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
}

/**
 * Brings a scene into `team`'s memory, where it stays until what was allocated since is released.
 *
 * @throws GanvasError `invalid-input` for wrong channels, a mask of another size, or an object that covers nothing
 */
export function loadScene(team: Team, pixels: ScenePixels, { previews }: { previews: boolean }): Scene {
  check(pixels)
  const { memory } = team
  const { background, source, mask } = pixels
  const photo = storeBytes(memory, background)
  const object = {
    source: storeBytes(memory, source),
    mask: mask ? storeBytes(memory, mask) : null,
    maskScale: mask ? maskScale(mask.data) : 0,
  }
  const levels = planPyramid(memory, background)
  return { photo, object, levels, view: previews ? loadView(team, photo, levels) : null }
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
    throw new GanvasError('invalid-input', 'The background has 1 channel; it must be RGB or RGBA.')
  if (source.channels === 1)
    throw new GanvasError('invalid-input', 'The object has 1 channel; it must be RGBA or RGB.')
  if (mask && mask.channels !== 1)
    throw new GanvasError('invalid-input', `The mask has ${mask.channels} channels; it must have 1.`)
  if (mask && (mask.width !== source.width || mask.height !== source.height))
    throw new GanvasError(
      'invalid-input',
      `The mask is ${mask.width}x${mask.height} but the object ${source.width}x${source.height}; they must be of equal size.`,
      { mask: [mask.width, mask.height], source: [source.width, source.height] },
    )
  if (!coversAnything(source, mask))
    throw new GanvasError(
      'invalid-input',
      mask
        ? 'The mask is empty where the object is visible: there is nothing to blend. Paint the part to keep.'
        : 'The object is wholly transparent: there is nothing to blend.',
    )
}

function coversAnything(source: Pixels, mask: Pixels | undefined): boolean {
  for (let i = 0; i < source.width * source.height; i++)
    if ((mask?.data[i] ?? 1) > 0 && (source.channels === 3 || source.data[4 * i + 3]! > 0)) return true
  return false
}

/** Masks come as 0 to 255, or as 0 and 1, as GP-GAN's own test images do. */
function maskScale(data: Uint8Array): number {
  return data.some((value) => value > 1) ? 1 / 255 : 1
}
