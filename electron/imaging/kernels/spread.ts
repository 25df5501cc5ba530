import { PIXEL, splat } from './common'
import { storeColor } from './pixels'

// Colours that spread along the areas of a drawing: see `tools/translate/outlines.ts`. The drawing is a plane whose steps
// are the outlines, its guide; lanes that it does not need are zero.

/** Sum of the lanes of |x|. */
// @ts-ignore: decorator
@inline
function distance(x: v128): f32 {
  const size = f32x4.abs(x)
  const pairs = f32x4.add(size, v128.shuffle<f32>(size, size, 2, 3, 0, 1))
  return f32x4.extract_lane(pairs, 0) + f32x4.extract_lane(pairs, 1)
}

/** The largest lane of |x|. */
// @ts-ignore: decorator
@inline
function largest(x: v128): f32 {
  const size = f32x4.abs(x)
  const pairs = f32x4.max(size, v128.shuffle<f32>(size, size, 2, 3, 0, 1))
  return max(f32x4.extract_lane(pairs, 0), f32x4.extract_lane(pairs, 1))
}

@unmanaged
class GuideRows {
  bytes: usize
  /** 1, 3 or 4. */
  channels: i32
  width: i32
  /** The plane holds the brightness (ITU-R BT.601) in lane 0, or the colours. */
  brightness: i32
  guide: usize
  /** What is transparent shows paper of this brightness, from 0 to 1. */
  paper: f32
}

/** Bytes to a guide. Item i is row i. */
export function guideRows(args: usize, from: i32, to: i32): void {
  const a = changetype<GuideRows>(args)
  const channels = <usize>a.channels
  const green: usize = channels == 1 ? 0 : 1
  const blue: usize = channels == 1 ? 0 : 2
  const brightness = a.brightness
  const paper = a.paper
  const width = <usize>a.width
  let guide = a.guide + <usize>from * width * PIXEL
  const end = a.guide + <usize>to * width * PIXEL
  const scale: f32 = 1.0 / 255
  for (let p = a.bytes + <usize>from * width * channels; guide < end; p += channels, guide += PIXEL) {
    let color = f32x4(
      <f32>load<u8>(p) * scale, <f32>load<u8>(p + green) * scale, <f32>load<u8>(p + blue) * scale, 0,
    )
    if (channels == 4) {
      const alpha = <f32>load<u8>(p, 3) * scale
      const behind = f32x4.replace_lane(f32x4.splat((1 - alpha) * paper), 3, 0)
      color = f32x4.add(f32x4.mul(color, f32x4.splat(alpha)), behind)
    }
    if (brightness)
      color = f32x4(distance(f32x4.mul(color, f32x4(0.299, 0.587, 0.114, 0))), 0, 0, 0)
    v128.store(guide, color)
  }
}

@unmanaged
class TrustRows {
  guide: usize
  width: i32
  /** In: colours. Out: with how much they are trusted in lane 3. */
  plain: usize
  /** In: the guide as the network saw it. Out: colours times what they count for, and that. */
  mixed: usize
  /** Trust by how far the guide is from what was seen, `fine` + 1 numbers for 0 to 1. */
  trusts: usize
  /** Out: how large the guide's step is to the pixel before and above, u16, in units of 1 / `fine`; 0 without one. */
  across: usize
  down: usize
  fine: f32
  /** What every colour counts for beside its trust. */
  minWeight: f32
}

/** Item i is row i. */
export function trustRows(args: usize, from: i32, to: i32): void {
  const a = changetype<TrustRows>(args)
  const width = <usize>a.width
  const row = width * PIXEL
  // Fields are read once: the compiler cannot know that the stores below leave them alone.
  const guide = a.guide
  const plain = a.plain
  const mixed = a.mixed
  const trusts = a.trusts
  const across = a.across
  const down = a.down
  const fine = a.fine
  const minWeight = a.minWeight
  for (let y = <usize>from; y < <usize>to; y++)
    for (let x: usize = 0; x < width; x++) {
      const i = y * width + x
      const at = i * PIXEL
      const here = v128.load(guide + at)
      const off = min(fine, fine * largest(f32x4.sub(here, v128.load(mixed + at))) + 0.5)
      const trust = load<f32>(trusts + 4 * <usize>off)
      const color = v128.load(plain + at)
      v128.store(plain + at, f32x4.replace_lane(color, 3, trust))
      v128.store(mixed + at, f32x4.mul(f32x4.replace_lane(color, 3, 1), f32x4.splat(minWeight + trust)))
      const before = x ? fine * distance(f32x4.sub(here, v128.load(guide + at - PIXEL))) + 0.5 : 0
      const above = y ? fine * distance(f32x4.sub(here, v128.load(guide + at - row))) + 0.5 : 0
      store<u16>(across + 2 * i, <u16>before)
      store<u16>(down + 2 * i, <u16>above)
    }
}

