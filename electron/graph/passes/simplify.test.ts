import { describe, expect, test } from 'vitest'
import * as op from '../builder.ts'
import { check } from '../check.ts'
import { gradients } from '../differentiate.ts'
import { evaluate } from '../evaluate.ts'
import type { Graph, Value } from '../graph.ts'
import { newGraph } from '../operators/index.ts'
import { print } from '../print.ts'
import { float32, int64 } from '../tensor.ts'
import { asInputs, copy, graft } from './copy.ts'
import { foldConstants, mergeCommonSubexpressions, removeDeadCode, simplify } from './simplify.ts'

const operatorsOf = ({ nodes }: Graph) => nodes.map(({ operator }) => operator.name)

describe('passes', () => {
  test('leave out dead code, and keep inputs', () => {
    const graph = newGraph()
    const x = graph.input('x', 'float32', [2])
    graph.input('unused', 'float32', [1])
    op.exp(x)
    graph.output('y', op.tanh(x))
    const result = removeDeadCode(graph)
    expect(operatorsOf(result)).toEqual(['Tanh'])
    expect(result.inputs.map(({ name }) => name)).toEqual(['x', 'unused'])
  })

  test('merge what is computed twice, but no dropout', () => {
    const graph = newGraph()
    const x = graph.input('x', 'float32', [2])
    const twice = (operator: string) =>
      ['a', 'b'].map((name) => graph.emit(operator, [x], {}, { names: [`${operator}_${name}`] })[0]!) as [
        Value,
        Value,
      ]
    graph.output('y', op.add(op.add(...twice('Tanh')), op.add(...twice('Dropout'))))
    expect(operatorsOf(mergeCommonSubexpressions(graph)).sort()).toEqual([
      'Add',
      'Add',
      'Add',
      'Dropout',
      'Dropout',
      'Tanh',
    ])
  })

  test('fold what no input has a say in: shapes, and arithmetic on them', () => {
    const graph = newGraph()
    const x = graph.input('x', 'float32', [2, 3, 4])
    const batch = op.slice(op.apply('Shape', [x]), [{ axis: 0, start: 0, end: 1 }])
    graph.output('y', op.apply('Reshape', [x, op.concat([batch, graph.constant(int64([-1]))], 0)]))
    const result = simplify(graph)
    expect(operatorsOf(result)).toEqual(['Reshape'])
    expect(result.outputs.get('y')!.shape).toEqual([2, 12])
  })

  test('do not blow up a small constant into a large one', () => {
    const graph = newGraph()
    const x = graph.input('x', 'float32', [100, 100])
    graph.output('y', op.add(x, op.zeros(x)))
    expect(operatorsOf(foldConstants(graph))).toEqual(['Expand', 'Add'])
  })

  test('change no result', () => {
    const graph = newGraph()
    const x = graph.input('x', 'float32', [2, 3])
    const loss = op.reduceSum(
      op.square(op.softmax(op.mul(x, graph.constant(float32([1, 2, 3]))))),
      undefined,
      false,
    )
    graph.output('dx', gradients(loss, [x])[0]!)
    const simple = simplify(graph)
    const feed = Float64Array.from([0.1, -0.4, 0.3, 1, 0.2, -0.7])
    const resultOf = (g: Graph) => evaluate(g, new Map([[g.inputs[0]!, feed]]), [...g.outputs.values()])
    expect(resultOf(simple)).toEqual(resultOf(graph))
    expect(print(simplify(simple))).toBe(print(simple))
  })
})

test('a graph is grafted into another, twice with shared weights', () => {
  const network = newGraph()
  const input = network.input('x', 'float32', [2])
  network.output('y', op.tanh(op.mul(input, network.constant(float32([2, 3]), 'w'))))
  const { graph: trained, contents } = asInputs(network, ['w'])
  expect([...contents.get('w')!.data]).toEqual([2, 3])

  const graph = newGraph()
  const [a, b, w] = ['a', 'b', 'w'].map((name) => graph.input(name, 'float32', [2])) as [Value, Value, Value]
  const [ya, yb] = [a, b].map((x) => graft(graph, trained, { x, w }, x.name).get('y')!) as [Value, Value]
  check(graph)
  const [dw] = gradients(op.reduceSum(op.add(ya, yb), undefined, false), [w])
  const feeds = new Map([a, b, w].map((value, k) => [value, Float64Array.of(0.1 * k, 0.2)] as const))
  const slope = (x: number, weight: number) => x * (1 - Math.tanh(x * weight) ** 2)
  expect(evaluate(graph, feeds, [dw!])[0]!.data[0]).toBeCloseTo(slope(0, 0.2) + slope(0.1, 0.2), 12)
  expect(() => graft(graph, trained, { x: a }, 'again')).toThrow("The input 'w' of 'again' was not given.")
})

describe('the checker refuses', () => {
  test('constants that do not fill their shape', () => {
    const graph = newGraph()
    graph.constant({ dtype: 'float32', shape: [3], data: new Float32Array(2) }, 'short')
    expect(() => check(graph)).toThrow("'short' holds 2 elements for the shape [3]")
  })

  test('values used before they are made, and types that are not what the shape rule gives', () => {
    const graph = newGraph()
    const x = graph.input('x', 'float32', [2])
    op.exp(op.tanh(x))
    const [first] = graph.nodes.splice(0, 1)
    expect(() => check(graph)).toThrow("Exp 'Exp' uses 'Tanh' before it is made")
    graph.nodes.unshift({ ...first!, outputs: [{ ...first!.outputs[0]!, shape: [3] }] })
    expect(() => check(graph)).toThrow("Tanh 'Tanh' does not have the types that its shape rule gives")
  })

  test('values of another graph', () => {
    const graph = newGraph()
    graph.output('y', newGraph().input('x', 'float32', []))
    expect(() => check(graph)).toThrow("the output 'y' is nobody's result")
    expect(check(copy(newGraph()))).toBeUndefined()
  })
})
