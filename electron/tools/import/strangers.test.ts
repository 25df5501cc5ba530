import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import * as op from '../../graph/builder.ts'
import { decode, encode } from '../../graph/onnx/protobuf.ts'
import { writeOnnx } from '../../graph/onnx/write.ts'
import { newGraph } from '../../graph/operators/index.ts'
import { bake } from './bake.ts'
import { runBaked } from './golden.fixture.ts'
import { openNetwork } from './open.ts'
import { propose } from './propose.ts'

const bytesOf = (name: string) =>
  readFileSync(new URL(`../../../tests/golden/import/strangers/${name}.onnx`, import.meta.url))

function proposed(bytes: Uint8Array, name: string) {
  const network = openNetwork(bytes, name, () => {
    throw new Error('nothing lies beside it')
  })
  const { proposal } = propose(network, name)
  return { network, proposal, baked: bake(network, proposal) }
}
const taken = (name: string) => proposed(bytesOf(name), name)

test.each([
  ['an open size by a name that no writer gave', 'unnamed-dims', { layout: 'NCHW', side: 256 }],
  ['channels last, of which no size tells', 'nhwc-all-dynamic-unknown', { layout: 'NHWC' }],
  ['a mask that comes first', 'two-outputs-picture-mask', { output: 'y' }],
  ['features and a smaller picture that come first', 'listout', { output: 'y' }],
  ['a branch whose condition is a constant', 'if', { output: 'y' }],
  ['minus infinity in a mask', 'neg-inf-mask', { side: 64 }],
  ['a softmax of opset 11 behind an activation that was unknown', 'box-softmax-11', { output: 'y' }],
  ['opset 23', 'opset23', { output: 'y' }],
])('%s is taken', (_, name, expected) => {
  expect(taken(name).proposal).toMatchObject(expected)
})

test('a network in double precision is computed in single precision, and its weights count', async () => {
  const { baked } = taken('double-io')
  expect([baked.input.name, baked.parameters]).toEqual(['input', 81])
  expect(await runBaked(baked, new Float32Array(3 * 64 * 64), 64)).toHaveLength(3 * 64 * 64)
})

test.each([
  ['superres-x4', /enlarges: "y" has 4 times the sides of its input/],
  ['empty-graph', /holds no network: no operator stands between/],
  ['latent-only', /draws pictures from the numbers "z" \[1, 8\].*the task "generate"/],
  ['classifier', /makes no picture: its outputs are y \[1, 10\]/],
])('%s is refused, and why', (name, reason) => {
  expect(() => taken(name)).toThrow(reason)
})

/** A 1 x 1 network of the given shape, which the file states as `dims`. */
function file(shape: readonly number[], dims: (number | string | null)[], squeezed = false): Uint8Array {
  const graph = newGraph()
  const x = graph.input('x', 'float32', shape)
  const y = op.tanh(x)
  graph.output('y', squeezed ? op.apply('Squeeze', [y, op.integers(y, [1])]) : op.identity(y))
  const model = decode(writeOnnx(graph).model)!
  return encode({ ...model, inputs: [{ ...model.inputs[0]!, dims }] })
}

test('only the number of pictures is open: the size is the one that the file states', () => {
  const bytes = file([1, 3, 64, 64], ['batch', 3, 64, 64])
  const { network, proposal } = proposed(bytes, 'net.onnx')
  expect([network.dynamic, proposal.side]).toEqual([[], 64])
})

test('a size of -1 is an open one', () => {
  const { network, proposal } = proposed(file([1, 3, 64, 64], [-1, 3, -1, -1]), 'net.onnx')
  expect([network.dynamic, proposal.size]).toEqual([['?', '?'], { multiple: 1 }])
})

test('an output without an axis of channels is refused, and named', () => {
  expect(() => proposed(file([1, 1, 64, 64], [1, 1, 64, 64], true), 'net.onnx')).toThrow(
    'The output "y" of net.onnx has the shape [1, 64, 64], and a picture has four axes',
  )
})