@unmanaged
class Spread {
  mixed: usize
  width: i32
  height: i32
  /** Steps of the guide along the way. */
  ways: usize
  /** f32: what of its neighbour a pixel takes on, by the step to it. */
  shares: usize
}

// @ts-ignore: decorator
@inline
function toward(from: v128, to: v128, share: v128): v128 {
  return f32x4.add(from, f32x4.mul(share, f32x4.sub(to, from)))
}

/** There and back again over rows. Item i is row i. */
export function spreadAcross(args: usize, from: i32, to: i32): void {
  const a = changetype<Spread>(args)
  const width = <usize>a.width
  const shares = a.shares
  for (let y = <usize>from; y < <usize>to; y++) {
    const row = a.mixed + y * width * PIXEL
    const ways = a.ways + 2 * y * width
    let last = v128.load(row)
    for (let x: usize = 1; x < width; x++) {
      last = toward(v128.load(row + x * PIXEL), last, splat(shares + 4 * <usize>load<u16>(ways + 2 * x)))
      v128.store(row + x * PIXEL, last)
    }
    for (let x = width - 1; x > 0; x--) {
      last = toward(v128.load(row + (x - 1) * PIXEL), last, splat(shares + 4 * <usize>load<u16>(ways + 2 * x)))
      v128.store(row + (x - 1) * PIXEL, last)
    }
  }
}

/** Columns that are gone down together, so that memory is read along rows. */
const BLOCK: usize = 32

/** Down and up again over columns. Item i is the block i of {@link BLOCK} columns. */
export function spreadDown(args: usize, from: i32, to: i32): void {
  const a = changetype<Spread>(args)
  const width = <usize>a.width
  const row = width * PIXEL
  const shares = a.shares
  const first = <usize>from * BLOCK
  const count = min(<usize>to * BLOCK, width) - first
  const height = <usize>a.height
  for (let y: usize = 1; y < height; y++)
    stepRow(a.mixed + y * row + first * PIXEL, a.ways + 2 * (y * width + first), shares, count, row, false)
  for (let y = height - 1; y > 0; y--)
    stepRow(a.mixed + y * row + first * PIXEL, a.ways + 2 * (y * width + first), shares, count, row, true)
}

/** Brings a row towards the one above it, or that one towards it. */
// @ts-ignore: decorator
@inline
function stepRow(at: usize, way: usize, shares: usize, count: usize, row: usize, up: bool): void {
  for (const end = at + count * PIXEL; at < end; at += PIXEL, way += 2) {
    const share = splat(shares + 4 * <usize>load<u16>(way))
    if (up) v128.store(at - row, toward(v128.load(at - row), v128.load(at), share))
    else v128.store(at, toward(v128.load(at), v128.load(at - row), share))
  }
}

@unmanaged
class MergeRows {
  plain: usize
  mixed: usize
  width: i32
  /** RGB bytes. */
  out: usize
}

/** Colours as they are where they are trusted, and as they spread elsewhere, to bytes. Item i is row i. */
export function mergeRows(args: usize, from: i32, to: i32): void {
  const a = changetype<MergeRows>(args)
  const width = <usize>a.width
  const plain = a.plain
  const mixed = a.mixed
  let out = a.out + 3 * <usize>from * width
  const end = <usize>to * width * PIXEL
  for (let at = <usize>from * width * PIXEL; at < end; at += PIXEL, out += 3) {
    const color = v128.load(plain + at)
    const spread = v128.load(mixed + at)
    const trust = f32x4.extract_lane(color, 3)
    const share = (<f32>1 - trust) / f32x4.extract_lane(spread, 3)
    storeColor(
      out, f32x4.add(f32x4.mul(color, f32x4.splat(trust)), f32x4.mul(spread, f32x4.splat(share))),
    )
  }
}

@unmanaged
class InkRows {
  /** Brightness of the drawing in lane 0. */
  guide: usize
  width: i32
  /** Colours of the ink, a plane; 0 for none. */
  ink: usize
  /** RGB bytes: in, the areas; out, what is left of them between the lines, and the ink. */
  colors: usize
}

/** Draws lines over areas. Item i is row i. */
export function inkRows(args: usize, from: i32, to: i32): void {
  const a = changetype<InkRows>(args)
  const width = <usize>a.width
  const guide = a.guide
  const ink = a.ink
  const scale = f32x4.splat(1.0 / 255)
  const end = <usize>to * width
  let colors = a.colors + 3 * <usize>from * width
  for (let i = <usize>from * width; i < end; i++, colors += 3) {
    const bright = f32x4.extract_lane(v128.load(guide + i * PIXEL), 0)
    if (bright == 1) continue
    const area = f32x4(<f32>load<u8>(colors), <f32>load<u8>(colors, 1), <f32>load<u8>(colors, 2), 0)
    let color = f32x4.mul(area, f32x4.mul(scale, f32x4.splat(bright)))
    if (ink) color = f32x4.add(color, f32x4.mul(v128.load(ink + i * PIXEL), f32x4.splat(<f32>1 - bright)))
    storeColor(colors, color)
  }
}
