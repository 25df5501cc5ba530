import type { BlendMode } from '../document/index.ts'
import { type NonSeparableMode, nonSeparable } from './nonSeparable.ts'
import { blendTable, isSeparable, type SeparableMode } from './separable.ts'

/**
 * Rules of this folder: pure functions over straight (not premultiplied) RGBA bytes, colours mixed in sRGB as
 * Photoshop and Canvas do. With alphas ab, as and blend function B, W3C Compositing section 5.8 and PSD agree:
 *
 *     ao = ab + as - ab as
 *     ao Co = (1 - as) ab Cb + (1 - ab) as Cs + ab as B(Cb, Cs)
 */
type Bytes = Uint8ClampedArray

/** Where a run of pixels lies in the document; dissolve's grain is fixed to it. */
export interface Place {
  readonly x: number
  readonly y: number
}

/**
 * Blends `count` pixels of `source`, from byte `from`, onto `target`, at byte `to`.
 *
 * @param opacity of the source, 0 to 1
 * @param mode `pass-through` counts as normal: it says how a group is composited, not how pixels mix
 */
export function blend(
  mode: BlendMode,
  target: Bytes,
  to: number,
  source: Bytes,
  from: number,
  count: number,
  opacity: number,
  place: Place,
): void {
  if (mode === 'normal' || mode === 'pass-through') over(target, to, source, from, count, opacity)
  else if (mode === 'dissolve') dissolve(target, to, source, from, count, opacity, place)
  else if (isSeparable(mode)) blendSeparable(mode, target, to, source, from, count, opacity)
  else blendColors(mode, target, to, source, from, count, opacity)
}

/** Normal mode: B(Cb, Cs) = Cs. */
function over(target: Bytes, to: number, source: Bytes, from: number, count: number, opacity: number): void {
  for (const end = from + 4 * count; from < end; from += 4, to += 4) {
    const as = (source[from + 3]! / 255) * opacity
    if (as === 0) continue
    if (as === 1) {
      target[to] = source[from]!
      target[to + 1] = source[from + 1]!
      target[to + 2] = source[from + 2]!
      target[to + 3] = 255
      continue
    }
    const ab = target[to + 3]! / 255
    const ao = ab + as - ab * as
    const share = as / ao
    for (let k = 0; k < 3; k++) {
      const cb = target[to + k]!
      target[to + k] = cb + share * (source[from + k]! - cb)
    }
    target[to + 3] = ao * 255
  }
}

function blendSeparable(
  mode: SeparableMode,
  target: Bytes,
  to: number,
  source: Bytes,
  from: number,
  count: number,
  opacity: number,
): void {
  const table = blendTable(mode)
  for (const end = from + 4 * count; from < end; from += 4, to += 4) {
    const as = (source[from + 3]! / 255) * opacity
    if (as === 0) continue
    const ab = target[to + 3]! / 255
    const ao = ab + as - ab * as
    const backdropShare = ((1 - as) * ab) / ao
    const sourceShare = ((1 - ab) * as) / ao
    const bothShare = (ab * as) / ao
    for (let k = 0; k < 3; k++) {
      const cb = target[to + k]!
      const cs = source[from + k]!
      target[to + k] = backdropShare * cb + sourceShare * cs + bothShare * table[(cb << 8) | cs]!
    }
    target[to + 3] = ao * 255
  }
}

const mixed = new Float64Array(3)

function blendColors(
  mode: NonSeparableMode,
  target: Bytes,
  to: number,
  source: Bytes,
  from: number,
  count: number,
  opacity: number,
): void {
  const mix = nonSeparable[mode]
  for (const end = from + 4 * count; from < end; from += 4, to += 4) {
    const as = (source[from + 3]! / 255) * opacity
    if (as === 0) continue
    const ab = target[to + 3]! / 255
    const ao = ab + as - ab * as
    const backdropShare = ((1 - as) * ab) / ao
    const sourceShare = ((1 - ab) * as) / ao
    const bothShare = (ab * as) / ao
    mix(
      mixed,
      target[to]!,
      target[to + 1]!,
      target[to + 2]!,
      source[from]!,
      source[from + 1]!,
      source[from + 2]!,
    )
    for (let k = 0; k < 3; k++)
      target[to + k] =
        backdropShare * target[to + k]! + sourceShare * source[from + k]! + bothShare * mixed[k]!
    target[to + 3] = ao * 255
  }
}

/** A pixel shows fully or not at all, with its alpha as the probability, decided by its place alone. */
function dissolve(
  target: Bytes,
  to: number,
  source: Bytes,
  from: number,
  count: number,
  opacity: number,
  { x, y }: Place,
): void {
  for (let i = 0; i < count; i++, from += 4, to += 4) {
    if ((source[from + 3]! / 255) * opacity <= grain(x + i, y)) continue
    target[to] = source[from]!
    target[to + 1] = source[from + 1]!
    target[to + 2] = source[from + 2]!
    target[to + 3] = 255
  }
}

/** A number in 0 (included) to 1 (excluded) for each place, without visible pattern: a 32-bit integer hash. */
export function grain(x: number, y: number): number {
  let h = Math.imul(x, 0x27d4eb2d) ^ Math.imul(y, 0x165667b1)
  h = Math.imul(h ^ (h >>> 15), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return ((h ^ (h >>> 16)) >>> 0) / 4294967296
}

/**
 * Changes what `target` shows and leaves where it shows: `change` sees its colours as if they were opaque. So clipped layers
 * and adjustments are laid on.
 */
export function atop(target: Bytes, change: () => void): void {
  const alpha = new Uint8Array(target.length / 4)
  for (let i = 0; i < alpha.length; i++) {
    alpha[i] = target[4 * i + 3]!
    target[4 * i + 3] = 255
  }
  change()
  for (let i = 0; i < alpha.length; i++) target[4 * i + 3] = alpha[i]!
}

/**
 * Moves `count` pixels of `target` back towards `before`: 1 keeps the target. A pass-through group's opacity works
 * so on what its children did. Interpolates premultiplied colours.
 *
 * @param shown how much of the opacity counts for each pixel, 0 to 255; absent: all
 */
export function fade(target: Bytes, before: Bytes, count: number, opacity: number, shown?: Uint8Array): void {
  for (let i = 0; i < 4 * count; i += 4) {
    const share = shown ? (opacity * shown[i >> 2]!) / 255 : opacity
    const after = target[i + 3]! * share
    const rest = before[i + 3]! * (1 - share)
    const alpha = after + rest
    if (alpha > 0)
      for (let k = 0; k < 3; k++) target[i + k] = (target[i + k]! * after + before[i + k]! * rest) / alpha
    target[i + 3] = alpha
  }
}
