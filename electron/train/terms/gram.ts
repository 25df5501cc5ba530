import * as op from '../../graph/builder.ts'
import type { Value } from '../../graph/graph.ts'
import { mean } from '../objectives/mean.ts'

/** Mean products of every two channels over the positions of each picture: [N, C, H, W] -> [N, C, C]. */
export function gramOf(features: Value): Value {
  const [batch, channels, height, width] = features.shape as [number, number, number, number]
  const flat = op.reshape(features, [batch, channels, height * width])
  return op.div(op.matMul(flat, op.transposeLast(flat)), height * width)
}

/**
 * How far the statistics of pictures are from those of a style (Gatys et al. 2016), in shares of the style's own:
 * |G - S|² / |S|² of each layer, mean over pictures and layers.
 *
 * @param made  features of the pictures by layer, [N, C, H, W] each
 * @param style the style's products by layer, [C, C] each
 */
export function gramDistance(made: readonly Value[], style: readonly Value[]): Value {
  const distances = made.map((features, k) => {
    const wanted = style[k]!
    const errors = op.reduceSum(op.square(op.sub(gramOf(features), wanted)), [1, 2], false)
    return op.div(mean(errors), op.reduceSum(op.square(wanted), undefined, false))
  })
  return op.div(distances.reduce(op.add), distances.length)
}
