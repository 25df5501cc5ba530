import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { inEnglish } from '../../contract/text.ts'
import * as op from '../../graph/builder.ts'
import { numberToHalf } from '../../graph/onnx/half.ts'
import { decode, encode } from '../../graph/onnx/protobuf.ts'
import { writeOnnx } from '../../graph/onnx/write.ts'
import { newGraph } from '../../graph/operators/index.ts'
import { openNetwork } from '../../tools/import/open.ts'
import { propose } from '../../tools/import/propose.ts'
import { compareImported } from './importComparison.ts'

const none = () => {
  throw new Error('nothing lies beside it')
}

function opened(bytes: Uint8Array, name = 'net.onnx') {
  const network = openNetwork(bytes, name, none)
  return { file: { name, bytes, path: null }, network, settings: propose(network, name).proposal }
}

function compared(bytes: Uint8Array, change: object = {}) {
  const { file, network, settings } = opened(bytes)
  return compareImported(file, network, { ...settings, ...change })
}

const golden = (name: string) =>
  readFileSync(new URL(`../../../tests/golden/import/${name}.onnx`, import.meta.url))

describe('what is made of a file computes what the file does', () => {
  test.each([
    'resnet9-eval-12',
    'resnet9-eval-20-dynamo',
    // Their dropouts drop by chance, and their normalisation is in training.
    'unet256-train-11',
    'unet256-train-17',
    'unet256-eval-13',
    'strangers/box-softmax-11',
    'strangers/if',
    'strangers/listout',
    'strangers/neg-inf-mask',
    'strangers/nhwc-all-dynamic-unknown',
    'strangers/opset23',
    'strangers/superres-x4',
    'strangers/two-outputs-picture-mask',
    'strangers/unnamed-dims',
  ])('%s', async (name) => {
    const found = await compared(golden(name))
    expect(found.outcome, inEnglish(found.said)).toBe('same')
  })

  test('bytes in, grey out, blue first, and the two ranges', async () => {
    const graph = newGraph()
    const x = graph.input('x', 'uint8', [1, 3, 24, 40])
    const mean = op.reduceMean(op.cast(x, 'float32'), [1])
    const bounds = [0, 255].map((bound) => op.constant(mean, [], [bound]))
    graph.output('y', graph.emit('Clip', [mean, ...bounds])[0]!)
    const bytes = writeOnnx(graph).model
    expect(await compared(bytes, { order: 'BGR', outputRange: 'unit' })).toMatchObject({ outcome: 'same' })
  })

  test('double precision, where the runtime has the kernels', async () => {
    const graph = newGraph()
    const x = graph.input('x', 'float64', [1, 3, 16, 16])
    const half = op.constant(x, [1, 3, 1, 1], [0.5, 0.25, 0.75])
    graph.output('y', op.tanh(op.add(op.mul(x, half), op.cast(op.cast(half, 'float32'), 'float64'))))
    expect(await compared(writeOnnx(graph).model)).toMatchObject({ outcome: 'same' })
    const found = await compared(golden('strangers/double-io'))
    expect(inEnglish(found.said)).toMatch(/does not run net\.onnx as it is.*implementation for Conv/)
  })

  test('half precision in and out', async () => {
    const graph = newGraph()
    const x = graph.input('x', 'float32', [1, 3, 16, 16])
    const numbers = Array.from({ length: 9 }, (_, i) => Math.cos(5 * i) / 3)
    graph.output('y', op.tanh(op.conv(x, op.constant(x, [3, 3, 1, 1], numbers))))
    const model = decode(writeOnnx(graph).model)!
    const half = (value: (typeof model.inputs)[number]) => ({ ...value, type: 10 })
    const initialisers = model.initialisers.map((tensor) => {
      const singles = new Float32Array(new Uint8Array(tensor.raw!).buffer)
      return { ...tensor, type: 10, raw: new Uint8Array(Uint16Array.from(singles, numberToHalf).buffer) }
    })
    const found = await compared(
      encode({ ...model, inputs: model.inputs.map(half), outputs: model.outputs.map(half), initialisers }),
      { side: 16 },
    )
    expect(found.outcome).toBe('same')
    expect(found.difference).toBeGreaterThan(0)
  })
})

test('a network that was read wrongly is told, with the first value that is wrong', async () => {
  const { file, settings } = opened(golden('resnet9-eval-12'))
  const wrong = decode(file.bytes)!
  const nodes = wrong.nodes.map((node) =>
    node.operator === 'Relu' ? { ...node, operator: 'Tanh', foreign: null } : node,
  )
  const { network } = opened(encode({ ...wrong, nodes }))
  const found = await compareImported(file, network, settings)
  expect(found.outcome).toBe('differs')
  const relu = wrong.nodes.find(({ operator }) => operator === 'Relu')!
  expect(inEnglish(found.said)).toContain(`from "${relu.outputs[0]}" on, which Relu makes`)
})

test('a size that the settings name and the network does not take is not compared', async () => {
  const { file, network, settings } = opened(golden('strangers/unnamed-dims'))
  const found = await compareImported(file, network, { ...settings, layout: 'NHWC' })
  expect(found.outcome).toBe('notCompared')
})
