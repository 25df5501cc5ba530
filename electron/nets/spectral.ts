import * as op from '../graph/builder.ts'
import type { Value } from '../graph/graph.ts'
import { sizeOf } from '../graph/shapes.ts'
import { type Initialiser, normal } from './initialisers.ts'
import type { Weights } from './weights.ts'

const epsilon = 1e-12

/**
 * Divides a weight by its largest singular value (Miyato et al. 2018), estimated by one power iteration for every
 * use in training. The singular vectors are carried from step to step, and no gradient flows through them.
 *
 * @param weight [outputs, …]
 */
export function spectralNorm(weight: Value, weights: Weights): Value {
  const outputs = weight.shape[0]!
  const inputs = sizeOf(weight.shape) / outputs
  const matrix = op.reshape(weight, [outputs, inputs])
  const [left, right] = [
    weights.buffer('left', [outputs, 1], unit),
    weights.buffer('right', [inputs, 1], unit),
  ]
  const iterated = weights.training ? iterate(matrix, left, weights) : { left, right }
  const sigma = op.matMul(op.transposeLast(iterated.left), op.matMul(matrix, iterated.right))
  return op.div(weight, op.reshape(sigma, []))
}

function iterate(matrix: Value, left: Value, weights: Weights): { left: Value; right: Value } {
  const right = unitVector(op.matMul(op.transposeLast(matrix), left))
  weights.replace('right', right)
  const next = unitVector(op.matMul(matrix, right))
  weights.replace('left', next)
  return { left: next, right }
}

const unitVector = (v: Value): Value =>
  op.div(v, op.add(op.sqrt(op.reduceSum(op.square(v), undefined, false)), epsilon))

/** A random direction of length one. */
const unit: Initialiser = (shape, random) => {
  const v = normal(0, 1)(shape, random)
  const length = Math.sqrt(v.reduce((sum, x) => sum + x * x, 0))
  return v.map((x) => x / length)
}
