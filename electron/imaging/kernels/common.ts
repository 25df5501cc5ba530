// AssemblyScript. A pixel is one v128: red, green, blue and coverage as four f32 lanes, so that every kernel
// works on all channels at once, needs no alignment of rows, and runs alike along rows and columns.
//
// Every exported task has the form (args, from, to): a pointer to its arguments in the shared memory, and the
// range of items (rows, row pairs, column blocks) that this thread is to do. Tasks touch disjoint items, so
// they need no locks.

/** Bytes of a pixel. */
export const PIXEL: i32 = 16

let threadIndex: i32 = 0

/** Each thread has an instance of its own over the one memory; its index picks its scratch. */
export function setThread(index: i32): void {
  threadIndex = index
}

export function scratchOf(base: usize, bytesPerThread: usize): usize {
  return base + bytesPerThread * <usize>threadIndex
}

/** Half-sample symmetric extension: the index in [0, n) that `i` mirrors to. */
export function reflect(i: i32, n: i32): i32 {
  const period = 2 * n
  i %= period
  if (i < 0) i += period
  return i < n ? i : period - 1 - i
}

// @ts-ignore: decorator
@inline
export function splat(pointer: usize): v128 {
  return v128.load_splat<f32>(pointer)
}

// @ts-ignore: decorator
@inline
export function madd(a: v128, b: v128, c: v128): v128 {
  return f32x4.add(f32x4.mul(a, b), c)
}
