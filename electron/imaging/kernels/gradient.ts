import { madd, PIXEL, reflect, scratchOf } from './common'
import { Resampling, resampleRow } from './resample'

/** Pixels that rows are extended by on both sides: a gradient and its adjoint reach one pixel each. */
const PAD: i32 = 2
const NORMAL: i32 = 0
const ROBERTS: i32 = 1

@unmanaged
class DivergenceRows {
  /** Coverage times (object - photo), and coverage. */
  difference: usize
  width: i32
  height: i32
  /** 0 forward differences, 1 diagonal differences, 2 central differences smoothed across by (side, centre, side). */
  operator: i32
  /** The estimate that is to be corrected starts from the pasted object, or from the photo alone. */
  pasted: i32
  /** A resampling that is added to the estimate, 0 for none. */
  resampling: usize
  out: usize
  scratch: usize
  scratchBytes: usize
  side: f32
  centre: f32
}

/**
 * The right-hand side K^T (m K d - K t): d is object minus photo, m the least coverage under the gradient's
 * stencil (so no gradient crosses the object's edge, and nothing transparent is read), t the estimate minus
 * the photo. Pictures are extended symmetrically, gradients are taken and brought back by the adjoint, all on
 * the extended plane: the boundary needs no rule of its own. Item i is row i.
 */
export function divergenceRows(args: usize, from: i32, to: i32): void {
  const a = changetype<DivergenceRows>(args)
  const rows = scratchOf(a.scratch, a.scratchBytes)
  const row = <usize>(a.width + 2 * PAD) * PIXEL
  // Rings of four rows, by the two low bits of the row: d, t, horizontal and vertical gradients.
  const d = rows
  const t = rows + 4 * row
  const gx = rows + 8 * row
  const gy = rows + 12 * row
  const below = a.operator > ROBERTS ? 1 : 0
  const reach = a.operator > ROBERTS ? 1 : 0
  for (let j = from - 1 - reach; j <= from; j++) extendRow(a, j, d, t, row, rows + 16 * row)
  for (let j = from - 1; j < from + below; j++) {
    extendRow(a, j + 1, d, t, row, rows + 16 * row)
    gradientRow(a, j, d, t, gx, gy, row)
  }
  for (let y = from; y < to; y++) {
    extendRow(a, y + below + 1, d, t, row, rows + 16 * row)
    gradientRow(a, y + below, d, t, gx, gy, row)
    adjointRow(a, y, gx, gy, row)
  }
}

// @ts-ignore: decorator
@inline
function slot(ring: usize, j: i32, row: usize): usize {
  return ring + <usize>(j & 3) * row + PAD * PIXEL
}

/** Fills ring slot `j` with the rows of d and t that row `j` of the extended plane mirrors. */
function extendRow(a: DivergenceRows, j: i32, dRing: usize, tRing: usize, row: usize, scratch: usize): void {
  const y = reflect(j, a.height)
  const width = a.width
  const d = slot(dRing, j, row)
  const t = slot(tRing, j, row)
  const source = a.difference + <usize>y * <usize>width * PIXEL
  const bytes = <usize>width * PIXEL
  const pasted = a.pasted
  if (a.resampling) resampleRow(changetype<Resampling>(a.resampling), y, scratch, t)
  else memory.fill(t, 0, bytes)
  for (let x: usize = 0; x < bytes; x += PIXEL) {
    const p = v128.load(source + x)
    if (pasted) v128.store(t + x, f32x4.add(p, v128.load(t + x)))
    const coverage = f32x4.extract_lane(p, 3)
    if (coverage > 0) {
      const quotient = f32x4.mul(p, f32x4.splat(<f32>1 / coverage))
      v128.store(d + x, f32x4.replace_lane(quotient, 3, coverage))
    } else v128.store(d + x, f32x4.splat(0))
  }
  for (let x = 1; x <= PAD; x++) {
    const left = <usize>reflect(-x, width) * PIXEL
    const right = <usize>reflect(width - 1 + x, width) * PIXEL
    v128.store(d - x * PIXEL, v128.load(d + left))
    v128.store(t - x * PIXEL, v128.load(t + left))
    v128.store(d + bytes + (x - 1) * PIXEL, v128.load(d + right))
    v128.store(t + bytes + (x - 1) * PIXEL, v128.load(t + right))
  }
}

// @ts-ignore: decorator
@inline
function coverageOf(p: v128): v128 {
  return v128.shuffle<f32>(p, p, 3, 3, 3, 3)
}

/** m (dTo - dFrom) - (tTo - tFrom), with m the lesser coverage of the two. */
// @ts-ignore: decorator
@inline
function difference(dFrom: usize, dTo: usize, tFrom: usize, tTo: usize): v128 {
  const p = v128.load(dFrom)
  const q = v128.load(dTo)
  const m = coverageOf(f32x4.min(p, q))
  return f32x4.sub(f32x4.mul(m, f32x4.sub(q, p)), f32x4.sub(v128.load(tTo), v128.load(tFrom)))
}

