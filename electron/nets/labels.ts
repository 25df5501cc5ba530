import * as op from '../graph/builder.ts'
import type { Value } from '../graph/graph.ts'
import { joined, type Net, withoutHeads } from './net.ts'
import type { Network } from './weights.ts'

/**
 * A network of numbers [N, n], standard normal ones, that sees a `label` [N, classes] beside its `input`, as further numbers. The
 * label's one is as large as a quarter of them together: as it is, it would be lost among them at first.
 */
export const withLabel = (network: Network): Net =>
  joined(
    ['input', 'label'],
    (input, label) => op.concat([input, op.mul(label, Math.sqrt(input.shape[1]!) / 2)], 1),
    network,
  )

/** A network of pictures [N, C, H, W] that sees a `label` [N, classes] beside its `input`, as a plane for each class. */
export const withLabelPlanes = (network: Network): Net =>
  joined(['input', 'label'], (input, label) => op.concat([input, planesOf(label, input)], 1), network)

/**
 * A critic that sees a `label` [N, classes] beside its `input` by projection (Miyato and Koyama 2018): what it thinks of any
 * picture, and in addition what it thinks of one of this class.
 *
 * @param network gives 1 + classes scores
 */
export const withLabelScores =
  (network: Network): Net =>
  ({ input, label }, weights) =>
    withoutHeads(scoreOf(network(input!, weights), label!))

/** One score of those of {@link withLabelScores}: [N, 1 + classes, …] -> [N, 1, …]. @param label [N, classes] */
export function scoreOf(scores: Value, label: Value): Value {
  const classes = label.shape[1]!
  const [any, each] = op.split(scores, [1, classes], 1) as [Value, Value]
  const mask = op.reshape(label, [...label.shape, ...scores.shape.slice(2).map(() => 1)])
  return op.add(any, op.reduceSum(op.mul(each, mask), [1]))
}

function planesOf(label: Value, picture: Value): Value {
  const [rows, , height, width] = picture.shape as [number, number, number, number]
  const [, classes] = label.shape as [number, number]
  return op.expand(op.reshape(label, [rows, classes, 1, 1]), [rows, classes, height, width])
}
