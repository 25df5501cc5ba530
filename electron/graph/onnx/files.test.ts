import { readFileSync } from 'node:fs'
import { Tensor as RuntimeTensor } from 'onnxruntime-node'
import { describe, expect, test } from 'vitest'
import { inEnglish } from '../../contract/text.ts'
import * as op from '../builder.ts'
import { check } from '../check.ts'
import { gradients } from '../differentiate.ts'
import { newGraph } from '../operators/index.ts'
import { simplify } from '../passes/simplify.ts'
import { numbersOf, type Tensor } from '../tensor.ts'
import { distance } from '../testing/numeric.fixture.ts'
import { run, runModel } from '../testing/runtime.fixture.ts'
import { blackBoxesOf } from './blackBox.ts'
import { encode } from './protobuf.ts'
import { readOnnx } from './read.ts'
import { writeOnnx } from './write.ts'

const golden = (name: string) =>
  readFileSync(new URL(`../../../tests/golden/graph/files/${name}`, import.meta.url))

describe.each(['torchscript.onnx', 'dynamo.onnx'])('a network from PyTorch, %s', (file) => {
  const lines = golden('network.jsonl').toString().trim().split('\n')
  const figures = new Map(lines.map((line) => JSON.parse(line) as [string, number[]]))
  const graph = simplify(readOnnx(golden(file), { file, dimensions: { batch: 2, x: [2, 3, 12, 12] } }))

  test('has nothing we do not know, and no shape arithmetic left', () => {
    expect(blackBoxesOf(graph)).toEqual([])
    expect(graph.nodes.length).toBeLessThan(22)
  })

  test('gives what PyTorch gives', async () => {
    const results = await run(graph, new Map([['x', figures.get('x')!]]))
    expect(distance(results.get('y')!.data, figures.get('y')!)).toBeLessThan(1e-5)
  })

  test('differentiates as PyTorch does, with respect to its input and its weights', async () => {
    const loss = op.reduceMean(op.square(graph.outputs.get('y')!), undefined, false)
    // The exporters fold the normalisations' weights, and their neighbours', into other constants.
    const names = ['x', 'down1', 'up1', 'last'].flatMap((name) =>
      name === 'x' ? [name] : [`${name}.weight`, `${name}.bias`],
    )
    const values = names.map((name) => graph.value(name)!)
    for (const [k, gradient] of gradients(loss, values).entries()) graph.output(`d ${names[k]}`, gradient)
    const results = await run(simplify(graph), new Map([['x', figures.get('x')!]]))
    for (const name of names)
      expect(distance(results.get(`d ${name}`)!.data, figures.get(`d ${name}`)!), name).toBeLessThan(1e-5)
  })
})

describe('a file with all that is seldom seen', () => {
  const read = () =>
    readOnnx(golden('odd.onnx'), {
      file: 'odd.onnx',
      external: (location, start, end) => golden(location).subarray(start, end),
    })

  test('has its initialisers read from every place and in every type', () => {
    const graph = read()
    const contents = (name: string) => {
      const value = graph.value(name)!
      return [value.dtype, ...numbersOf(value as Tensor)]
    }
    for (const name of ['raw32', 'typed32', 'raw16', 'typed16', 'rawBrain16', 'beside'])
      expect(contents(name), name).toEqual(['float32', 1.5, -2])
    expect(contents('typed64')).toEqual(['float64', 1.5, -2])
    expect(contents('typedInt64')).toEqual(['int64', 3, -40])
    expect(contents('typedInt32')).toEqual(['int32', 4, -5])
    expect(contents('typedBool')).toEqual(['bool', 1, 0])
  })

  test('keeps operators that we do not know as black boxes, by name', () => {
    const graph = read()
    check(graph)
    expect(blackBoxesOf(graph).map(({ node, operator }) => [node, operator])).toEqual([
      ['branch', 'If'],
      ['soft', 'Softsign'],
      ['quick', 'com.microsoft.QuickGelu'],
    ])
    expect(graph.value('chosen')!.shape).toEqual([2])
    // Known to keep the type of its input, which is known.
    expect(graph.value('soft')!.dtype).toBe('float32')
    expect(graph.outputs.get('y')!.shape).toEqual([2])
  })

  test('runs as it did before, after every pass', async () => {
    const feeds = {
      x: new RuntimeTensor('float32', [0.25, 0.5], [2]),
      choice: new RuntimeTensor('bool', [false], []),
    }
    const graph = simplify(read())
    const results = await runModel(writeOnnx(graph).model, feeds)
    const total = [0.25 + 7 * 1.5 + 3 + 4 + 1, 0.5 - 7 * 2 - 40 - 5]
    expect(distance(results.get('beside_sum')!.data, total.map(Math.fround))).toBeLessThan(1e-6)
    const soft = [total[0]! - 0.25, total[1]! - 0.5].map((v) => v / (1 + Math.abs(v)))
    const quick = soft.map((v) => v / (1 + Math.exp(-1.702 * v)))
    expect(distance(results.get('y')!.data, quick)).toBeLessThan(1e-6)
  })

  test('says what cannot be differentiated, and differentiates around it', () => {
    const graph = read()
    const [x] = graph.inputs
    const loss = (name: string) => op.reduceSum(graph.value(name)!, undefined, false)
    expect(() => gradients(loss('y'), [x!])).toThrow(
      "QuickGelu 'quick' cannot be differentiated: its operator is not known.",
    )
    expect(() => gradients(loss('chosen'), [x!])).toThrow(
      "If 'branch' cannot be differentiated: its operator is not known.",
    )
    expect(gradients(loss('beside_sum'), [x!])[0]!.shape).toEqual([2])
  })
})

