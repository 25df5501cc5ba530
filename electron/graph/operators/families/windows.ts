import { optional, string } from '../../operator.ts'
import { invalid, range, type Shape } from '../../shapes.ts'

/** How a window slides over the spatial axes, one entry for each of them, with automatic padding resolved. */
export interface Windows {
  kernel: readonly number[]
  strides: readonly number[]
  dilations: readonly number[]
  /** Margin before and after each axis. */
  before: readonly number[]
  after: readonly number[]
  /** Positions of the window along each axis. */
  counts: readonly number[]
}

export const windowAttributes = {
  auto_pad: string('NOTSET'),
  dilations: optional.ints,
  pads: optional.ints,
  strides: optional.ints,
}

export interface WindowAttributes {
  readonly auto_pad: string
  readonly dilations: readonly number[] | undefined
  readonly pads: readonly number[] | undefined
  readonly strides: readonly number[] | undefined
}

/**
 * Windows of a convolution or pooling.
 *
 * @param extents sizes of the spatial axes of the input
 * @param ceil    whether a window may reach over the end margin, if it starts before it
 */
export function windowsOf(extents: Shape, kernel: Shape, given: WindowAttributes, ceil = false): Windows {
  const rank = extents.length
  const { strides, dilations, pads } = filledIn(rank, given)
  if (kernel.length !== rank) throw invalid(`slides a window of ${kernel.length} axes over ${rank}`)
  const reach = kernel.map((size, k) => (size - 1) * dilations[k]! + 1)
  let [before, after] = [pads.slice(0, rank), pads.slice(rank)]
  if (given.auto_pad.startsWith('SAME')) {
    const total = extents.map((extent, k) =>
      Math.max(0, (Math.ceil(extent / strides[k]!) - 1) * strides[k]! + reach[k]! - extent),
    )
    ;[before, after] = halves(total, given.auto_pad)
  }
  const counts = extents.map((extent, k) => {
    const room = extent + before[k]! + after[k]! - reach[k]!
    const count = (ceil ? Math.ceil : Math.floor)(room / strides[k]!) + 1
    const surplus = ceil && (count - 1) * strides[k]! >= extent + before[k]!
    return surplus ? count - 1 : count
  })
  if (counts.some((count) => count < 1))
    throw invalid(
      `the window [${reach.join(', ')}] is larger than its input [${extents.join(', ')}] with margins`,
    )
  return { kernel, strides, dilations, before, after, counts }
}

/** Windows of a pooling of [N, C, …]. */
export const poolingWindows = (
  shape: Shape,
  given: WindowAttributes & { kernel_shape: readonly number[] | undefined; ceil_mode: number },
): Windows => windowsOf(shape.slice(2), given.kernel_shape ?? [], given, given.ceil_mode !== 0)

/** Windows of the convolution that a transposed convolution inverts: `counts` are the sizes of its input. */
export function transposedWindowsOf(
  counts: Shape,
  kernel: Shape,
  given: WindowAttributes,
  surplus: readonly number[] | undefined,
  wanted: readonly number[] | undefined,
): Windows & { extents: number[] } {
  const rank = counts.length
  const { strides, dilations, pads } = filledIn(rank, given)
  const full = counts.map(
    (count, k) => (count - 1) * strides[k]! + (kernel[k]! - 1) * dilations[k]! + 1 + (surplus?.[k] ?? 0),
  )
  const same = given.auto_pad.startsWith('SAME')
  const extents = wanted?.slice(-rank) ?? (same ? counts.map((count, k) => count * strides[k]!) : undefined)
  const total = extents && full.map((size, k) => Math.max(0, size - extents[k]!))
  const [before, after] = total ? halves(total, given.auto_pad) : [pads.slice(0, rank), pads.slice(rank)]
  const resolved = extents ?? full.map((size, k) => size - before[k]! - after[k]!)
  return { kernel, strides, dilations, before, after, counts, extents: resolved }
}

/** Where tap `tap` of the window at `position` falls, or null in the margins. */
export function placeOf(
  { strides, dilations, before }: Windows,
  extents: Shape,
  position: readonly number[],
  tap: readonly number[],
): number[] | null {
  const place = extents.map((_, k) => position[k]! * strides[k]! + tap[k]! * dilations[k]! - before[k]!)
  return place.every((at, k) => at >= 0 && at < extents[k]!) ? place : null
}

/** Attributes that spell the windows out. */
export const explicit = ({ before, after, strides, dilations }: Windows) => ({
  pads: [...before, ...after],
  strides,
  dilations,
})

function filledIn(rank: number, given: WindowAttributes) {
  const ones = range(rank).map(() => 1)
  const usesPads = given.auto_pad === 'NOTSET' && given.pads
  return {
    strides: given.strides ?? ones,
    dilations: given.dilations ?? ones,
    pads: usesPads || new Array<number>(2 * rank).fill(0),
  }
}

/** Splits a total margin; the odd element goes to the end for SAME_UPPER, to the beginning otherwise. */
function halves(total: readonly number[], autoPad: string): [number[], number[]] {
  const smaller = total.map((size) => Math.floor(size / 2))
  const larger = total.map((size) => Math.ceil(size / 2))
  return autoPad === 'SAME_UPPER' ? [smaller, larger] : [larger, smaller]
}
