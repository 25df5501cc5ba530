import { madd, PIXEL, scratchOf, splat } from './common'

/**
 * A separable resampling from one grid to another. Each output pixel is a weighted run of source pixels: run
 * starts are i32, weights `taps` f32 an output pixel, boundaries already folded in (`taps.ts`).
 */
@unmanaged
export class Resampling {
  source: usize
  sourceWidth: i32
  width: i32
  startsX: usize
  weightsX: usize
  tapsX: i32
  startsY: usize
  weightsY: usize
  tapsY: i32
}

/** Writes output row `y` to `out`; `scratch` holds a row of the source. */
export function resampleRow(r: Resampling, y: i32, scratch: usize, out: usize): void {
  resamplePart(r, y, 0, r.width, scratch, out)
}

/** Writes the pixels `from` to `to` of output row `y` to their places in `out`. */
function resamplePart(r: Resampling, y: i32, from: i32, to: i32, scratch: usize, out: usize): void {
  if (from >= to) return
  const row = <usize>r.sourceWidth * PIXEL
  const first = <usize>load<i32>(r.startsX + 4 * <usize>from) * PIXEL
  const end = <usize>(load<i32>(r.startsX + 4 * <usize>(to - 1)) + r.tapsX) * PIXEL
  const source = r.source + row * <usize>load<i32>(r.startsY + 4 * y) + first
  const weightsY = r.weightsY + 4 * <usize>(y * r.tapsY)
  if (r.tapsY == 4) sumRows4(source, row, end - first, weightsY, scratch + first)
  else sumRows(source, row, end - first, weightsY, r.tapsY, scratch + first)
  if (r.tapsX == 4) sumRuns4(scratch, r, from, to, out + <usize>from * PIXEL)
  else sumRuns(scratch, r, from, to, out + <usize>from * PIXEL)
}

function sumRows(source: usize, row: usize, bytes: usize, weights: usize, taps: i32, out: usize): void {
  for (let x: usize = 0; x < bytes; x += PIXEL) {
    let sum = f32x4.mul(splat(weights), v128.load(source + x))
    for (let t = 1; t < taps; t++)
      sum = madd(splat(weights + 4 * t), v128.load(source + x + row * <usize>t), sum)
    v128.store(out + x, sum)
  }
}

/** Four taps are what enlarging takes, everywhere but at the borders of tiny pictures. */
function sumRows4(source: usize, row: usize, bytes: usize, weights: usize, out: usize): void {
  const w0 = splat(weights)
  const w1 = splat(weights + 4)
  const w2 = splat(weights + 8)
  const w3 = splat(weights + 12)
  for (const end = source + bytes; source < end; source += PIXEL, out += PIXEL) {
    const sum = madd(w1, v128.load(source + row), f32x4.mul(w0, v128.load(source)))
    v128.store(out, madd(w3, v128.load(source + 3 * row), madd(w2, v128.load(source + 2 * row), sum)))
  }
}

function sumRuns(source: usize, r: Resampling, first: i32, last: i32, out: usize): void {
  const taps = r.tapsX
  let weights = r.weightsX + 4 * <usize>(first * taps)
  const end = r.startsX + 4 * <usize>last
  for (let start = r.startsX + 4 * <usize>first; start < end; start += 4, out += PIXEL) {
    const from = source + <usize>load<i32>(start) * PIXEL
    let sum = f32x4.splat(0)
    for (let t = 0; t < taps; t++, weights += 4)
      sum = madd(splat(weights), v128.load(from + t * PIXEL), sum)
    v128.store(out, sum)
  }
}

function sumRuns4(source: usize, r: Resampling, first: i32, last: i32, out: usize): void {
  let weights = r.weightsX + 16 * <usize>first
  const end = r.startsX + 4 * <usize>last
  for (let start = r.startsX + 4 * <usize>first; start < end; start += 4, weights += 16, out += PIXEL) {
    const from = source + <usize>load<i32>(start) * PIXEL
    const w = v128.load(weights)
    const low = madd(
      v128.shuffle<f32>(w, w, 1, 1, 1, 1), v128.load(from, 16),
      f32x4.mul(v128.shuffle<f32>(w, w, 0, 0, 0, 0), v128.load(from)),
    )
    const high = madd(
      v128.shuffle<f32>(w, w, 3, 3, 3, 3), v128.load(from, 48),
      f32x4.mul(v128.shuffle<f32>(w, w, 2, 2, 2, 2), v128.load(from, 32)),
    )
    v128.store(out, f32x4.add(low, high))
  }
}

@unmanaged
class ResampleRows {
  resampling: usize
  out: usize
  /** Added to the result; 0 for none. May be `out` itself. */
  add: usize
  /** Output pixels outside [left, right) x [top, bottom) see nothing but zeros. */
  left: i32
  top: i32
  right: i32
  bottom: i32
  scratch: usize
  scratchBytes: usize
}

/** Resamples a plane. Item i is output row i. */
export function resampleRows(args: usize, from: i32, to: i32): void {
  const a = changetype<ResampleRows>(args)
  const r = changetype<Resampling>(a.resampling)
  const row = <usize>r.width * PIXEL
  const scratch = scratchOf(a.scratch, a.scratchBytes)
  const result = scratch + <usize>r.sourceWidth * PIXEL
  for (let y = from; y < to; y++) {
    const out = a.out + row * <usize>y
    if (!a.add) {
      if (y < a.top || y >= a.bottom) {
        memory.fill(out, 0, row)
        continue
      }
      memory.fill(out, 0, <usize>a.left * PIXEL)
      resamplePart(r, y, a.left, a.right, scratch, out)
      memory.fill(out + <usize>a.right * PIXEL, 0, row - <usize>a.right * PIXEL)
      continue
    }
    resampleRow(r, y, scratch, result)
    const add = a.add + row * <usize>y
    for (let x: usize = 0; x < row; x += PIXEL)
      v128.store(out + x, f32x4.add(v128.load(result + x), v128.load(add + x)))
  }
}
