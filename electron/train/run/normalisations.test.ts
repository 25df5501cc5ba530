import { expect, test } from 'vitest'
import * as op from '../../graph/builder.ts'
import { evaluate } from '../../graph/evaluate.ts'
import type { Graph, Value } from '../../graph/graph.ts'
import { withHalfWeights } from '../../graph/onnx/half.ts'
import { readOnnx } from '../../graph/onnx/read.ts'
import { writeOnnx } from '../../graph/onnx/write.ts'
import { newGraph } from '../../graph/operators/index.ts'
import {
  batchNormalisations,
  exportNormalisation,
  type NormalisationExport,
} from '../../graph/passes/normalisations.ts'
import { sizeOf } from '../../graph/shapes.ts'
import { float32 } from '../../graph/tensor.ts'
import { distance } from '../../graph/testing/numeric.fixture.ts'
import { batchNorm, conv, convTranspose, dropout, linear } from '../../nets/layers.ts'
import { Random } from '../../nets/random.ts'
import type { Network } from '../../nets/weights.ts'
import { productOf } from '../game/product.ts'
import { compileStep } from '../step/program.ts'
import { StepBuilder } from '../step/step.ts'
import { Tensors } from '../step/tensors.ts'
import { inferenceGraph } from './inferenceGraph.ts'

/** Every layer that a normalisation can be folded into, and one whose result has a second use. */
const network: Network = (x, weights) => {
  const layer = (name: string) => weights.within(name)
  const a = op.relu(batchNorm(conv(x, layer('conv'), 3), layer('conv norm')))
  const b = batchNorm(convTranspose(a, layer('deconv'), 2, { bias: false }), layer('deconv norm'))
  const c = conv(b, layer('shared'), 2, { kernel: 3, stride: 1 })
  const d = op.reduceMean(op.add(c, batchNorm(c, layer('shared norm'))), [2, 3], false)
  return batchNorm(linear(d, layer('linear'), 4), layer('linear norm'))
}
const product = { network, input: [2, 4, 4], group: 'net', averaged: false }

/** The network with weights and statistics drawn at random. */
function drawn(): Graph {
  const step = new StepBuilder()
  network(step.input('x', [1, ...product.input]), step.weights('net'))
  const tensors = new Tensors()
  compileStep(step)
  tensors.initialise([...step.state.values()], 0)
  for (const name of tensors.names) {
    const [from, to] = name.endsWith('variance') ? [0.5, 2] : [-1, 1]
    new Random(5, name).fill(tensors.get(name).data, { kind: 'uniform', from, to })
  }
  return inferenceGraph(productOf(product), (name) => tensors.get(name))
}

const image = Float64Array.from({ length: 32 }, (_, at) => Math.sin(at))
const run = (graph: Graph) =>
  evaluate(graph, new Map([[graph.inputs[0]!, image]]), [graph.outputs.get('output')!])[0]!.data
const operatorsOf = (how: NormalisationExport) =>
  exportNormalisation(drawn(), how).nodes.map(({ operator }) => operator.name)

test('the noise of dropout becomes an input of uniform numbers: those below the share that is kept are kept', () => {
  const graph = inferenceGraph(
    productOf({ ...product, network: (x, weights) => dropout(x, weights.within('deep'), 0.25) }),
    () => undefined,
  )
  const [input, noise] = graph.inputs
  expect([noise!.name, noise!.shape]).toEqual(['noise/deep/dropout', [1, 2, 4, 4]])
  const drawn = Float64Array.from({ length: 32 }, (_, at) => at / 32)
  const [{ data } = { data: [] }] = evaluate(
    graph,
    new Map([
      [input!, image],
      [noise!, drawn],
    ]),
    [graph.outputs.get('output')!],
  )
  for (const [at, value] of image.entries()) expect(data[at]).toBeCloseTo(at < 24 ? value / 0.75 : 0, 5)
})

test('folded normalisations change nothing in the result', () => {
  expect(distance(run(exportNormalisation(drawn(), 'fold')), run(drawn()))).toBeLessThan(1e-6)
})

test('a normalisation is folded unless what it normalises is used elsewhere', () => {
  expect(operatorsOf('keep').filter((name) => name === 'BatchNormalization')).toHaveLength(4)
  expect(operatorsOf('fold').filter((name) => name === 'BatchNormalization')).toHaveLength(1)
})

