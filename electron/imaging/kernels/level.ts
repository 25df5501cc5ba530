import { madd, PIXEL, splat } from './common'

// One level of the multigrid solution of Poisson's equation inside a mask. Of each pixel inside,
// diagonal u - (weighted sum of u next to it) = f. Lane 3 of f holds the reciprocal of the diagonal, and 0 outside,
// where u is 0. Weights are two f32 a pixel, of its edges to the right and downwards; without any they are 1 where
// both ends are inside, and since u is 0 elsewhere, need not be looked up.

/** Lane 3 of a pixel with four neighbours: at the finest level in the picture, above it tied by edges of weight 1. */
export const PLAIN: f32 = 0.25
/** The same number for what is not so plain. */
export const NEARLY_PLAIN: f32 = 0.2499999

@unmanaged
export class Level {
  u: usize
  f: usize
  /** 0 at the finest level. */
  weights: usize
  width: i32
  height: i32
}

// @ts-ignore: decorator
@inline
export function inverseAt(f: usize): f32 {
  return load<f32>(f, 12)
}

// @ts-ignore: decorator
@inline
function isInside(l: Level, x: i32, y: i32): bool {
  return x >= 0 && y >= 0 && x < l.width && y < l.height && inverseAt(l.f + <usize>(y * l.width + x) * PIXEL) > 0
}

/** The weight of the edge from (x, y) to its neighbour on the right (`down` 0) or below (1). */
export function edge(l: Level, x: i32, y: i32, down: i32): f32 {
  if (x < 0 || y < 0) return 0
  if (l.weights) return load<f32>(l.weights + 4 * <usize>(2 * (y * l.width + x) + down))
  return isInside(l, x, y) && isInside(l, x + 1 - down, y + down) ? 1 : 0
}

/** The weighted sum of what lies next to a pixel, whose diagonal has this reciprocal. */
// @ts-ignore: decorator
@inline
export function around(l: Level, u: usize, w: usize, x: i32, y: i32, inverse: f32): v128 {
  const row = <usize>l.width * PIXEL
  if (inverse == PLAIN)
    return f32x4.add(
      f32x4.add(v128.load(u - PIXEL), v128.load(u + PIXEL)), f32x4.add(v128.load(u - row), v128.load(u + row)),
    )
  const zero = f32x4.splat(0)
  const left = x > 0 ? v128.load(u - PIXEL) : zero
  const right = x < l.width - 1 ? v128.load(u + PIXEL) : zero
  const above = y > 0 ? v128.load(u - row) : zero
  const below = y < l.height - 1 ? v128.load(u + row) : zero
  if (!w) return f32x4.add(f32x4.add(left, right), f32x4.add(above, below))
  let sum = f32x4.mul(splat(w), right)
  sum = madd(splat(w + 4), below, sum)
  if (x > 0) sum = madd(splat(w - 8), left, sum)
  if (y > 0) sum = madd(splat(w + 4 - 8 * <usize>l.width), above, sum)
  return sum
}
