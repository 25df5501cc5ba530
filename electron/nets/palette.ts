import * as op from '../graph/builder.ts'
import type { Value } from '../graph/graph.ts'

/** How much more than likely the likeliest colours count in a mixture: clear colours, without jumps between them. */
const SHARPNESS = 2

/** How near a colour is to one of the palette that is said to be it, as the square of a distance in [-1, 1]. */
const SPREAD = 0.05

/**
 * Colours from scores for each colour of a palette: a mixture of the likely ones.
 *
 * @param scores [N, colours, H, W]
 * @param palette [colours, channels]
 * @returns [N, channels, H, W]
 */
export function colorsOf(scores: Value, palette: Value): Value {
  const [count, channels] = palette.shape as [number, number]
  const filters = op.reshape(op.transpose(palette, [1, 0]), [channels, count, 1, 1])
  return op.conv(op.softmax(op.mul(scores, SHARPNESS), 1), filters)
}

/**
 * Mean over pixels of the cross entropy of scores against the colours that pixels are nearest to.
 *
 * @param scores [N, colours, H, W]
 * @param target [N, channels, H, W] in [-1, 1]
 * @param palette [colours, channels]
 */
export function paletteEntropy(scores: Value, target: Value, palette: Value): Value {
  const [count, channels] = palette.shape as [number, number]
  // -|t - p|^2 without |t|^2, which all colours have in common.
  const products = op.conv(target, op.reshape(op.mul(palette, 2 / SPREAD), [count, channels, 1, 1]))
  const squares = op.reshape(op.reduceSum(op.square(palette), [1], false), [1, count, 1, 1])
  const truth = op.softmax(op.sub(products, op.mul(squares, 1 / SPREAD)), 1)
  const each = op.reduceSum(op.mul(truth, op.logSoftmax(scores, 1)), [1], false)
  return op.neg(op.reduceMean(each, undefined, false))
}
