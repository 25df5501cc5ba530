import { expect, test } from 'vitest'
import * as op from '../graph/builder.ts'
import { check } from '../graph/check.ts'
import { evaluate } from '../graph/evaluate.ts'
import type { Graph, Value } from '../graph/graph.ts'
import { newGraph } from '../graph/operators/index.ts'
import { float32 } from '../graph/tensor.ts'
import { importedNetwork } from './imported.ts'
import type { Weights } from './weights.ts'

/** A layer with a bias, normalised by running statistics, and scaled by a number that is part of its design. */
function file(): Graph {
  const graph = newGraph()
  const x = graph.input('x', 'float32', [2, 3])
  const held = (name: string, numbers: number[], shape = [numbers.length]) =>
    graph.constant(float32(numbers, shape), name)
  const y = op.gemm(x, held('weight', [1, 2, 3, 4, 5, 6], [3, 2]), held('bias', [0.1, 0.2]))
  const names = ['scale', 'shift', 'mean', 'variance']
  const norm = names.map((name, k) => held(name, [k + 1, k + 2]))
  graph.output('y', op.mul(graph.emit('BatchNormalization', [y, ...norm])[0]!, 0.5))
  return graph
}

const weightsIn = (graph: Graph, asked: Map<string, Float32Array>): Weights => ({
  training: true,
  parameter(name, shape, initial) {
    asked.set(name, initial(shape, { uniform: () => 0, normal: () => 0 }))
    return graph.value(name) ?? graph.input(name, 'float32', shape)
  },
  buffer: (name, shape) => graph.input(name, 'float32', shape),
  replace: () => {},
  noise: (name, shape) => graph.input(name, 'float32', shape),
  within: () => weightsIn(graph, asked),
})

test('a network from a file starts as the file has it, and shares its weights when it is applied twice', () => {
  const graph = newGraph()
  const asked = new Map<string, Float32Array>()
  const network = importedNetwork(file(), { trained: ['weight'] })
  const apply = (name: string): Value =>
    network(graph.input(name, 'float32', [2, 3]), weightsIn(graph, asked))
  graph.output('sum', op.add(apply('a'), apply('b')))
  check(graph)
  expect([...asked]).toEqual([['weight', Float32Array.of(1, 2, 3, 4, 5, 6)]])
  expect(graph.inputs.map(({ name }) => name)).toEqual(['a', 'weight', 'b'])
})

test('a batch of another shape than the file was made for is refused before training, and named', () => {
  const graph = newGraph()
  const network = importedNetwork(file())
  const wide = graph.input('batch', 'float32', [4, 3])
  expect(() => network(wide, weightsIn(graph, new Map()))).toThrow(
    "The input 'x' of 'imported/batch' is float32 [2, 3], and 'batch' is float32 [4, 3]. Read the network with these sizes, or train with its own.",
  )
})

test('a file of two outputs is no network to train', () => {
  const graph = file()
  graph.output('second', graph.value('scale')!)
  expect(() => importedNetwork(graph)).toThrow(/has the inputs x and the outputs y, second/)
})

test('a critic before and after its update is two images of one value', () => {
  const source = newGraph()
  const taken = source.input('x', 'float32', [1, 2])
  const held = source.constant(float32([1, 2], [2, 1]), 'w')
  source.output('y', op.matMul(taken, held))
  const critic = importedNetwork(source, { name: 'D', trained: ['w'] })
  const graph = newGraph()
  const fake = graph.input('fake', 'float32', [1, 2])
  const before = graph.input('w', 'float32', [2, 1])
  const after = op.sub(before, 0.5)
  const by = (weight: Value): Weights => ({
    ...weightsIn(graph, new Map()),
    parameter: () => weight,
  })
  const [first, second] = [critic(fake, by(before)), critic(fake, by(after))]
  expect(second).not.toBe(first)
  expect(critic(fake, by(before))).toBe(first)
  expect(critic(fake, by(after))).toBe(second)
  graph.output('gain', op.sub(first, second))
  check(graph)
  const results = evaluate(
    graph,
    new Map([
      [fake, Float64Array.of(3, 4)],
      [before, Float64Array.of(1, 2)],
    ]),
    [first, second],
  )
  expect(results.map(({ data }) => data[0])).toEqual([11, 7.5])
})
