import * as op from '../graph/builder.ts'
import type { Value } from '../graph/graph.ts'

/** How much more than likely the likeliest colours count in a mixture: clear colours, without jumps between them. */
const SHARPNESS = 5

/** How near a colour is to one of the palette that is said to be it, as the square of a distance in [-1, 1]. */
const SPREAD = 0.02

/**
 * Colours under a drawing, from scores for each colour of a palette: a mixture of the likely ones, multiplied by the
 * drawing, so that its lines stay as they are.
 *
 * @param scores [N, colours, H, W]
 * @param palette [colours, channels] in [-1, 1]
 * @param drawing [N, channels, H, W] in [-1, 1]
 * @returns [N, channels, H, W]
 */
export function colorsUnder(drawing: Value, scores: Value, palette: Value): Value {
  const [count, channels] = palette.shape as [number, number]
  const filters = op.reshape(op.transpose(palette, [1, 0]), [channels, count, 1, 1])
  const mixed = op.conv(op.softmax(op.mul(scores, SHARPNESS), 1), filters)
  return op.sub(op.mul(op.add(mixed, 1), light(drawing)), 1)
}

/** From 0 to 1. */
const light = (drawing: Value): Value => op.mul(op.add(drawing, 1), 0.5)

export interface PaletteTruth {
  /** [N, channels, H, W] in [-1, 1] */
  target: Value
  /** As the target; what is dark in it tells nothing of the colour below and does not count. */
  drawing: Value
  /** [colours, channels] in [-1, 1] */
  palette: Value
  /** How much a pixel of each colour counts. */
  weights: ArrayLike<number>
}

/**
 * Mean over pixels of the cross entropy of scores against the colours that the target is nearest to.
 *
 * @param scores [N, colours, H, W]
 */
export function paletteEntropy(scores: Value, { target, drawing, palette, weights }: PaletteTruth): Value {
  const [count, channels] = palette.shape as [number, number]
  // -|t - p|^2 without |t|^2, which all colours have in common.
  const products = op.conv(target, op.reshape(op.mul(palette, 2 / SPREAD), [count, channels, 1, 1]))
  const squares = op.reshape(op.reduceSum(op.square(palette), [1], false), [1, count, 1, 1])
  const truth = op.softmax(op.sub(products, op.mul(squares, 1 / SPREAD)), 1)
  const counted = op.mul(truth, op.constant(scores, [1, count, 1, 1], weights))
  const each = op.reduceSum(op.mul(counted, op.logSoftmax(scores, 1)), [1], true)
  const bright = op.reduceMean(light(drawing), [1], true)
  return op.neg(op.reduceMean(op.mul(each, bright), undefined, false))
}

/**
 * Weights that let rare colours count against frequent ones (Zhang, Isola, Efros 2016), one on average.
 *
 * @param shares of pixels of each colour, summing up to 1
 */
export function rebalanced(shares: ArrayLike<number>): number[] {
  const all = Array.from(shares)
  const raw = all.map((share) => 1 / (0.5 * share + 0.5 / all.length))
  const sum = all.reduce((total, share, at) => total + share * raw[at]!, 0)
  return raw.map((weight) => weight / sum)
}