test('as instance normalisation, a picture is normalised by itself, as in training with batches of one', () => {
  const simple: Network = (x, weights) =>
    batchNorm(conv(x, weights.within('conv'), 3), weights.within('norm'))
  const scale = Float32Array.of(0.5, -1, 2)
  const bias = Float32Array.of(0.1, 0.2, 0.3)
  const weight = Float32Array.from({ length: 3 * 2 * 16 }, (_, at) => Math.cos(at))
  const find = (name: string) => {
    if (name === 'net/conv/weight') return { shape: [3, 2, 4, 4], data: weight }
    return {
      shape: [3],
      data: name === 'net/norm/scale' ? scale : name === 'net/norm/bias' ? bias : Float32Array.of(1, 1, 1),
    }
  }
  const exported = exportNormalisation(
    inferenceGraph(productOf({ ...product, network: simple }), find),
    'instance',
  )
  const graph = newGraph()
  const x = graph.input('x', 'float32', [1, 2, 4, 4])
  const vector = (data: Float32Array) => graph.constant({ dtype: 'float32', shape: [3], data })
  const w = graph.constant({ dtype: 'float32', shape: [3, 2, 4, 4], data: weight })
  const convolved = op.conv(x, w, vector(Float32Array.of(1, 1, 1)), { strides: [2, 2], pads: [1, 1, 1, 1] })
  const ones = vector(Float32Array.of(1, 1, 1))
  const [trained] = graph.emit(
    'BatchNormalization',
    [convolved, vector(scale), vector(bias), ones, ones],
    { training_mode: 1 },
    { outputCount: 3 },
  )
  const expected = evaluate(graph, new Map([[x, image]]), [trained!])[0]!.data
  expect(distance(run(exported), expected)).toBeLessThan(1e-6)
})

test('weights in half precision are folded into as others are', () => {
  const { model } = writeOnnx(wide())
  const half = readOnnx(withHalfWeights(model))
  expect(batchNormalisations(half)).toBe(1)
  const folded = exportNormalisation(half, 'fold')
  expect(batchNormalisations(folded)).toBe(0)
  expect(distance(run(folded), run(half))).toBeLessThan(1e-6)
})

test('normalisations of a file in training become those of each picture too, where it has more than one number', () => {
  const graph = newGraph()
  const x = graph.input('x', 'float32', [1, 2, 4, 4])
  const vector = (name: string, ...numbers: number[]) => graph.constant(float32(numbers), name)
  const norm = (input: Value, name: string, training_mode: number) =>
    graph.emit(
      'BatchNormalization',
      [
        input,
        vector(`${name}.scale`, 0.5, -1),
        vector(`${name}.bias`, 0.1, 0.2),
        vector(`${name}.mean`, 0.3, 0.4),
        vector(`${name}.variance`, 2, 0.5),
      ],
      { training_mode },
      { names: training_mode ? [name, `${name}.means`, `${name}.variances`] : [name], outputCount: 1 },
    )[0]!
  const waist = op.apply('GlobalAveragePool', [norm(x, 'training', 1)])
  graph.output('output', norm(op.add(waist, 1), 'waist', 0))
  const exported = exportNormalisation(graph, 'instance')
  expect(exported.nodes.map(({ name, operator }) => [name, operator.name])).toEqual([
    ['training', 'InstanceNormalization'],
    ['GlobalAveragePool', 'GlobalAveragePool'],
    ['Add', 'Add'],
    ['waist', 'BatchNormalization'],
  ])
  expect(distance(run(exported), run(graph))).toBeLessThan(1e-6)
})

/** A layer with so many weights that half precision takes them in. */
function wide(): Graph {
  const graph = newGraph()
  const x = graph.input('x', 'float32', [1, 2, 4, 4])
  const drawn = (name: string, shape: number[], from: number) => {
    const data = new Float32Array(sizeOf(shape))
    new Random(5, name).fill(data, { kind: 'uniform', from, to: 1 })
    return graph.constant({ dtype: 'float32', shape, data }, name)
  }
  const y = op.conv(x, drawn('weight', [64, 2, 3, 3], -1))
  const norm = ['scale', 'bias', 'mean', 'variance'].map((name) => drawn(name, [64], 0.1))
  graph.output('output', graph.emit('BatchNormalization', [y, ...norm])[0]!)
  return graph
}
