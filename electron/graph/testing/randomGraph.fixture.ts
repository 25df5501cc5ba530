import fc from 'fast-check'
import * as op from '../builder.ts'
import type { Graph, Value } from '../graph.ts'
import { newGraph } from '../operators/index.ts'
import { sizeOf } from '../shapes.ts'

/** Ways to make a value of one or two others of any shape. All are smooth, and stay in a range that can be compared. */
const steps: ((a: Value, b: Value) => Value)[] = [
  (a) => op.tanh(a),
  (a) => op.sigmoid(a),
  (a) => op.softplus(a),
  (a) => op.sin(a),
  (a) => op.exp(op.neg(op.square(a))),
  (a) => op.log(op.add(op.square(a), 1)),
  (a) => (a.shape.length > 0 ? op.softmax(a) : op.cos(a)),
  (a) => op.reduceMean(a, a.shape.length > 0 ? [0] : []),
  (a) => op.reduceSum(a, a.shape.length > 1 ? [a.shape.length - 1] : [], false),
  (a) => op.transpose(a, a.shape.map((_, axis) => axis).reverse()),
  (a) => op.reshape(a, [sizeOf(a.shape)]),
  (a) => (a.shape.length > 0 ? op.flip(a, 0) : a),
  (a) =>
    op.pad(
      a,
      a.shape.map(() => 0),
      a.shape.map(() => 1),
    ),
  (a) => (a.shape.length > 0 ? op.concat([a, a], 0) : a),
  (a) => (a.shape.length === 2 ? op.matMul(a, op.transposeLast(a)) : a),
  (a, b) => combined(op.add, a, b),
  (a, b) => combined(op.mul, a, b),
  (a, b) => combined((x, y) => op.div(x, op.add(op.square(y), 1)), a, b),
]

/** Applies a function of two operands, if their shapes broadcast to something small. */
function combined(f: (a: Value, b: Value) => Value, a: Value, b: Value): Value {
  const fits = a.shape.every((extent, axis) => {
    const other = b.shape[axis - a.shape.length + b.shape.length] ?? 1
    return extent === other || extent === 1 || other === 1
  })
  return fits ? f(a, b) : f(a, op.reduceMean(b, undefined, false))
}

export interface RandomGraph {
  graph: Graph
  inputs: [Value, Value]
  loss: Value
}

/** Graphs of up to a dozen nodes over two inputs, ending in one number. */
export const randomGraphs = fc
  .array(fc.tuple(fc.nat(steps.length - 1), fc.nat(), fc.nat()), { minLength: 2, maxLength: 12 })
  .map((choices): RandomGraph => {
    const graph = newGraph()
    const inputs: [Value, Value] = [graph.input('a', 'float32', [2, 3]), graph.input('b', 'float32', [3])]
    const values: Value[] = [...inputs]
    for (const [step, first, second] of choices) {
      const value = steps[step]!(values[first % values.length]!, values[second % values.length]!)
      if (sizeOf(value.shape) <= 40) values.push(value)
    }
    const loss = values.map((value) => op.reduceMean(value, undefined, false)).reduce(op.add)
    return { graph, inputs, loss }
  })
