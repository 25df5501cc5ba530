import { madd, PIXEL } from './common'

@unmanaged
class CombineRows {
  out: usize
  /** Planes, and the four factors of each; `a` may be 0 for none. */
  a: usize
  factorsA: usize
  b: usize
  factorsB: usize
  /** A plane: the result is zero where its lane 3 is at most `threshold`. */
  mask: usize
  width: i32
  /** For each row, four f32: the largest |factor b|. */
  peaks: usize
  threshold: f32
}

/** out = factorsA a + factorsB b, each channel with factors of its own; lane 3 is zeroed. Item i is row i. */
export function combineRows(args: usize, from: i32, to: i32): void {
  const c = changetype<CombineRows>(args)
  const row = <usize>c.width * PIXEL
  const scaleA = c.a ? v128.load(c.factorsA) : f32x4.splat(0)
  const scaleB = v128.load(c.factorsB)
  for (let y = from; y < to; y++) {
    let peak = f32x4.splat(0)
    for (let at = row * <usize>y, end = at + row; at < end; at += PIXEL) {
      if (load<f32>(c.mask + at, 12) <= c.threshold) {
        v128.store(c.out + at, f32x4.splat(0))
        continue
      }
      const b = f32x4.mul(scaleB, v128.load(c.b + at))
      peak = f32x4.max(peak, f32x4.abs(b))
      const sum = c.a ? madd(scaleA, v128.load(c.a + at), b) : b
      v128.store(c.out + at, f32x4.replace_lane(sum, 3, 0))
    }
    v128.store(c.peaks + PIXEL * <usize>y, peak)
  }
}

@unmanaged
class DotRows {
  a: usize
  b: usize
  mask: usize
  width: i32
  /** For each row, four f32. */
  sums: usize
  threshold: f32
}

/** The inner products of two planes' channels where the mask's lane 3 is above `threshold`, row by row. Item i is row i. */
export function dotRows(args: usize, from: i32, to: i32): void {
  const d = changetype<DotRows>(args)
  const row = <usize>d.width * PIXEL
  for (let y = from; y < to; y++) {
    let sum = f32x4.splat(0)
    for (let at = row * <usize>y, end = at + row; at < end; at += PIXEL)
      if (load<f32>(d.mask + at, 12) > d.threshold) sum = madd(v128.load(d.a + at), v128.load(d.b + at), sum)
    v128.store(d.sums + PIXEL * <usize>y, sum)
  }
}
