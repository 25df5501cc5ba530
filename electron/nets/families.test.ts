import { expect, test } from 'vitest'
import { evaluate } from '../graph/evaluate.ts'
import type { Graph, Value } from '../graph/graph.ts'
import { newGraph } from '../graph/operators/index.ts'
import { type Shape, sizeOf } from '../graph/shapes.ts'
import { coupledCritic, coupledGenerator } from './coupled.ts'
import { families, readOff } from './families.ts'
import { jointCritic, stochasticEncoder } from './joint.ts'
import { doubled, halved } from './laplacian.ts'
import { closeness } from './minibatch.ts'
import { classCritic } from './reader.ts'
import type { Weights } from './weights.ts'

/** Weights that remember what they were asked for; `values` says what some of them are. */
function weightsIn(graph: Graph, values: Record<string, readonly number[]> = {}) {
  const asked = new Map<string, Value>()
  const at = (scope: string): Weights => ({
    training: true,
    parameter(name, shape) {
      const full = scope + name
      const data = Float32Array.from(
        values[full] ?? Array.from({ length: sizeOf(shape) }, (_, k) => Math.sin(k + full.length) / 4),
      )
      const value = asked.get(full) ?? graph.constant({ dtype: 'float32', shape, data })
      asked.set(full, value)
      return value
    },
    buffer: (_, shape) =>
      graph.constant({ dtype: 'float32', shape, data: new Float32Array(sizeOf(shape)).fill(1) }),
    replace() {},
    noise() {
      throw new Error('no noise')
    },
    within: (inner) => at(`${scope}${inner}/`),
  })
  return { weights: at(''), asked }
}

const input = (graph: Graph, shape: Shape, data: (k: number) => number) =>
  graph.constant({
    dtype: 'float32',
    shape,
    data: Float32Array.from({ length: sizeOf(shape) }, (_, k) => data(k)),
  })

const numbers = (graph: Graph, value: Value): number[] =>
  Array.from(evaluate(graph, new Map(), [value])[0]!.data as ArrayLike<number>, Number)

test('closeness is the sum of exp(-L1) to the others', () => {
  const graph = newGraph()
  // One kernel of five numbers, of which the first is the example's own number and the others are nothing.
  const { weights } = weightsIn(graph, { weight: [1, 0, 0, 0, 0] })
  const found = numbers(
    graph,
    closeness(
      input(graph, [3, 1], (k) => [0, 0, 2][k]!),
      weights,
      1,
    ),
  )
  const far = Math.exp(-2)
  for (const [k, wanted] of [1 + far, 1 + far, 2 * far].entries()) expect(found[k]).toBeCloseTo(wanted, 5)
})

test('coupled critics share all layers but the first, and coupled generators all but the last', () => {
  const graph = newGraph()
  const { weights, asked } = weightsIn(graph)
  const critic = coupledCritic({ size: 16, base: 2 })
  const picture = input(graph, [2, 3, 16, 16], Math.sin)
  expect(critic({ a: picture }, weights).value.shape).toEqual([2, 1])
  const ofA = new Set(asked.keys())
  critic({ b: picture }, weights)
  expect([...asked.keys()].filter((name) => !ofA.has(name))).toEqual(['first/b/weight'])
  const made = weightsIn(graph)
  const { value, heads } = coupledGenerator({ size: 16, base: 2 })(
    { input: input(graph, [2, 5], Math.cos) },
    made.weights,
  )
  expect([value.shape, heads.b!.shape]).toEqual([
    [2, 3, 16, 16],
    [2, 3, 16, 16],
  ])
  expect([...made.asked.keys()].filter((name) => name.startsWith('out/'))).toEqual([
    'out/a/weight',
    'out/b/weight',
  ])
})

test('halved is the mean of squares, and a plain picture is enlarged to a plain one', () => {
  const graph = newGraph()
  const square = input(graph, [1, 1, 2, 4], (k) => k)
  expect(numbers(graph, halved(square))).toEqual([2.5, 4.5])
  const plain = newGraph()
  const found = doubled(input(plain, [1, 1, 2, 2], () => 0.5))
  expect(found.shape).toEqual([1, 1, 4, 4])
  expect(numbers(plain, found).every((value) => Math.abs(value - 0.5) < 1e-6)).toBe(true)
})

test('a critic of classes takes for real what is of any class', () => {
  const graph = newGraph()
  const scores = [1, 2, -1]
  const { value, heads } = classCritic(() => ({
    value: input(graph, [1, 3], (k) => scores[k]!),
    heads: {},
  }))({}, weightsIn(graph).weights)
  expect(heads.scores!.shape).toEqual([1, 3])
  const wanted = Math.log(scores.reduce((sum, score) => sum + Math.exp(score), 0))
  expect(numbers(graph, value)[0]).toBeCloseTo(wanted, 5)
})

for (const name of ['dcgan', 'flat'] as const)
  test(`networks of the family ${name} fit together`, () => {
    const graph = newGraph()
    const family = families[name]({ size: 16, base: 2 })
    const { weights } = weightsIn(graph)
    const picture = family.generator(input(graph, [2, 5], Math.sin), weights.within('g'))
    expect(picture.shape).toEqual([2, 3, 16, 16])
    const { value, heads } = stochasticEncoder(family.features(true), 5)(
      { input: picture },
      weights.within('e'),
    )
    expect([value.shape, heads.logDeviation!.shape]).toEqual([
      [2, 5],
      [2, 5],
    ])
    const critic = jointCritic(family.features(false), 4)
    expect(critic({ input: picture, code: value }, weights.within('j')).value.shape).toEqual([2, 1])
    expect(readOff(family.features(false), 3)({ input: picture }, weights.within('r')).value.shape).toEqual([
      2, 3,
    ])
    const deviations = numbers(graph, heads.logDeviation!)
    expect(deviations.every((value) => value >= -3 && value <= 0)).toBe(true)
  })
