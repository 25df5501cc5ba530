import { madd, PIXEL, scratchOf, splat } from './common'
import { Dct, forwardPair, inversePair } from './dct'

@unmanaged
class SymbolColumns {
  plan: usize
  plane: usize
  width: i32
  height: i32
  /** Three f32 tables by kx, then three by ky: the left-hand side's symbol is the sum of their products. */
  tablesX: usize
  tablesY: usize
  scratch: usize
  scratchBytes: usize
  scale: f32
}

/**
 * Divides cosine coefficients along x by the two-dimensional symbol: transform each column, divide, transform
 * back. Item i is the columns 2i and 2i + 1. The constant is set to zero: what is solved for has mean zero.
 */
export function solveSymbol(args: usize, from: i32, to: i32): void {
  const a = changetype<SymbolColumns>(args)
  const plan = changetype<Dct>(a.plan)
  const height = a.height
  const width = a.width
  const step = <usize>width * PIXEL
  const columnA = scratchOf(a.scratch, a.scratchBytes)
  const columnB = columnA + <usize>height * PIXEL
  const buffer = columnB + <usize>height * PIXEL
  const scale = f32x4.splat(a.scale)
  for (let i = from; i < to; i++) {
    const x = 2 * i
    const first = a.plane + <usize>x * PIXEL
    const second = x + 1 < width ? first + PIXEL : first
    forwardPair(plan, first, second, step, columnA, columnB, PIXEL, buffer)
    for (let side = 0; side < 2; side++) {
      const column = side ? columnB : columnA
      const tx = a.tablesX + 4 * <usize>(second == first ? x : x + side)
      const x0 = load<f32>(tx)
      const x1 = load<f32>(tx + 4 * width)
      const x2 = load<f32>(tx + 8 * width)
      for (let y = 0; y < height; y++) {
        const ty = a.tablesY + 4 * y
        const symbol = x0 * load<f32>(ty) + x1 * load<f32>(ty + 4 * height) + x2 * load<f32>(ty + 8 * height)
        const p = column + y * PIXEL
        v128.store(p, f32x4.div(f32x4.mul(scale, v128.load(p)), f32x4.splat(symbol)))
      }
    }
    if (x == 0) v128.store(columnA, f32x4.splat(0))
    inversePair(plan, columnA, columnB, PIXEL, first, second, step, buffer)
  }
}

/** Columns of one item of {@link solveTridiagonal}: enough for whole cache lines, few enough for the cache. */
const BLOCK: i32 = 8

@unmanaged
class TridiagonalColumns {
  plane: usize
  width: i32
  height: i32
  /** Off-diagonal h and dominance g = diagonal - 2 |h|, f32 tables by kx. */
  offDiagonal: usize
  dominance: usize
  scratch: usize
  scratchBytes: usize
  scale: f32
}

/**
 * Solves, for each cosine frequency along x, the tridiagonal system that is left along y: h on both sides of
 * the diagonal, and the diagonal plus h in the first and last row (symmetric extension). Item i is
 * {@link BLOCK} columns.
 *
 * A pivot is |h| + s with s >= 0 carried by itself: for low frequencies s is far below the rounding error of
 * |h| + s, and eliminating without it would lose the answer.
 */
