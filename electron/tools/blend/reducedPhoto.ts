import {
  allocatePlane,
  type Bytes,
  loadPlane,
  planResampling,
  type Resampling,
  resample,
  type Size,
  storeBytes,
} from '../../imaging/planes.ts'
import type { Team } from '../../imaging/team.ts'

/** Side of the square that a blending network sees the whole photo as, whatever its aspect. */
export const NETWORK_SIDE = 64

/** The photo with its longest side at {@link NETWORK_SIDE}, for a blending network. */
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

/** From the photo to what a network sees of it. */
export const networkScale = ({ width, height }: Size) => NETWORK_SIDE / Math.max(width, height)

/** Each axis is averaged where it shrinks and interpolated where it does not. */
export function scaling({ memory }: Team, from: Size, to: Size): Resampling {
  const filter = (a: number, b: number) => (b < a ? 'area' : 'cubic')
  return planResampling(memory, from, to, filter(from.width, to.width), filter(from.height, to.height))
}

/** To [0, 1]. */
export const clamp = (value: number) => Math.min(1, Math.max(0, value))
