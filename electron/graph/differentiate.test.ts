import { describe, expect, test } from 'vitest'
import * as op from './builder.ts'
import { check } from './check.ts'
import { gradients } from './differentiate.ts'
import { evaluate } from './evaluate.ts'
import { newGraph } from './operators/index.ts'
import { print } from './print.ts'
import { float32, int64 } from './tensor.ts'
import { centralDifferences, distance } from './testing/numeric.fixture.ts'

function setUp() {
  const graph = newGraph()
  const x = graph.input('x', 'float32', [2, 3])
  const w = graph.input('w', 'float32', [3])
  const feeds = new Map([
    [x, Float64Array.from([0.5, -1, 2, 0.25, 1, -0.5])],
    [w, Float64Array.from([1, -2, 0.5])],
  ])
  return { graph, x, w, feeds }
}

describe('gradients', () => {
  test('accumulate over every use of a value and sum over what was broadcast', () => {
    const { graph, x, w, feeds } = setUp()
    const loss = op.reduceSum(op.add(op.mul(x, w), op.mul(w, w)), undefined, false)
    const wrt = [x, w]
    const results = evaluate(graph, feeds, gradients(loss, wrt))
    results.forEach(({ data, shape }, k) => {
      expect(shape).toEqual(wrt[k]!.shape)
      expect(distance(data, centralDifferences(graph, loss, feeds, wrt[k]!))).toBeLessThan(1e-8)
    })
  })

  test('are values of the same graph, which the checker accepts', () => {
    const { graph, x, w } = setUp()
    const [dw] = gradients(op.reduceMean(op.tanh(op.mul(x, w)), undefined, false), [w])
    expect(dw!.graph).toBe(graph)
    check(graph)
  })

  test('may be asked for a value in the middle of the graph', () => {
    const { graph, x, w, feeds } = setUp()
    const middle = op.mul(x, w)
    const [d] = gradients(op.reduceSum(op.square(middle), undefined, false), [middle])
    const [result, expected] = evaluate(graph, feeds, [d!, op.mul(middle, 2)])
    expect(result).toEqual(expected)
  })

  test('can be differentiated three times', () => {
    const graph = newGraph()
    const x = graph.input('x', 'float32', [])
    const derivative = (y: typeof x) => gradients(y, [x])[0]!
    const third = derivative(derivative(derivative(op.exp(op.mul(x, 2)))))
    expect(evaluate(graph, new Map([[x, Float64Array.of(0.3)]]), [third])[0]!.data[0]).toBeCloseTo(
      8 * Math.exp(0.6),
      9,
    )
  })

  test('penalise a gradient by its norm, as a Wasserstein critic needs', () => {
    const { graph, x, w, feeds } = setUp()
    const score = op.reduceSum(op.tanh(op.mul(x, w)), undefined, false)
    const [dx] = gradients(score, [x])
    const norm = op.apply('ReduceL2', [dx!, op.integers(x, [1])])
    const penalty = op.reduceMean(op.square(op.sub(norm, 1)), undefined, false)
    const [dw] = evaluate(graph, feeds, gradients(penalty, [w]))
    expect(distance(dw!.data, centralDifferences(graph, penalty, feeds, w))).toBeLessThan(1e-8)
  })

  test('of what the loss does not depend on are zero', () => {
    const { graph, x, w, feeds } = setUp()
    const [dw] = gradients(op.reduceSum(x, undefined, false), [w])
    expect([...evaluate(graph, feeds, [dw!])[0]!.data]).toEqual([0, 0, 0])
  })

  test('leave out everything that does not lead to the values asked for', () => {
    const { graph, x, w } = setUp()
    const loss = op.reduceSum(op.mul(op.exp(x), w), undefined, false)
    const before = graph.nodes.length
    gradients(loss, [w])
    expect(graph.nodes.slice(before).map(({ operator }) => operator.name)).not.toContain('Exp')
  })

  test('asked for twice are the same values', () => {
    const { graph, x, w } = setUp()
    const loss = op.reduceSum(op.sigmoid(op.mul(x, w)), undefined, false)
    const first = gradients(loss, [w])
    const count = graph.nodes.length
    expect(gradients(loss, [w])).toEqual(first)
    expect(graph.nodes.length).toBe(count)
  })

  test('have names that tell where they come from, whatever else is in the graph', () => {
    const build = (others: number) => {
      const { graph, x, w } = setUp()
      for (let k = 0; k < others; k++) op.mul(w, k + 2)
      const loss = graph.within('loss', () => op.reduceSum(op.tanh(op.mul(x, w)), undefined, false))
      return gradients(loss, [x])[0]!.name
    }
    expect(build(0)).toMatch(/^loss\/ReduceSum_grad\/loss\/Mul\//)
    expect(build(5)).toBe(build(0))
  })

  test('stop at values that are held', () => {
    const { graph, x, w, feeds } = setUp()
    const target = op.mul(x, w)
    const loss = op.reduceSum(op.mul(target, w), undefined, false)
    const [dw] = gradients(loss, [w], new Set([target]))
    const [result, expected] = evaluate(graph, feeds, [dw!, op.reduceSum(target, [0], false)])
    expect(result).toEqual(expected)
    expect(evaluate(graph, feeds, gradients(loss, [w]))[0]).not.toEqual(expected)
  })

  test('stop at whole numbers and comparisons', () => {
    const { graph, x, feeds } = setUp()
    const steps = op.cast(op.cast(op.greater(x, 0), 'int64'), 'float32')
    const [dx] = gradients(op.reduceSum(op.mul(steps, x), undefined, false), [x])
    expect([...evaluate(graph, feeds, [dx!])[0]!.data]).toEqual([1, 0, 1, 1, 1, 0])
  })
})

describe('gradients refuse', () => {
  test('a loss of more than one number', () => {
    const { x } = setUp()
    expect(() => gradients(op.tanh(x), [x])).toThrow(/'Tanh' is float32 \[2, 3\]. Sum or average it first/)
  })

  test('whole numbers and strangers', () => {
    const { x, w } = setUp()
    const loss = op.reduceSum(x, undefined, false)
    expect(() => gradients(loss, [op.cast(x, 'int64')])).toThrow(
      /'Cast' \(int64\) is no floating-point value/,
    )
    expect(() => gradients(loss, [setUp().w])).toThrow(/'w' .* is no floating-point value of the graph/)
    expect(gradients(loss, [w])).toHaveLength(1)
  })

  test('an operator that may not be differentiated, by its name', () => {
    const { graph, x } = setUp()
    const jumping = { ...graph.operators.get('Sign')!, gradient: { refuses: 'a sign jumps' } }
    const [rest] = graph.emit(jumping, [x], {}, { names: ['rest'] })
    const loss = op.reduceSum(rest!, undefined, false)
    expect(() => gradients(loss, [x])).toThrow(/Sign 'rest' cannot be differentiated: a sign jumps/)
  })

  test('an output without a gradient, by its name', () => {
    const graph = newGraph()
    const x = graph.input('x', 'float32', [4, 2])
    const ones = graph.constant(float32([1, 1]))
    const names = ['y', 'mean', 'variance']
    const outputs = graph.emit(
      'BatchNormalization',
      [x, ones, ones, ones, ones],
      { training_mode: 1 },
      { names },
    )
    const loss = op.reduceSum(outputs[1]!, undefined, false)
    expect(() => gradients(loss, [x])).toThrow(/its output 'mean' has no gradient/)
  })
})

test('the graph names the node and the reason when operands do not fit', () => {
  const { graph, x, w } = setUp()
  expect(() => op.matMul(w, x)).toThrow('MatMul: cannot multiply [3] by [2, 3].')
  expect(() => graph.emit('Conv', [x], {}, { names: ['c1'] })).toThrow("Conv 'c1': lacks its input W.")
  expect(() => op.apply('Relu', [x], { slope: 1 })).toThrow("Relu: has no attribute 'slope'.")
  expect(() => op.apply('Rleu', [x])).toThrow("There is no operator 'Rleu'.")
  expect(() => op.add(x, graph.constant(int64([1])))).toThrow(
    'Add: takes operands of one type, not float32 and int64.',
  )
  expect(() => graph.emit('Reshape', [x, op.cast(w, 'int64')])).toThrow(/'Cast' must not depend on an input/)
})

test('a graph prints one value a line', () => {
  const { graph, x, w } = setUp()
  graph.output('y', op.leakyRelu(op.add(op.mul(x, w), 1), 0.2))
  expect(print(graph)).toBe(
    [
      'input x: float32 [2, 3]',
      'input w: float32 [3]',
      'const const/1: float32 [] = 1',
      'Mul: float32 [2, 3] = Mul(x, w)',
      'Add: float32 [2, 3] = Add(Mul, const/1)',
      'LeakyRelu: float32 [2, 3] = LeakyRelu(Add) alpha=0.2',
      'output y = LeakyRelu',
    ].join('\n'),
  )
})
