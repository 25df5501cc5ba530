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
  /** Bilinear instead of bicubic: a quarter of the taps. */
  linear: i32
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
  const linear = a.linear
  for (let y = from; y < to; y++) {
    const row = a.out + <usize>y * <usize>a.width * PIXEL
    memory.fill(row, 0, <usize>a.width * PIXEL)
    if (y < a.top || y >= a.bottom) continue
    const rowX = load<f64>(m, 8) * <f64>y + load<f64>(m, 16)
    const rowY = load<f64>(m, 32) * <f64>y + load<f64>(m, 40)
    for (let x = a.left; x < a.right; x++) {
      const sx = m0 * <f64>x + rowX
      const sy = m3 * <f64>x + rowY
      const sampled = linear ? sampleLinear(a, sx, sy) : sample(a, sx, sy)
      const coverage = f32x4.extract_lane(sampled, 3)
      if (coverage <= 0) continue
      const at = <usize>y * <usize>a.width + <usize>x
      const photo = loadColor(a.background + at * <usize>a.stride, a.stride)
      v128.store(row + <usize>x * PIXEL, f32x4.sub(sampled, f32x4.mul(f32x4.splat(coverage), photo)))
    }
  }
}

/** Bicubic (Catmull-Rom), clamped so that neither coverage nor a colour leaves its range. */
// @ts-ignore: decorator
@inline
function sample(a: WarpRows, sx: f64, sy: f64): v128 {
  const fx = floor<f64>(sx)
  const fy = floor<f64>(sy)
  const ix = <i32>fx
  const iy = <i32>fy
  const width = a.sourceWidth
  const height = a.sourceHeight
  if (ix < -2 || iy < -2 || ix > width || iy > height) return f32x4.splat(0)
  if (sx == fx && sy == fy) {
    if (ix < 0 || iy < 0 || ix >= width || iy >= height) return f32x4.splat(0)
    return v128.load(a.source + (<usize>iy * <usize>width + <usize>ix) * PIXEL)
  }
  const t = f32x4(<f32>(sx - fx), <f32>(sy - fy), 0, 0)
  // In lanes 0 and 1 the weights along x and y, for taps -1, 0, 1 and 2.
  const w0 = f32x4.mul(t, f32x4.sub(f32x4.mul(t, f32x4.sub(f32x4.splat(1), f32x4.mul(t, f32x4.splat(0.5)))), f32x4.splat(0.5)))
  const w3 = f32x4.mul(f32x4.mul(t, t), f32x4.mul(f32x4.splat(0.5), f32x4.sub(t, f32x4.splat(1))))
  const w1 = madd(f32x4.mul(t, t), f32x4.sub(f32x4.mul(t, f32x4.splat(1.5)), f32x4.splat(2.5)), f32x4.splat(1))
  const w2 = f32x4.sub(f32x4.splat(1), f32x4.add(f32x4.add(w0, w1), w3))
  const x0 = v128.shuffle<f32>(w0, w0, 0, 0, 0, 0)
  const x1 = v128.shuffle<f32>(w1, w1, 0, 0, 0, 0)
  const x2 = v128.shuffle<f32>(w2, w2, 0, 0, 0, 0)
  const x3 = v128.shuffle<f32>(w3, w3, 0, 0, 0, 0)
  let sum: v128
  if (ix >= 1 && iy >= 1 && ix + 2 < width && iy + 2 < height) {
    const row = <usize>width * PIXEL
    const p = a.source + <usize>(iy - 1) * row + <usize>(ix - 1) * PIXEL
    sum = f32x4.mul(v128.shuffle<f32>(w0, w0, 1, 1, 1, 1), line(p, x0, x1, x2, x3))
    sum = madd(v128.shuffle<f32>(w1, w1, 1, 1, 1, 1), line(p + row, x0, x1, x2, x3), sum)
    sum = madd(v128.shuffle<f32>(w2, w2, 1, 1, 1, 1), line(p + 2 * row, x0, x1, x2, x3), sum)
    sum = madd(v128.shuffle<f32>(w3, w3, 1, 1, 1, 1), line(p + 3 * row, x0, x1, x2, x3), sum)
  } else {
    sum = f32x4.mul(v128.shuffle<f32>(w0, w0, 1, 1, 1, 1), edgeLine(a, ix, iy - 1, x0, x1, x2, x3))
    sum = madd(v128.shuffle<f32>(w1, w1, 1, 1, 1, 1), edgeLine(a, ix, iy, x0, x1, x2, x3), sum)
    sum = madd(v128.shuffle<f32>(w2, w2, 1, 1, 1, 1), edgeLine(a, ix, iy + 1, x0, x1, x2, x3), sum)
    sum = madd(v128.shuffle<f32>(w3, w3, 1, 1, 1, 1), edgeLine(a, ix, iy + 2, x0, x1, x2, x3), sum)
  }
  const coverage = max(<f32>0, min(<f32>1, f32x4.extract_lane(sum, 3)))
  const limit = f32x4.splat(coverage)
  return f32x4.min(f32x4.max(f32x4.replace_lane(sum, 3, coverage), f32x4.splat(0)), limit)
}

// @ts-ignore: decorator
@inline
function sampleLinear(a: WarpRows, sx: f64, sy: f64): v128 {
  const fx = floor<f64>(sx)
  const fy = floor<f64>(sy)
  const ix = <i32>fx
  const iy = <i32>fy
  // At the border, where taps lie outside, the bicubic sampler handles the few pixels.
  if (ix < 0 || iy < 0 || ix + 1 >= a.sourceWidth || iy + 1 >= a.sourceHeight) return sample(a, sx, sy)
  const row = <usize>a.sourceWidth * PIXEL
  const p = a.source + <usize>iy * row + <usize>ix * PIXEL
  const tx = f32x4.splat(<f32>(sx - fx))
  const above = mix(v128.load(p), v128.load(p, 16), tx)
  return mix(above, mix(v128.load(p + row), v128.load(p + row, 16), tx), f32x4.splat(<f32>(sy - fy)))
}

// @ts-ignore: decorator
@inline
function mix(a: v128, b: v128, share: v128): v128 {
  return madd(f32x4.sub(b, a), share, a)
}

// @ts-ignore: decorator
@inline
function line(p: usize, x0: v128, x1: v128, x2: v128, x3: v128): v128 {
  return f32x4.add(
    madd(x1, v128.load(p, 16), f32x4.mul(x0, v128.load(p))),
    madd(x3, v128.load(p, 48), f32x4.mul(x2, v128.load(p, 32))),
  )
}

/** A line of taps of which some lie outside, where the source is transparent. */
function edgeLine(a: WarpRows, ix: i32, iy: i32, x0: v128, x1: v128, x2: v128, x3: v128): v128 {
  const width = a.sourceWidth
  if (iy < 0 || iy >= a.sourceHeight) return f32x4.splat(0)
  const p = a.source + (<usize>iy * <usize>width) * PIXEL + <usize>(ix * PIXEL)
  let sum = f32x4.splat(0)
  if (ix >= 1 && ix <= width) sum = f32x4.mul(x0, v128.load(p - PIXEL))
  if (ix >= 0 && ix < width) sum = madd(x1, v128.load(p), sum)
  if (ix >= -1 && ix + 1 < width) sum = madd(x2, v128.load(p + PIXEL), sum)
  if (ix >= -2 && ix + 2 < width) sum = madd(x3, v128.load(p + 2 * PIXEL), sum)
  return sum
}
