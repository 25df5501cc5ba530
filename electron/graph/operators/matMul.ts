import * as op from '../builder.ts'
import type { Value } from '../graph.ts'
import { example, floats, operator, type Reference } from '../operator.ts'
import { broadcastShapes, invalid, offsetOf, range, type Shape, showShape, tabulate } from '../shapes.ts'
import { broadcastStrides, sameType } from './families/elementwise.ts'

/** Matrix products over broadcast batches. A vector on the left is a row, on the right a column, and vanishes again. */
export const matMul = operator({
  name: 'MatMul',
  inputs: ['A', 'B'],
  infer: ({ inputs: [a, b] }) => {
    const [left, right] = matrices(a.shape, b.shape)
    const [rows, inner] = left.slice(-2)
    const [height, columns] = right.slice(-2)
    if (inner !== height) throw invalid(`cannot multiply ${showShape(a.shape)} by ${showShape(b.shape)}`)
    const shape = [
      ...broadcastShapes(left.slice(0, -2), right.slice(0, -2)),
      ...(a.shape.length === 1 ? [] : [rows!]),
      ...(b.shape.length === 1 ? [] : [columns!]),
    ]
    return [{ dtype: sameType([a, b]), shape }]
  },
  evaluate: ({ inputs: [a, b] }) => [multiply(a, b)],
  gradient: ({ inputs: [a, b], dy }) => {
    const [left, right] = matrices(a.shape, b.shape)
    const batch = broadcastShapes(left.slice(0, -2), right.slice(0, -2))
    const product = () => op.reshape(dy, [...batch, left.at(-2)!, right.at(-1)!])
    return [
      () => asVector(op.matMul(product(), op.transposeLast(op.reshape(b, right))), a),
      () => asVector(op.matMul(op.transposeLast(op.reshape(a, left)), product()), b),
    ]
  },
  examples: [
    example([floats(2, 3), floats(3, 4)]),
    example([floats(2, 2, 3), floats(2, 3, 2)]),
    example([floats(2, 1, 2, 3), floats(3, 3, 2)]),
    example([floats(3), floats(3, 2)]),
    example([floats(2, 2, 3), floats(3)]),
    example([floats(3), floats(3)]),
    example([floats(2, 3), floats(2, 3, 2)]),
  ],
})

/** The shapes of both operands as (batches of) matrices. */
function matrices(a: Shape, b: Shape): [Shape, Shape] {
  if (a.length === 0 || b.length === 0) throw invalid('takes no scalars')
  return [a.length === 1 ? [1, ...a] : a, b.length === 1 ? [...b, 1] : b]
}

/** The gradient of a row or column as that of the vector it stands for. */
function asVector(gradient: Value, operand: Value): Value {
  if (operand.shape.length > 1) return gradient
  return op.reshape(op.reduceSum(gradient, range(gradient.shape.length - 2)), operand.shape)
}

function multiply(a: Reference, b: Reference): Float64Array {
  const [left, right] = matrices(a.shape, b.shape)
  const batch = broadcastShapes(left.slice(0, -2), right.slice(0, -2))
  const [rows, inner, columns] = [left.at(-2)!, left.at(-1)!, right.at(-1)!]
  const stepsA = broadcastStrides(left, batch.length + 2)
  const stepsB = broadcastStrides(right, batch.length + 2)
  return tabulate([...batch, rows, columns], (index) => {
    const at = offsetOf(stepsA, index.with(-1, 0))
    const to = offsetOf(stepsB, index.with(-2, 0))
    let sum = 0
    for (let k = 0; k < inner; k++) sum += a.data[at + k]! * b.data[to + k * columns]!
    return sum
  })
}
