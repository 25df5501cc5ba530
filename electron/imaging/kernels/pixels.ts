import { madd, PIXEL, scratchOf } from './common'
import { Resampling, resampleRow } from './resample'

/** Red, green and blue in [0, 1], lane 3 zero. `stride` bytes a pixel: 3 or 4 bytes, or a plane's 16. */
// @ts-ignore: decorator
@inline
export function loadColor(pointer: usize, stride: i32): v128 {
  if (stride == PIXEL) return f32x4.replace_lane(v128.load(pointer), 3, 0)
  const bytes = v128.load32_zero(pointer)
  const words = i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(bytes))
  return f32x4.mul(f32x4.convert_i32x4_s(words), f32x4(1.0 / 255, 1.0 / 255, 1.0 / 255, 0))
}

/** Clamps a colour to [0, 1] and rounds it to three bytes, which are returned too, in the low ones. */
// @ts-ignore: decorator
@inline
export function storeColor(out: usize, color: v128): i32 {
  const clamped = f32x4.min(f32x4.max(color, f32x4.splat(0)), f32x4.splat(1))
  // 2^23 has no fraction bits: adding it rounds, and leaves the integer in the low byte of each lane.
  const rounded = madd(clamped, f32x4.splat(255), f32x4.splat(8388608))
  const bytes = i32x4.extract_lane(
    i8x16.shuffle(rounded, rounded, 0, 4, 8, 12, 0, 4, 8, 12, 0, 4, 8, 12, 0, 4, 8, 12), 0,
  )
  store<u16>(out, <u16>bytes)
  store<u8>(out, <u8>(bytes >> 16), 2)
  return bytes
}

@unmanaged
class LoadRows {
  bytes: usize
  /** 3 or 4. */
  channels: i32
  width: i32
  /** One byte a pixel, multiplied into the coverage; 0 for none. */
  mask: usize
  /** Colours are multiplied by the coverage, or alpha and mask are ignored. */
  cover: i32
  plane: usize
  /** What a mask byte is multiplied by to lie in [0, 1]. */
  maskScale: f32
}

/** Bytes to a plane. Item i is row i. */
export function loadRows(args: usize, from: i32, to: i32): void {
  const a = changetype<LoadRows>(args)
  const width = <usize>a.width
  // Fields are read once: the compiler cannot know that the stores below leave them alone.
  const channels = <usize>a.channels
  const cover = a.cover
  const mask = a.mask
  const maskScale = a.maskScale
  const plane = a.plane
  let p = a.bytes + <usize>from * width * channels
  for (let i = <usize>from * width; i < <usize>to * width; i++, p += channels) {
    let color = loadColor(p, <i32>channels)
    if (cover) {
      let coverage: f32 = channels == 4 ? <f32>load<u8>(p, 3) * <f32>(1.0 / 255) : 1
      if (mask) coverage *= <f32>load<u8>(mask + i) * maskScale
      color = f32x4.mul(f32x4.replace_lane(color, 3, 1), f32x4.splat(coverage))
    }
    v128.store(plane + i * PIXEL, color)
  }
}

@unmanaged
class ComposeRows {
  background: usize
  stride: i32
  width: i32
  /** Planes that are added to the background, 0 for none: the object's difference, and the correction. */
  difference: usize
  correction: usize
  /** A resampling whose result is added too, 0 for none. */
  resampling: usize
  /** RGB bytes. */
  out: usize
  /** For each row, the first changed column and one past the last, as i32; (width, 0) for an unchanged row of bytes. */
  changed: usize
  scratch: usize
  scratchBytes: usize
}

/** Adds planes to a picture, clamps, and rounds to bytes. Item i is row i. */
export function composeRows(args: usize, from: i32, to: i32): void {
  const a = changetype<ComposeRows>(args)
  const width = a.width
  const row = <usize>width * PIXEL
  const added = scratchOf(a.scratch, a.scratchBytes)
  const r = changetype<Resampling>(a.resampling)
  // Fields are read once: the compiler cannot know that the stores below leave them alone.
  const stride = a.stride
  const isPlane = stride == PIXEL
  const difference = a.difference
  const correction = a.correction
  const hasAdded = a.resampling != 0
  for (let y = from; y < to; y++) {
    if (a.resampling) resampleRow(r, y, added + row, added)
    let first = width
    let last = 0
    let background = a.background + <usize>y * <usize>width * <usize>stride
    let out = a.out + 3 * <usize>y * <usize>width
    let at = row * <usize>y
    for (let x = 0; x < width; x++, background += stride, out += 3, at += PIXEL) {
      let sum = loadColor(background, stride)
      if (difference) sum = f32x4.add(sum, v128.load(difference + at))
      if (correction) sum = f32x4.add(sum, v128.load(correction + at))
      if (hasAdded) sum = f32x4.add(sum, v128.load(added + <usize>x * PIXEL))
      const color = storeColor(out, sum)
      if (isPlane || ((load<i32>(background) ^ color) & 0xffffff)) {
        if (x < first) first = x
        last = x + 1
      }
    }
    store<i32>(a.changed + 8 * y, first)
    store<i32>(a.changed + 8 * y, last, 4)
  }
}
