import { PIXEL_BYTES } from '../../imaging/memory.ts'
import { allocatePlane, type Bounds, type Bytes, type Plane, storeBytes } from '../../imaging/planes.ts'
import type { Team } from '../../imaging/team.ts'
import { allocateRgb, type Blended, compose, cut } from './compose.ts'
import { solveMembrane } from './membrane.ts'

/**
 * Holds a solution to the object and a rim of the photo around it: beyond the rim the photo is as it was, and there is no edge
 * where the rim ends. The solution is taken as an object that was pasted there, and Poisson's equation is solved with the photo
 * around it as boundary (Perez, Gangnet, Blake 2003, equation 11): all differences between neighbours stay, and what the solution
 * had spread over the rest of the photo is taken from it smoothly.
 *
 * @param coverage not zero in its last lane where the object is; within `bounds`
 * @param solved the photo with the solution, RGB
 * @param rim in pixels, 0 or more
 * @returns the photo with what is left of the solution, as the smallest rectangle that holds it or, if `whole`, all of it
 */
export function holdToRim(
  team: Team,
  photo: Bytes,
  coverage: Plane,
  bounds: Bounds,
  solved: Bytes,
  rim: number,
  whole: boolean,
): Blended {
  const { memory } = team
  const reach = Math.ceil(rim) + 2
  const left = Math.max(0, bounds.left - reach)
  const top = Math.max(0, bounds.top - reach)
  const width = Math.min(photo.width, bounds.right + reach) - left
  const height = Math.min(photo.height, bounds.bottom + reach) - top
  const window = { left, top, width, height }
  const near = within(rim, covered(team, coverage, window), window)
  const change = allocatePlane(memory, { width, height })
  const around = storeBytes(memory, {
    width,
    height,
    channels: 3,
    data: rgbOf(team, photo, window),
  })
  writeChange(team, around, rgbOf(team, solved, window), near, change)
  const correction = allocatePlane(memory, { width, height })
  memory.bytes(correction.pointer, width * height * PIXEL_BYTES).fill(0)
  solveMembrane(team, change, 0, correction)
  const out = allocateRgb(team, { width, height })
  const changed = compose(team, around, change, correction, null, out)
  if (!whole) {
    const { pixels, rect } = cut(team, out, changed)
    return { pixels, rect: { ...rect, x: rect.x + left, y: rect.y + top } }
  }
  const all = { left: 0, top: 0, width: photo.width, height: photo.height }
  const data = rgbOf(team, photo, all)
  const part = memory.bytes(out.pointer, 3 * width * height)
  for (let y = 0; y < height; y++)
    data.set(part.subarray(3 * y * width, 3 * (y + 1) * width), 3 * ((top + y) * photo.width + left))
  const rect = { x: 0, y: 0, width: photo.width, height: photo.height }
  return { pixels: { width: photo.width, height: photo.height, channels: 3, data }, rect }
}

interface Window {
  left: number
  top: number
  width: number
  height: number
}

function rgbOf({ memory }: Team, from: Bytes, { left, top, width, height }: Window): Uint8Array {
  const bytes = memory.bytes(from.pointer, from.width * from.height * from.channels)
  const data = new Uint8Array(3 * width * height)
  for (let y = 0; y < height; y++) {
    let at = from.channels * ((top + y) * from.width + left)
    for (let to = 3 * y * width; to < 3 * (y + 1) * width; to += 3, at += from.channels) {
      data[to] = bytes[at]!
      data[to + 1] = bytes[at + 1]!
      data[to + 2] = bytes[at + 2]!
    }
  }
  return data
}

function covered({ memory }: Team, coverage: Plane, { left, top, width, height }: Window): Uint8Array {
  const lanes = memory.floats(coverage.pointer, 4 * coverage.width * coverage.height)
  const found = new Uint8Array(width * height)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      found[y * width + x] = lanes[4 * ((top + y) * coverage.width + left + x) + 3]! !== 0 ? 1 : 0
  return found
}

/** What is at most `rim` pixels from what is covered, from middle to middle of pixels. */
function within(rim: number, inside: Uint8Array, { width, height }: Window): Uint8Array {
  if (rim === 0) return inside
  const far = Math.ceil(rim) + 1
  const down = new Uint16Array(inside.length)
  for (let x = 0; x < width; x++) {
    let distance = far
    for (let at = x; at < inside.length; at += width) {
      distance = inside[at] ? 0 : Math.min(far, distance + 1)
      down[at] = distance
    }
    distance = far
    for (let at = inside.length - width + x; at >= 0; at -= width) {
      distance = inside[at] ? 0 : Math.min(far, distance + 1)
      down[at] = Math.min(down[at]!, distance)
    }
  }
  const near = new Uint8Array(inside.length)
  // A column within reach covers a run of its row around itself: runs are summed as steps up and down.
  const steps = new Int32Array(width + 1)
  for (let y = 0; y < height; y++) {
    steps.fill(0)
    for (let x = 0; x < width; x++) {
      const across = rim ** 2 - down[y * width + x]! ** 2
      if (across < 0) continue
      const run = Math.floor(Math.sqrt(across))
      steps[Math.max(0, x - run)]! += 1
      steps[Math.min(width, x + run + 1)]! -= 1
    }
    for (let x = 0, sum = 0; x < width; x++) {
      sum += steps[x]!
      if (sum > 0) near[y * width + x] = 1
    }
  }
  return near
}

/** The solution's difference from the photo, with all of the coverage where it is to stay. */
function writeChange(
  { memory }: Team,
  photo: Bytes,
  solved: Uint8Array,
  near: Uint8Array,
  change: Plane,
): void {
  const bytes = memory.bytes(photo.pointer, 3 * near.length)
  const lanes = memory.floats(change.pointer, 4 * near.length)
  for (let at = 0; at < near.length; at++) {
    for (let c = 0; c < 3; c++)
      lanes[4 * at + c] = near[at] ? (solved[3 * at + c]! - bytes[3 * at + c]!) / 255 : 0
    lanes[4 * at + 3] = near[at]!
  }
}
