import * as op from '../../builder.ts'
import type { Value } from '../../graph.ts'
import type { Reference } from '../../operator.ts'
import { type Shape, sizeOf, tabulate } from '../../shapes.ts'

/** A tensor brought to mean 0 and variance 1 over some axes, and what that took. */
export interface Normalised {
  normal: Value
  mean: Value
  variance: Value
  /** One over the standard deviation. */
  scale: Value
}

export function normalise(x: Value, axes: readonly number[], epsilon: number): Normalised {
  const mean = op.reduceMean(x, axes)
  const centred = op.sub(x, mean)
  const variance = op.reduceMean(op.square(centred), axes)
  const scale = op.div(1, op.sqrt(op.add(variance, epsilon)))
  return { normal: op.mul(centred, scale), mean, variance, scale }
}

/**
 * Gradient with respect to `x` of its normalisation: what is left of `dNormal` when the directions that mean and
 * deviation take away, the constant and `normal` itself, are projected out.
 */
export function normalisationGradient(
  { normal, scale }: Normalised,
  dNormal: Value,
  axes: readonly number[],
): Value {
  const along = op.mul(normal, op.reduceMean(op.mul(dNormal, normal), axes))
  return op.mul(scale, op.sub(op.sub(dNormal, op.reduceMean(dNormal, axes)), along))
}

/** Shape that lays a vector of channels along axis 1 of a tensor of this rank. */
export const channelShape = (channels: number, rank: number): Shape => [
  1,
  channels,
  ...new Array<number>(rank - 2).fill(1),
]

/** Mean and variance of every group of elements that share `groupOf(position)`, counted from 0. */
export function momentsOf(x: Reference, groupOf: (index: readonly number[]) => number) {
  const groups = tabulate(x.shape, groupOf)
  const size = groups.length / (Math.max(...groups) + 1)
  const average = (term: (v: number, group: number) => number) => {
    const averages = new Float64Array(groups.length / size)
    groups.forEach((group, at) => {
      averages[group]! += term(x.data[at]!, group) / size
    })
    return averages
  }
  const mean = average((v) => v)
  const variance = average((v, group) => (v - mean[group]!) ** 2)
  const normal = (epsilon: number) =>
    x.data.map((v, at) => (v - mean[groups[at]!]!) / Math.sqrt(variance[groups[at]!]! + epsilon))
  return { mean, variance, normal }
}

/** `normal * scale + bias` for each channel (axis 1). */
export function affine(normal: Float64Array, shape: Shape, scale: Reference, bias: Reference): Float64Array {
  const inner = sizeOf(shape.slice(2))
  const channel = (at: number) => Math.floor(at / inner) % shape[1]!
  return normal.map((v, at) => v * scale.data[channel(at)]! + bias.data[channel(at)]!)
}
