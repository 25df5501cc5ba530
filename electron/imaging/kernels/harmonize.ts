import { madd, PIXEL, scratchOf } from './common'
import { loadColor } from './pixels'
import { Resampling, resampleRow } from './resample'

@unmanaged
class HarmonizeRows {
  photo: usize
  stride: i32
  width: i32
  /** Coverage times (object - photo), and the coverage: becomes that of the harmonised object. */
  difference: usize
  /** Six vectors: what red, green and blue each add, a shift, and the gains along u and along v. */
  transform: usize
  /** u of column 0 and its step, v of row 0 and its step, grain, and its seed: six f32. */
  place: usize
  /** A resampling whose lane 3 is how far the photo is darkened where the object is not; 0 for none. */
  shadow: usize
  scratch: usize
  scratchBytes: usize
}

/** Within this of black and of white nothing is known of a colour any more, and it stays. */
const CLIPPED: f32 = 0.05

/** 1 in the middle of the range, falling smoothly to 0 where all channels are clipped, at either end. */
// @ts-ignore: decorator
@inline
function known(r: f32, g: f32, b: f32): f32 {
  const low = min<f32>(r, min<f32>(g, b))
  const high = max<f32>(r, max<f32>(g, b))
  const room = max<f32>(0, min<f32>(1, min<f32>(1 - low, high) / CLIPPED))
  return room * room * (3 - 2 * room)
}

/** About normal, of deviation 1, from the place and a seed alone. */
// @ts-ignore: decorator
@inline
function grainAt(x: i32, y: i32, seed: i32): f32 {
  let h: u32 = (<u32>x * 0x9e3779b1) ^ (<u32>y * 0x85ebca6b) ^ (<u32>seed * 0xc2b2ae35)
  let sum: f32 = 0
  for (let k = 0; k < 4; k++) {
    h ^= h >> 16
    h *= 0x7feb352d
    h ^= h >> 15
    h *= 0x846ca68b
    h ^= h >> 16
    sum += <f32>(h & 0xffff) * <f32>(1.0 / 65535) - 0.5
  }
  return sum * 1.7320508
}

/** Changes an object's colours by one linear transform and gains that vary over it; lays its shadow on the photo. Item i is row i. */
export function harmonizeRows(args: usize, from: i32, to: i32): void {
  const a = changetype<HarmonizeRows>(args)
  const width = a.width
  const stride = a.stride
  const t = a.transform
  const red = v128.load(t)
  const green = v128.load(t, 16)
  const blue = v128.load(t, 32)
  const shift = v128.load(t, 48)
  const tiltX = v128.load(t, 64)
  const tiltY = v128.load(t, 80)
  const p = a.place
  const u0 = load<f32>(p)
  const du = load<f32>(p, 4)
  const v0 = load<f32>(p, 8)
  const dv = load<f32>(p, 12)
  const grain = load<f32>(p, 16)
  const seed = <i32>load<f32>(p, 20)
  const shadow = changetype<Resampling>(a.shadow)
  const hasShadow = a.shadow != 0
  const shade = scratchOf(a.scratch, a.scratchBytes)
  const zero = f32x4.splat(0)
  const one = f32x4.splat(1)
  for (let y = from; y < to; y++) {
    if (hasShadow) resampleRow(shadow, y, shade + <usize>width * PIXEL, shade)
    let photo = a.photo + <usize>y * <usize>width * <usize>stride
    let at = a.difference + <usize>y * <usize>width * PIXEL
    const down = f32x4.mul(tiltY, f32x4.splat(v0 + dv * <f32>y))
    for (let x = 0; x < width; x++, photo += stride, at += PIXEL) {
      const difference = v128.load(at)
      const coverage = f32x4.extract_lane(difference, 3)
      if (coverage <= 0 && !hasShadow) continue
      const below = loadColor(photo, stride)
      let changed = difference
      if (coverage > 0) {
        const color = madd(difference, f32x4.splat(1 / coverage), below)
        const r = f32x4.extract_lane(color, 0)
        const g = f32x4.extract_lane(color, 1)
        const b = f32x4.extract_lane(color, 2)
        let change = madd(red, f32x4.splat(r), shift)
        change = madd(green, f32x4.splat(g), change)
        change = madd(blue, f32x4.splat(b), change)
        const tilt = madd(tiltX, f32x4.splat(u0 + du * <f32>x), down)
        change = madd(tilt, color, change)
        let wanted = madd(change, f32x4.splat(known(r, g, b)), color)
        if (grain > 0) wanted = f32x4.add(wanted, f32x4.splat(grain * grainAt(x, y, seed)))
        wanted = f32x4.min(f32x4.max(wanted, zero), one)
        changed = f32x4.mul(f32x4.sub(wanted, below), f32x4.splat(coverage))
      }
      if (hasShadow) {
        const dark = load<f32>(shade + <usize>x * PIXEL, 12) * (1 - min<f32>(1, max<f32>(0, coverage)))
        changed = madd(below, f32x4.splat(-dark), changed)
      }
      v128.store(at, f32x4.replace_lane(changed, 3, coverage))
    }
  }
}
