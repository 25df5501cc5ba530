import type { Size } from './work.ts'

/** The mean over the part of a square window that lies inside, at each place. By running sums in double precision. */
export function boxMean(plane: Float32Array, size: Size, radius: number): Float32Array {
  return meanDown(meanAcross(plane, size, radius), size, radius)
}

/** How many of `count` places lie within `radius` of place `i`. */
const insideOf = (i: number, radius: number, count: number): number =>
  Math.min(count - 1, i + radius) - Math.max(0, i - radius) + 1

function meanAcross(plane: Float32Array, { width }: Size, radius: number): Float32Array {
  const result = new Float32Array(plane.length)
  const inside = Uint32Array.from({ length: width }, (_, x) => insideOf(x, radius, width))
  for (let start = 0; start < plane.length; start += width) {
    let sum = 0
    for (let x = 0; x < Math.min(radius, width); x++) sum += plane[start + x]!
    for (let x = 0; x < width; x++) {
      if (x + radius < width) sum += plane[start + x + radius]!
      if (x > radius) sum -= plane[start + x - radius - 1]!
      result[start + x] = sum / inside[x]!
    }
  }
  return result
}

/** Row by row, since memory is read along rows. */
function meanDown(plane: Float32Array, { width, height }: Size, radius: number): Float32Array {
  const result = new Float32Array(plane.length)
  const sums = new Float64Array(width)
  const add = (row: number, sign: number) => {
    const start = row * width
    for (let x = 0; x < width; x++) sums[x]! += sign * plane[start + x]!
  }
  for (let row = 0; row < Math.min(radius, height); row++) add(row, 1)
  for (let y = 0; y < height; y++) {
    if (y + radius < height) add(y + radius, 1)
    if (y > radius) add(y - radius - 1, -1)
    const share = 1 / insideOf(y, radius, height)
    for (let x = 0; x < width; x++) result[y * width + x] = sums[x]! * share
  }
  return result
}
