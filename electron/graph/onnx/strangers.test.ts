import { readdirSync, readFileSync } from 'node:fs'
import { Tensor as RuntimeTensor } from 'onnxruntime-node'
import { describe, expect, test } from 'vitest'
import * as op from '../builder.ts'
import { gradients } from '../differentiate.ts'
import { evaluate } from '../evaluate.ts'
import type { Graph } from '../graph.ts'
import { simplify } from '../passes/simplify.ts'
import { sizeOf } from '../shapes.ts'
import { numbersOf, type Tensor, tensor } from '../tensor.ts'
import { distance } from '../testing/numeric.fixture.ts'
import { runModel } from '../testing/runtime.fixture.ts'
import { blackBoxesOf } from './blackBox.ts'
import { readOnnx } from './read.ts'
import { writeOnnx } from './write.ts'

const folder = new URL('../../../tests/golden/graph/strangers/', import.meta.url)
const names = readdirSync(folder)
  .filter((name) => name.endsWith('.onnx'))
  .map((name) => name.slice(0, -5))

const read = (name: string) => readOnnx(readFileSync(new URL(`${name}.onnx`, folder)), { file: name })

/** What ONNX Runtime gives for the file as it is: doubles, the inputs in order, then each output and as many ones. */
function golden(name: string): Float64Array {
  const bytes = readFileSync(new URL(`${name}.bin`, folder))
  return new Float64Array(new Uint8Array(bytes).buffer)
}

async function outputsOf(graph: Graph, given: Float64Array): Promise<number[][]> {
  const written = writeOnnx(graph).model
  let at = 0
  const feeds = Object.fromEntries(
    graph.inputs.map(({ name, dtype, shape }) => {
      const count = sizeOf(shape)
      const { data } = tensor(dtype as 'float32', shape, given.subarray(at, at + count))
      at += count
      return [name, new RuntimeTensor(dtype as 'float32', data as Float32Array, shape)]
    }),
  )
  const results = await runModel(written, feeds)
  return [...graph.outputs.keys()].map((name) => results.get(name)!.data)
}

/** Files that are refused, drawn by chance, or that the runtime itself cannot run; other tests look at them. */
const others = new Set([
  'constant-of-shape-dyn',
  'convtranspose-output-padding-over-stride',
  'dropout-training',
  'reduceprod-empty',
  'zero-size-batch',
  'box-then-upsample',
])

describe.each(names.filter((name) => !others.has(name)))('%s', (name) => {
  const figures = golden(name)
  // Half precision is computed in single precision.
  const tolerance = name.startsWith('half') ? 2e-3 : 1e-5

  test.each([
    ['as it is read', (graph: Graph) => graph],
    ['simplified', simplify],
  ])('gives what the file gave, %s', async (_, pass) => {
    const graph = pass(read(name))
    let at = graph.inputs.reduce((sum, { shape }) => sum + sizeOf(shape), 0)
    for (const found of await outputsOf(graph, figures)) {
      const right = figures.subarray(at, at + found.length)
      expect(distance(found, right)).toBeLessThan(tolerance)
      // Behind each result stand as many ones.
      at += 2 * found.length
    }
  })
})

describe('what is asked of a file besides its outputs', () => {
  test('the gradient alone of a node whose result nobody uses', async () => {
    const graph = read('maxpool-gradient-only')
    const [x] = graph.inputs
    const [gradient] = gradients(op.reduceSum(graph.outputs.get('y')!, undefined, false), [x!])
    graph.outputs.clear()
    graph.output('dx', gradient!)
    const figures = golden('maxpool-gradient-only')
    const [dx] = await outputsOf(simplify(graph), figures)
    const rows = [...figures.subarray(0, 16)]
    const largest = (at: number) => {
      const corner = Math.floor(at / 8) * 8 + Math.floor((at % 4) / 2) * 2
      return Math.max(...[0, 1, 4, 5].map((step) => rows[corner + step]!))
    }
    expect(dx).toEqual(rows.map((v, at) => (v === largest(at) ? 1 : 0)))
  })

  test('the gradient of dropout in training, where the mask is all that is used', async () => {
    const graph = read('dropout-training')
    const [x] = graph.inputs
    const [gradient] = gradients(op.reduceSum(graph.outputs.get('y')!, undefined, false), [x!])
    graph.outputs.clear()
    graph.output('dx', gradient!)
    const [dx] = await outputsOf(simplify(graph), golden('dropout-training'))
    const ratio = numbersOf(graph.value('r')! as Tensor)[0]!
    for (const each of dx!)
      expect([0, 1 / (1 - ratio)].some((right) => Math.abs(each - right) < 1e-5)).toBe(true)
  })

  test('more padding of a transposed convolution than a stride, which the runtime refuses', async () => {
    const figures = golden('convtranspose-output-padding-over-stride')
    const graph = read('convtranspose-output-padding-over-stride')
    const [y] = await outputsOf(graph, figures)
    const feeds = new Map([[graph.inputs[0]!, figures.subarray(0, 9)]])
    const right = evaluate(graph, feeds, [graph.outputs.get('y')!])[0]!
    expect(right.shape).toEqual([1, 1, 6, 6])
    expect(distance(y!, right.data)).toBeLessThan(1e-6)
  })

  test('a branch that shapes settle is read, one that an input chooses is not', () => {
    expect(blackBoxesOf(read('if-constant-condition'))).toEqual([])
    expect(blackBoxesOf(read('if-constant-squeeze-13'))).toEqual([])
  })

  test('sizes of axes that are none', () => {
    expect(() => read('zero-size-batch')).toThrow(/has the shape \[0, 3\] with a size that stands for none/)
    expect(() => read('reduceprod-empty')).toThrow(
      /has the shape \[2, 0, 4\] with a size that stands for none/,
    )
  })
})
