import type { ColorPlanes } from '../../../imaging/colorPlanes.ts'
import type { Random } from '../../../nets/random.ts'

/** How much of an object's size its surroundings reach beyond it, about as much as where one is pasted. */
const LEAST_MARGIN = 0.4
const MOST_MARGIN = 1.2

/** Whole pixels from, and up to but not with. */
export interface Frame {
  left: number
  top: number
  right: number
  bottom: number
}

/** How far a frame reaches beyond an object, as a share of the object's longer side. */
export const drawMargin = (random: Random): number =>
  LEAST_MARGIN + (MOST_MARGIN - LEAST_MARGIN) * random.uniform()

/** What of a picture is looked at where an object is pasted: the object, and around it a share of its size. */
export function drawFrame(random: Random, coverage: Float32Array, { width, height }: ColorPlanes): Frame {
  let [left, top, right, bottom] = [width, height, 0, 0]
  for (const [i, cover] of coverage.entries()) {
    if (cover === 0) continue
    const [x, y] = [i % width, Math.floor(i / width)]
    left = Math.min(left, x)
    right = Math.max(right, x + 1)
    top = Math.min(top, y)
    bottom = Math.max(bottom, y + 1)
  }
  const margin = Math.max(2, Math.round(drawMargin(random) * Math.max(right - left, bottom - top)))
  return {
    left: Math.max(0, left - margin),
    top: Math.max(0, top - margin),
    right: Math.min(width, right + margin),
    bottom: Math.min(height, bottom + margin),
  }
}

export function cropped({ width, height, data }: ColorPlanes, frame: Frame): ColorPlanes {
  const count = width * height
  const planes = [0, 1, 2].map((c) => croppedPlane(data.subarray(c * count, (c + 1) * count), width, frame))
  const size = { width: frame.right - frame.left, height: frame.bottom - frame.top }
  return { ...size, data: Float32Array.from(planes.flatMap((plane) => [...plane])) }
}

export function croppedPlane(
  plane: Float32Array,
  width: number,
  { left, top, right, bottom }: Frame,
): Float32Array {
  const wide = right - left
  return Float32Array.from(
    { length: wide * (bottom - top) },
    (_, i) => plane[(top + Math.floor(i / wide)) * width + left + (i % wide)]!,
  )
}
