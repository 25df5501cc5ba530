import type { Pixels, Rect } from '../../contract/pixels.ts'
import { PIXEL_BYTES } from '../../imaging/memory.ts'
import type { Bytes, Plane, Resampled, Size } from '../../imaging/planes.ts'
import type { Team } from '../../imaging/team.ts'

export interface Blended {
  /** RGB, `rect` of the photo. */
  pixels: Pixels
  rect: Rect
}

export function allocateRgb(team: Team, { width, height }: Size): Bytes {
  return { pointer: team.memory.allocate(3 * width * height), width, height, channels: 3 }
}

/** Sums the parts to bytes; returns the rectangle of the pixels that differ from the photo. */
export function compose(
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
export function cut(team: Team, bytes: Bytes, rect: Rect): Blended {
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
