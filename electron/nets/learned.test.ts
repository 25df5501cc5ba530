import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import * as op from '../graph/builder.ts'
import { readOnnx } from '../graph/onnx/read.ts'
import { newGraph } from '../graph/operators/index.ts'
import { sizeOf } from '../graph/shapes.ts'
import { float32 } from '../graph/tensor.ts'
import { learnedConstants } from './learned.ts'

const folder = new URL('../../tests/golden/learned/', import.meta.url)
const names = readdirSync(folder)
  .filter((name) => name.endsWith('.onnx'))
  .map((name) => name.slice(0, -5))

describe('of a network as PyTorch exports it, what was a parameter is learned, and what was a buffer is not', () => {
  test.each(names)('%s', (name) => {
    const graph = readOnnx(readFileSync(new URL(`${name}.onnx`, folder)), { file: name })
    const right = JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8'))
    const found = learnedConstants(graph).filter(({ shape }) => sizeOf(shape) > 1)
    expect(found.map((value) => value.name).sort()).toEqual([...right.learned].sort())
  })
})

/** A layer with a bias, normalised by running statistics, and scaled by a number that is part of its design. */
test('weights, biases and scales are learned; running statistics and plain numbers are not', () => {
  const graph = newGraph()
  const x = graph.input('x', 'float32', [2, 3])
  const held = (name: string, numbers: number[], shape = [numbers.length]) =>
    graph.constant(float32(numbers, shape), name)
  const y = op.gemm(x, held('weight', [1, 2, 3, 4, 5, 6], [3, 2]), held('bias', [0.1, 0.2]))
  const statistics = ['scale', 'shift', 'mean', 'variance']
  const norm = statistics.map((name, k) => held(name, [k + 1, k + 2]))
  graph.output('y', op.mul(graph.emit('BatchNormalization', [y, ...norm])[0]!, 0.5))
  expect(learnedConstants(graph).map(({ name }) => name)).toEqual(['weight', 'bias', 'scale', 'shift'])
})

test('weights before their first step may be zeros, or all the same', () => {
  const graph = newGraph()
  const x = graph.input('x', 'float32', [1, 2, 4, 4])
  const held = (name: string, shape: number[], value: number) =>
    graph.constant(float32(new Array(sizeOf(shape)).fill(value), shape), name)
  const y = op.conv(x, held('weight', [8, 2, 3, 3], 0), held('bias', [8], 0))
  graph.output('y', op.mul(y, held('gamma', [1, 8, 1, 1], 1e-6)))
  expect(learnedConstants(graph).map(({ name }) => name)).toEqual(['weight', 'bias', 'gamma'])
})

test('the bias of a critic that ends in one number is one, and the number behind it is none', () => {
  const graph = newGraph()
  const x = graph.input('x', 'float32', [2, 3])
  const weight = graph.constant(float32([1, 2, 4], [3, 1]), 'weight')
  const y = op.add(op.matMul(x, weight), graph.constant(float32([0.5]), 'bias'))
  graph.output('y', op.mul(y, graph.constant(float32([3]), 'gain')))
  expect(learnedConstants(graph).map(({ name }) => name)).toEqual(['weight', 'bias'])
})
