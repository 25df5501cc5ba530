import { madd, PIXEL } from './common'
import { loadColor } from './pixels'

@unmanaged
class WarpRows {
  /** Premultiplied colours and coverage; transparent outside. */
  source: usize
  sourceWidth: i32
  sourceHeight: i32
  /** Six f64: the source index of output pixel (x, y) is (m0 x + m1 y + m2, m3 x + m4 y + m5). */
  matrix: usize
  background: usize
  stride: i32
  width: i32
  /** Output pixels outside [left, right) x [top, bottom) do not see the source. */
  left: i32
  top: i32
  right: i32
  bottom: i32
  out: usize
}

/** Catmull-Rom weight of tap `k` (-1, 0, 1, 2) at fraction `t`. */
// @ts-ignore: decorator
@inline
function cubic(k: i32, t: f32): f32 {
  if (k == -1) return ((-0.5 * t + 1) * t - 0.5) * t
  if (k == 0) return (1.5 * t - 2.5) * t * t + 1
  if (k == 1) return ((-1.5 * t + 2) * t + 0.5) * t
  return (0.5 * t - 0.5) * t * t
}

/**
 * The object in the photo's frame as its difference from the photo: coverage times (object - photo), and the
 * coverage in lane 3. Item i is row i.
 */
export function warpRows(args: usize, from: i32, to: i32): void {
  const a = changetype<WarpRows>(args)
  const m = a.matrix
  const m0 = load<f64>(m)
  const m3 = load<f64>(m, 24)
  for (let y = from; y < to; y++) {
    const row = a.out + <usize>y * <usize>a.width * PIXEL
    memory.fill(row, 0, <usize>a.width * PIXEL)
    if (y < a.top || y >= a.bottom) continue
    const rowX = load<f64>(m, 8) * <f64>y + load<f64>(m, 16)
    const rowY = load<f64>(m, 32) * <f64>y + load<f64>(m, 40)
    for (let x = a.left; x < a.right; x++) {
      const sampled = sample(a, m0 * <f64>x + rowX, m3 * <f64>x + rowY)
      const coverage = f32x4.extract_lane(sampled, 3)
      if (coverage <= 0) continue
      const at = <usize>y * <usize>a.width + <usize>x
      const photo = loadColor(a.background + at * <usize>a.stride, a.stride)
      v128.store(row + <usize>x * PIXEL, f32x4.sub(sampled, f32x4.mul(f32x4.splat(coverage), photo)))
    }
  }
}

/** Bicubic, clamped so that neither coverage nor a colour leaves its range. */
// @ts-ignore: decorator
@inline
function sample(a: WarpRows, sx: f64, sy: f64): v128 {
  const fx = Math.floor(sx)
  const fy = Math.floor(sy)
  const ix = <i32>fx
  const iy = <i32>fy
  const tx = <f32>(sx - fx)
  const ty = <f32>(sy - fy)
  const width = a.sourceWidth
  const height = a.sourceHeight
  let sum = f32x4.splat(0)
  if (tx == 0 && ty == 0) {
    if (ix >= 0 && iy >= 0 && ix < width && iy < height)
      sum = v128.load(a.source + (<usize>iy * <usize>width + <usize>ix) * PIXEL)
  } else {
    const inside = ix >= 1 && ix + 2 < width
    for (let k = -1; k < 3; k++) {
      const v = iy + k
      if (v < 0 || v >= height) continue
      const row = a.source + (<usize>v * <usize>width) * PIXEL
      let line = f32x4.splat(0)
      for (let j = -1; j < 3; j++) {
        const u = ix + j
        if (inside || (u >= 0 && u < width))
          line = madd(f32x4.splat(cubic(j, tx)), v128.load(row + <usize>u * PIXEL), line)
      }
      sum = madd(f32x4.splat(cubic(k, ty)), line, sum)
    }
  }
  const coverage = max(<f32>0, min(<f32>1, f32x4.extract_lane(sum, 3)))
  const limit = f32x4.splat(coverage)
  return f32x4.min(f32x4.max(f32x4.replace_lane(sum, 3, coverage), f32x4.splat(0)), limit)
}
