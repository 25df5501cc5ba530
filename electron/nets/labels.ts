import * as op from '../graph/builder.ts'
import type { Value } from '../graph/graph.ts'
import { joined, type Net } from './net.ts'
import type { Network } from './weights.ts'

/** A network of numbers [N, n] that sees a `label` [N, classes] beside its `input`, as further numbers. */
export const withLabel = (network: Network): Net =>
  joined(['input', 'label'], (input, label) => op.concat([input, label], 1), network)

/** A network of pictures [N, C, H, W] that sees a `label` [N, classes] beside its `input`, as a plane for each class. */
export const withLabelPlanes = (network: Network): Net =>
  joined(['input', 'label'], (input, label) => op.concat([input, planesOf(label, input)], 1), network)

function planesOf(label: Value, picture: Value): Value {
  const [rows, , height, width] = picture.shape as [number, number, number, number]
  const [, classes] = label.shape as [number, number]
  return op.expand(op.reshape(label, [rows, classes, 1, 1]), [rows, classes, height, width])
}