export function solveTridiagonal(args: usize, from: i32, to: i32): void {
  const a = changetype<TridiagonalColumns>(args)
  const height = a.height
  const step = <usize>a.width * PIXEL
  const pivots = scratchOf(a.scratch, a.scratchBytes)
  const scale = f32x4.splat(a.scale)
  // Far from the object the solution decays towards zero; this keeps it out of the denormal numbers, which are slow.
  const tiny = f32x4.splat(1e-30)
  for (let i = from; i < to; i++) {
    const start = i * BLOCK
    const columns = min(BLOCK, a.width - start)
    // Column 0 is solved apart; its table entries keep the others' arithmetic harmless.
    if (start == 0) solveConstant(a)
    const skip = start == 0 ? 1 : 0
    const h = a.offDiagonal + 4 * <usize>start
    invertPivots(pivots, h, a.dominance + 4 * <usize>start, height)
    const first = a.plane + <usize>start * PIXEL
    for (let y = 0; y < height; y++) {
      const row = first + step * <usize>y
      const above = y ? pivots + 4 * BLOCK * <usize>(y - 1) : 0
      for (let c = skip; c < columns; c++) {
        const p = row + <usize>c * PIXEL
        let sum = madd(scale, v128.load(p), tiny)
        if (y) {
          const w = f32x4.splat(-load<f32>(h + 4 * c) * load<f32>(above + 4 * c))
          sum = madd(w, v128.load(p - step), sum)
        }
        v128.store(p, sum)
      }
    }
    for (let y = height - 1; y >= 0; y--) {
      const row = first + step * <usize>y
      const here = pivots + 4 * BLOCK * <usize>y
      for (let c = skip; c < columns; c++) {
        const p = row + <usize>c * PIXEL
        let sum = v128.load(p)
        if (y < height - 1) sum = f32x4.sub(sum, f32x4.mul(splat(h + 4 * c), v128.load(p + step)))
        v128.store(p, f32x4.mul(splat(here + 4 * c), sum))
      }
    }
  }
}

/** The reciprocal pivots of a block's columns, row by row. The tables of h and g are padded to whole blocks. */
function invertPivots(out: usize, tableH: usize, tableG: usize, height: i32): void {
  const one = f32x4.splat(1)
  for (let part: usize = 0; part < 4 * BLOCK; part += 16) {
    const h = v128.load(tableH + part)
    const g = v128.load(tableG + part)
    const size = f32x4.abs(h)
    const corner = f32x4.add(size, h)
    let s = f32x4.add(g, corner)
    let p = out + part
    for (let y = 1; y < height; y++, p += 4 * BLOCK) {
      const inverse = f32x4.div(one, f32x4.add(size, s))
      v128.store(p, inverse)
      s = madd(f32x4.mul(size, s), inverse, g)
    }
    // The last row has the extension's h on its diagonal too.
    v128.store(p, f32x4.div(one, f32x4.add(s, corner)))
  }
}

/**
 * The column kx = 0, in double precision and with its mean removed: with a weight near zero its system is
 * all but singular, and its constant must come out as exactly zero.
 */
function solveConstant(a: TridiagonalColumns): void {
  const height = a.height
  const step = <usize>a.width * PIXEL
  const h = <f64>load<f32>(a.offDiagonal)
  const g = <f64>load<f32>(a.dominance)
  const size = abs(h)
  // Two f64 a row, where the rest of the block will have eight f32.
  const pivots = scratchOf(a.scratch, a.scratchBytes)
  let s = g + size + h
  for (let y = 0; y < height; y++) {
    const last = y == height - 1
    const pivot = last ? s + size + h : size + s
    store<f64>(pivots + 16 * y, 1 / pivot)
    s = g + (size * s) / pivot
  }
  for (let lane = 0; lane < 4; lane++) {
    const column = a.plane + 4 * lane
    let mean: f64 = 0
    for (let y = 0; y < height; y++) mean += load<f32>(column + step * <usize>y)
    mean /= height
    let v: f64 = 0
    for (let y = 0; y < height; y++) {
      v = (<f64>load<f32>(column + step * <usize>y) - mean) * a.scale - (y ? h * load<f64>(pivots + 16 * (y - 1)) * v : 0)
      store<f64>(pivots + 16 * y, v, 8)
    }
    let u: f64 = 0
    for (let y = height - 1; y >= 0; y--) {
      u = load<f64>(pivots + 16 * y) * (load<f64>(pivots + 16 * y, 8) - (y == height - 1 ? 0 : h * u))
      store<f32>(column + step * <usize>y, <f32>u)
    }
  }
}
