import { PIXEL } from './common'
import { around, inverseAt, Level } from './level'

/** Steps to the boundary within which pixels are in the band along it. */
const REACH: i32 = 4

@unmanaged
class BandRows {
  level: Level
  /** A byte a pixel: steps along the row to the boundary, at most `REACH` + 1, 0 outside; rows are `stride` bytes apart. */
  near: usize
  stride: i32
  /** For each row as many i32 as it has pixels: columns in the band, of one colour from the front, of the other from the back. */
  columns: usize
  /** For each row two i32: how many there are of each colour. */
  counts: usize
}

/** Fills `near`. Item i is row i. */
export function nearRows(args: usize, from: i32, to: i32): void {
  const a = changetype<BandRows>(args)
  const l = a.level
  const most = REACH + 1
  for (let y = from; y < to; y++) {
    const near = a.near + <usize>(y * a.stride)
    const f = l.f + PIXEL * <usize>(y * l.width)
    memory.fill(near, <u8>most, a.stride)
    let steps = most
    for (let x = 0; x < l.width; x++) {
      steps = inverseAt(f + PIXEL * <usize>x) > 0 ? min(steps + 1, most) : 0
      store<u8>(near + x, <u8>steps)
    }
    for (let x = l.width - 1; x >= 0; x--) {
      steps = min(steps + 1, <i32>load<u8>(near + x))
      store<u8>(near + x, <u8>steps)
    }
  }
}

/** Lists the pixels that are at most `REACH` steps along rows and columns from the boundary. Item i is row i. */
export function bandRows(args: usize, from: i32, to: i32): void {
  const a = changetype<BandRows>(args)
  const l = a.level
  const limit = i8x16.splat(<i8>REACH)
  for (let y = from; y < to; y++) {
    const row = a.near + <usize>(y * a.stride)
    const columns = a.columns + 4 * <usize>(y * l.width)
    let front = 0
    let back = 0
    for (let x = 0; x < l.width; x += 16) {
      let steps = v128.load(row + x)
      for (let dy = max(1 - REACH, -y); dy < min(REACH, l.height - y); dy++)
        steps = i8x16.min_u(steps, i8x16.add(v128.load(row + x + dy * a.stride), i8x16.splat(<i8>abs(dy))))
      let bits = i8x16.bitmask(i8x16.le_u(steps, limit))
      for (let k = x; bits != 0 && k < l.width; k++, bits >>= 1) {
        if (!(bits & 1) || load<u8>(row + k) == 0) continue
        if ((k + y) & 1) store<i32>(columns + 4 * <usize>(l.width - (++back)), k)
        else store<i32>(columns + 4 * <usize>(front++), k)
      }
    }
    store<i32>(a.counts + 8 * <usize>y, front)
    store<i32>(a.counts + 8 * <usize>y, back, 4)
  }
}

@unmanaged
class RelaxBand {
  band: BandRows
  color: i32
}

/** `relaxRows` for one colour of the band alone. Item i is row i. */
export function relaxBand(args: usize, from: i32, to: i32): void {
  const a = changetype<RelaxBand>(args)
  const b = a.band
  const l = b.level
  for (let y = from; y < to; y++) {
    const count = load<i32>(b.counts + 8 * <usize>y + 4 * a.color)
    let column = b.columns + 4 * <usize>(y * l.width + (a.color ? l.width - count : 0))
    for (let k = 0; k < count; k++, column += 4) {
      const x = load<i32>(column)
      const at = <usize>(y * l.width + x)
      const f = l.f + PIXEL * at
      const u = l.u + PIXEL * at
      const inverse = inverseAt(f)
      const sum = f32x4.add(v128.load(f), around(l, u, l.weights ? l.weights + 8 * at : 0, x, y, inverse))
      v128.store(u, f32x4.replace_lane(f32x4.mul(sum, f32x4.splat(inverse)), 3, 0))
    }
  }
}
