import * as op from '../graph/builder.ts'
import type { Value } from '../graph/graph.ts'
import { zeros } from './initialisers.ts'
import { linear, momentum } from './layers.ts'
import type { Weights } from './weights.ts'

/** Numbers by which one kernel compares two pictures, as the authors have it. */
const NUMBERS = 5

/**
 * How close each picture is to the others of its batch (Salimans et al. 2016, section 3.2): the sum of exp(-|M x - M x'|) over
 * the others, for each kernel. A generator whose pictures are all alike is found out by it.
 *
 * @param x [N, n]
 * @returns [N, kernels], from 0 to N - 1
 */
export function closeness(x: Value, weights: Weights, kernels: number): Value {
  const rows = x.shape[0]!
  const measured = op.reshape(linear(x, weights, kernels * NUMBERS, { bias: false }), [
    rows,
    kernels,
    NUMBERS,
  ])
  const differences = op.sub(op.unsqueeze(measured, [1]), op.unsqueeze(measured, [0]))
  const alike = op.exp(op.neg(op.reduceSum(op.abs(differences), [3], false)))
  // Each is as close to itself as can be, which says nothing.
  return op.sub(op.reduceSum(alike, [1], false), 1)
}

/**
 * Features [N, C, H, W] with {@link closeness} as further channels. In use, where a batch says nothing, it is the mean of training.
 */
export function discriminated(x: Value, weights: Weights, kernels: number): Value {
  const [rows, , height, width] = x.shape as [number, number, number, number]
  const usual = weights.buffer('closeness', [1, kernels], zeros)
  let found = op.expand(usual, [rows, kernels])
  if (weights.training) {
    found = closeness(op.reshape(x, [rows, -1]), weights, kernels)
    const mean = op.reduceMean(found, [0])
    weights.replace('closeness', op.add(op.mul(usual, momentum), op.mul(mean, 1 - momentum)))
  }
  return op.concat(
    [x, op.expand(op.reshape(found, [rows, kernels, 1, 1]), [rows, kernels, height, width])],
    1,
  )
}