function gradientRow(a: DivergenceRows, j: i32, dRing: usize, tRing: usize, gxRing: usize, gyRing: usize, row: usize): void {
  const width = a.width
  const d = slot(dRing, j, row)
  const dBelow = slot(dRing, j + 1, row)
  const t = slot(tRing, j, row)
  const tBelow = slot(tRing, j + 1, row)
  const gx = slot(gxRing, j, row)
  const gy = slot(gyRing, j, row)
  if (a.operator == NORMAL) {
    for (let x = -1; x < width; x++) {
      const p = <usize>(x * PIXEL)
      const q = p + PIXEL
      v128.store(gx + p, difference(d + p, d + q, t + p, t + q))
      v128.store(gy + p, difference(d + p, dBelow + p, t + p, tBelow + p))
    }
  } else if (a.operator == ROBERTS) {
    const scale = f32x4.splat(0.70710678118654752440)
    for (let x = -1; x < width; x++) {
      const p = <usize>(x * PIXEL)
      const q = p + PIXEL
      const m = f32x4.min(
        f32x4.min(v128.load(d + p), v128.load(d + q)), f32x4.min(v128.load(dBelow + p), v128.load(dBelow + q)),
      )
      const c = f32x4.mul(scale, coverageOf(m))
      v128.store(gx + p, f32x4.sub(
        f32x4.mul(c, f32x4.sub(v128.load(dBelow + q), v128.load(d + p))),
        f32x4.mul(scale, f32x4.sub(v128.load(tBelow + q), v128.load(t + p))),
      ))
      v128.store(gy + p, f32x4.sub(
        f32x4.mul(c, f32x4.sub(v128.load(dBelow + p), v128.load(d + q))),
        f32x4.mul(scale, f32x4.sub(v128.load(tBelow + p), v128.load(t + q))),
      ))
    }
  } else {
    const dAbove = slot(dRing, j - 1, row)
    const tAbove = slot(tRing, j - 1, row)
    const side = f32x4.splat(0.5 * a.side)
    const centre = f32x4.splat(0.5 * a.centre)
    for (let x = -1; x <= width; x++) {
      const p = <usize>(x * PIXEL)
      const m = coverageOf(f32x4.min(
        f32x4.min(lowest(dAbove + p), lowest(d + p)), lowest(dBelow + p),
      ))
      v128.store(gx + p, f32x4.sub(
        f32x4.mul(m, across(dAbove + p, d + p, dBelow + p, side, centre)),
        across(tAbove + p, t + p, tBelow + p, side, centre),
      ))
      v128.store(gy + p, f32x4.sub(
        f32x4.mul(m, f32x4.sub(along(dBelow + p, side, centre), along(dAbove + p, side, centre))),
        f32x4.sub(along(tBelow + p, side, centre), along(tAbove + p, side, centre)),
      ))
    }
  }
}

// @ts-ignore: decorator
@inline
function lowest(p: usize): v128 {
  return f32x4.min(f32x4.min(v128.load(p - PIXEL), v128.load(p)), v128.load(p + PIXEL))
}

/** Central difference along the row, smoothed over three rows. */
// @ts-ignore: decorator
@inline
function across(above: usize, here: usize, below: usize, side: v128, centre: v128): v128 {
  const sides = f32x4.add(
    f32x4.sub(v128.load(above + PIXEL), v128.load(above - PIXEL)),
    f32x4.sub(v128.load(below + PIXEL), v128.load(below - PIXEL)),
  )
  return madd(side, sides, f32x4.mul(centre, f32x4.sub(v128.load(here + PIXEL), v128.load(here - PIXEL))))
}

/** Smoothing along the row. */
// @ts-ignore: decorator
@inline
function along(p: usize, side: v128, centre: v128): v128 {
  return madd(side, f32x4.add(v128.load(p - PIXEL), v128.load(p + PIXEL)), f32x4.mul(centre, v128.load(p)))
}

/** The adjoint of each gradient, summed; lane 3 is zeroed. */
function adjointRow(a: DivergenceRows, y: i32, gxRing: usize, gyRing: usize, row: usize): void {
  const gx = slot(gxRing, y, row)
  const gy = slot(gyRing, y, row)
  const gxAbove = slot(gxRing, y - 1, row)
  const gyAbove = slot(gyRing, y - 1, row)
  const bytes = <usize>a.width * PIXEL
  const out = a.out + <usize>y * bytes
  if (a.operator == NORMAL) {
    for (let x: usize = 0; x < bytes; x += PIXEL)
      storeColor(out + x, f32x4.add(
        f32x4.sub(v128.load(gx + x - PIXEL), v128.load(gx + x)),
        f32x4.sub(v128.load(gyAbove + x), v128.load(gy + x)),
      ))
  } else if (a.operator == ROBERTS) {
    const scale = f32x4.splat(0.70710678118654752440)
    for (let x: usize = 0; x < bytes; x += PIXEL)
      storeColor(out + x, f32x4.mul(scale, f32x4.add(
        f32x4.sub(v128.load(gxAbove + x - PIXEL), v128.load(gx + x)),
        f32x4.sub(v128.load(gyAbove + x), v128.load(gy + x - PIXEL)),
      )))
  } else {
    const gxBelow = slot(gxRing, y + 1, row)
    const gyBelow = slot(gyRing, y + 1, row)
    const side = f32x4.splat(0.5 * a.side)
    const centre = f32x4.splat(0.5 * a.centre)
    for (let x: usize = 0; x < bytes; x += PIXEL)
      storeColor(out + x, f32x4.sub(
        f32x4.sub(along(gyAbove + x, side, centre), along(gyBelow + x, side, centre)),
        across(gxAbove + x, gx + x, gxBelow + x, side, centre),
      ))
  }
}

// @ts-ignore: decorator
@inline
function storeColor(pointer: usize, value: v128): void {
  v128.store(pointer, f32x4.replace_lane(value, 3, 0))
}
