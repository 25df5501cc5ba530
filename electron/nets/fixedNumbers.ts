import { type Shape, sizeOf } from '../graph/shapes.ts'

/*
 * What numbers themselves tell: numbers that were learned differ in their last bits, wherever a design would have them
 * equal, opposite, or in line. Each test is exact but for the rounding of single precision.
 */

/** Numbers that somebody wrote down or worked out. */
export interface Numbers {
  shape: Shape
  data: Float32Array
}

const ROUNDING = 1e-5
/** Beside waves of several turns, whose sines were rounded. */
const WAVE_ROUNDING = 1e-3

/** Two numbers alone, such as 0 and 1, or 0 and -100: what is let through. */
export function isMask({ data }: Numbers): boolean {
  const found = new Set<number>()
  for (const value of data) if (found.add(value).size > 2) return false
  return found.size === 2 && data.length > 2
}

/** A kernel [O, I, H, W] that blurs, derives or resamples: each of its planes mirrors itself, up to sign, both ways. */
export function isFilter({ shape, data }: Numbers): boolean {
  const [height = 1, width = 1] = shape.slice(2)
  const area = sizeOf(shape.slice(2))
  if (shape.length !== 4 || area < 4 || data.every((value) => value === 0)) return false
  const mirrors = (plane: Float32Array, image: (y: number, x: number) => number) => {
    const max = plane.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0)
    return [1, -1].some((sign) =>
      plane.every((value, i) => {
        const other = plane[image(Math.floor(i / width), i % width)]!
        return Math.abs(value - sign * other) <= ROUNDING * max
      }),
    )
  }
  for (let at = 0; at < data.length; at += area) {
    const plane = data.subarray(at, at + area)
    if (!mirrors(plane, (y, x) => (height - 1 - y) * width + x)) return false
    if (!mirrors(plane, (y, x) => y * width + width - 1 - x)) return false
  }
  return true
}

/** A kernel [C, C, 1, 1] that scales channels and mixes none. */
export function isDiagonal({ shape, data }: Numbers): boolean {
  const [given = 0, taken = 0, ...extents] = shape
  if (given < 2 || given !== taken || sizeOf(extents) !== 1) return false
  return data.every((value, i) => (value !== 0) === (Math.floor(i / taken) === i % taken))
}

/** Ramps, windows and waves of positions, along some axis. */
export function isWave({ shape, data }: Numbers): boolean {
  // What was set to one number before training.
  if (data.every((value) => value === data[0])) return false
  return shape.some((extent, axis) => {
    const inner = sizeOf(shape.slice(axis + 1))
    if (allWaves(data, extent, inner)) return true
    // Places of a square, one row behind the other.
    const side = Math.sqrt(extent)
    return Number.isInteger(side) && allWaves(data, side, inner)
  })
}

/** Fewer numbers lie on some wave by chance. */
const MIN_EXTENT = 6

function allWaves(data: Float32Array, extent: number, inner: number): boolean {
  if (extent < MIN_EXTENT) return false
  const max = data.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0)
  const line = new Float64Array(extent)
  for (let outer = 0; outer < data.length; outer += extent * inner)
    for (let k = 0; k < inner; k++) {
      for (let n = 0; n < extent; n++) line[n] = data[outer + n * inner + k]!
      if (!isOneWave(line, WAVE_ROUNDING * max)) return false
    }
  return true
}

/** Whether steps between numbers follow d(n+1) + d(n-1) = c d(n), as those of ramps and of sines do. */
function isOneWave(line: Float64Array, tolerance: number): boolean {
  const steps = line.subarray(1).map((value, n) => value - line[n]!)
  let [both, square] = [0, 0]
  for (let n = 1; n < steps.length - 1; n++) {
    both += (steps[n - 1]! + steps[n + 1]!) * steps[n]!
    square += steps[n]! ** 2
  }
  const c = square > 0 ? both / square : 2
  if (Math.abs(c) > 2 + WAVE_ROUNDING) return false
  for (let n = 1; n < steps.length - 1; n++)
    if (Math.abs(steps[n - 1]! + steps[n + 1]! - c * steps[n]!) > tolerance) return false
  return true
}
