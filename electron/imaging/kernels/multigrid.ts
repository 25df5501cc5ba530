import { madd, PIXEL } from './common'
import { around, inverseAt, Level } from './level'

/** Rows of an item of {@link relaxRows}. */
const BLOCK: i32 = 32

@unmanaged
class RelaxRows {
  level: Level
  /** The colour of the chessboard that is done first. */
  first: i32
  /** 1 for the rows that the first pass had to leave, since they see other items' rows. */
  pass: i32
  /** For each item, four f32: the largest change; 0 for none. */
  peaks: usize
}

/**
 * Gauss and Seidel's method over a chessboard: first the pixels of one colour, then those of the other, a row behind, so
 * that each is in the cache when it is needed. Item i is {@link BLOCK} rows. A second pass does the second colour of the
 * first and last row of each item, so that the outcome does not depend on the order of items.
 */
export function relaxRows(args: usize, from: i32, to: i32): void {
  const a = changetype<RelaxRows>(args)
  const l = a.level
  const second = 1 - a.first
  for (let i = from; i < to; i++) {
    const start = i * BLOCK
    const end = min(start + BLOCK, l.height)
    let peak = f32x4.splat(0)
    if (a.pass) {
      if (start > 0) peak = relaxRow(l, start, second, peak)
      if (end < l.height && (end - 1 > start || start == 0)) peak = relaxRow(l, end - 1, second, peak)
      if (a.peaks) peak = f32x4.max(peak, v128.load(a.peaks + PIXEL * <usize>i))
    } else
      for (let y = start; y <= end; y++) {
        if (y < end) peak = relaxRow(l, y, a.first, peak)
        const behind = y - 1
        const seesAll = (behind > start || start == 0) && (behind < end - 1 || end == l.height)
        if (behind >= start && seesAll) peak = relaxRow(l, behind, second, peak)
      }
    if (a.peaks) v128.store(a.peaks + PIXEL * <usize>i, peak)
  }
}

/** @returns the largest change so far */
function relaxRow(l: Level, y: i32, color: i32, most: v128): v128 {
  let peak = most
  const offset = <usize>(y * l.width)
  const weights = l.weights
  for (let x = (y + color) & 1; x < l.width; x += 2) {
    const at = offset + <usize>x
    const f = l.f + PIXEL * at
    const inverse = inverseAt(f)
    if (inverse == 0) continue
    const u = l.u + PIXEL * at
    const sum = f32x4.add(v128.load(f), around(l, u, weights ? weights + 8 * at : 0, x, y, inverse))
    const next = f32x4.replace_lane(f32x4.mul(sum, f32x4.splat(inverse)), 3, 0)
    peak = f32x4.max(peak, f32x4.abs(f32x4.sub(next, v128.load(u))))
    v128.store(u, next)
  }
  return peak
}

@unmanaged
class BetweenLevels {
  fine: Level
  coarse: Level
  /** For each fine row, four f32: the largest change; 0 for none. */
  peaks: usize
}

/** What an estimate leaves to do, summed over cells, and nothing done of it yet. Item i is row i of cells. */
export function restrictRows(args: usize, from: i32, to: i32): void {
  const a = changetype<BetweenLevels>(args)
  const l = a.fine
  const c = a.coarse
  for (let y = from; y < to; y++) {
    for (let x = 0; x < c.width; x++) {
      let sum = f32x4.splat(0)
      for (let py = 2 * y; py < min(2 * y + 2, l.height); py++)
        for (let px = 2 * x; px < min(2 * x + 2, l.width); px++) {
          const at = <usize>(py * l.width + px)
          const inverse = inverseAt(l.f + PIXEL * at)
          if (inverse == 0) continue
          const u = l.u + PIXEL * at
          const beside = around(l, u, l.weights ? l.weights + 8 * at : 0, px, py, inverse)
          const done = f32x4.mul(f32x4.splat(1 / inverse), v128.load(u))
          sum = f32x4.add(sum, f32x4.sub(f32x4.add(v128.load(l.f + PIXEL * at), beside), done))
        }
      const at = PIXEL * <usize>(y * c.width + x)
      v128.store(c.f + at, f32x4.replace_lane(sum, 3, inverseAt(c.f + at)))
      v128.store(c.u + at, f32x4.splat(0))
    }
  }
}

/** Adds what cells found to the pixels inside, between their centres bilinearly. Item i is fine row i. */
export function prolongRows(args: usize, from: i32, to: i32): void {
  const a = changetype<BetweenLevels>(args)
  const l = a.fine
  const c = a.coarse
  const row = <usize>c.width * PIXEL
  const quarter = f32x4.splat(0.25)
  const rest = f32x4.splat(0.75)
  for (let y = from; y < to; y++) {
    let peak = f32x4.splat(0)
    const near = c.u + row * <usize>(y >> 1)
    const far = c.u + row * <usize>beyond(y, c.height)
    for (let x = 0; x < l.width; x++) {
      const at = PIXEL * <usize>(y * l.width + x)
      if (inverseAt(l.f + at) == 0) continue
      const here = PIXEL * <usize>(x >> 1)
      const there = PIXEL * <usize>beyond(x, c.width)
      const left = madd(rest, v128.load(near + here), f32x4.mul(quarter, v128.load(far + here)))
      const right = madd(rest, v128.load(near + there), f32x4.mul(quarter, v128.load(far + there)))
      const change = madd(rest, left, f32x4.mul(quarter, right))
      peak = f32x4.max(peak, f32x4.abs(change))
      v128.store(l.u + at, f32x4.add(v128.load(l.u + at), change))
    }
    if (a.peaks) v128.store(a.peaks + PIXEL * <usize>y, peak)
  }
}

/** The cell that comes second for pixel `i`: on the side of its own on which the pixel lies. */
// @ts-ignore: decorator
@inline
function beyond(i: i32, cells: i32): i32 {
  const cell = i >> 1
  return max(0, min(cells - 1, i & 1 ? cell + 1 : cell - 1))
}