describe('a file of opset 17, with what newer opsets spell otherwise', () => {
  const bytes = golden('older.onnx')
  const read = () => readOnnx(bytes, { file: 'older.onnx' })

  test.each([true, false])('runs as it did before, whichever way its branch goes: %s', async (choice) => {
    const waves = (count: number, scale: number) =>
      Float32Array.from({ length: count }, (_, at) => scale * Math.sin(at))
    const feeds = {
      x: new RuntimeTensor('float32', waves(32, 2), [1, 2, 4, 4]),
      grid: new RuntimeTensor('float32', waves(32, 0.9), [1, 4, 4, 2]),
      choice: new RuntimeTensor('bool', [choice], []),
      form: new RuntimeTensor('int64', BigInt64Array.of(4n, 1n, 8n), [3]),
    }
    const expected = await runModel(bytes, feeds)
    const results = await runModel(writeOnnx(simplify(read())).model, feeds)
    for (const name of ['y', 'squared'])
      expect(distance(results.get(name)!.data, expected.get(name)!.data), name).toBeLessThan(1e-6)
  })

  test('names what cannot be differentiated, and why', () => {
    const graph = read()
    expect(blackBoxesOf(graph).map(({ node, reason }) => `${node}: ${inEnglish(reason)}`)).toEqual([
      'branch: its operator is not known',
      'to unsigned: casts to the ONNX element type 12, which is not covered',
      "to single: the type of its input 'whole' is not known",
      "reshape: the type of its input 'chosen' is not known",
      'memory: its operator is not known',
      "sum: the type of its input 'last' is not known",
      "known: the type of its input 'single' is not known",
      "end: the type of its input 'known' is not known",
    ])
    const sum = (name: string) => op.reduceSum(graph.value(name)!, undefined, false)
    const [x] = graph.inputs
    expect(gradients(sum('squared'), [x!])[0]!.shape).toEqual([1, 2, 4, 4])
    expect(() => gradients(sum('y'), [x!])).toThrow(/cannot be differentiated/)
  })
})

test('a shape that is fed makes a black box of its node', () => {
  const graph = newGraph()
  const form = graph.input('form', 'int64', [2])
  const x = graph.input('x', 'float32', [2, 3])
  expect(() => graph.emit('Reshape', [x, form])).toThrow(/'form' must not depend on an input/)
  const model = encode({
    irVersion: 10,
    opsets: [{ domain: '', version: 21 }],
    inputs: [
      { name: 'x', type: 1, dims: [2, 3] },
      { name: 'form', type: 7, dims: [2] },
    ],
    outputs: [{ name: 'y', type: 1, dims: [3, 2] }],
    initialisers: [],
    nodes: [
      {
        name: 'turn',
        operator: 'Reshape',
        domain: '',
        inputs: ['x', 'form'],
        outputs: ['y'],
        attributes: [],
        captured: [],
        foreign: null,
      },
    ],
  })
  const read = readOnnx(model)
  expect(read.outputs.get('y')!.shape).toEqual([3, 2])
  expect(blackBoxesOf(read)).toMatchObject([
    { node: 'turn', reason: expect.stringMatching(/^'form' must not depend on an input/) },
  ])
})

test('weights are kept in a file of their own on demand', () => {
  const graph = readOnnx(golden('torchscript.onnx'), { dimensions: { x: [1, 3, 12, 12] } })
  const { model, external } = writeOnnx(graph, 'weights.bin')
  const weights = Buffer.concat(external)
  expect(model.length + weights.length).toBeGreaterThan(weights.length)
  const again = readOnnx(model, {
    external: (location, start, end) =>
      location === 'weights.bin' ? weights.subarray(start, end) : new Uint8Array(),
  })
  const weight = (g: typeof graph) => g.value('down1.weight')!.data
  expect(weight(again)).toEqual(weight(graph))
})
