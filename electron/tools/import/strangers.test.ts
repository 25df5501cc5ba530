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

const none = () => {
  throw new Error('nothing lies beside it')
}

function proposed(bytes: Uint8Array, name: string) {
  const network = openNetwork(bytes, name, none)
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

test('an output without an axis of channels is a grey picture', async () => {
  const { proposal, baked } = proposed(file([1, 1, 64, 64], [1, 1, 64, 64], true), 'net.onnx')
  expect(proposal.size).toEqual({ multiple: 1 })
  const made = await runBaked(
    baked,
    Float32Array.from({ length: 3 * 96 * 96 }, (_, i) => Math.sin(i)),
    96,
  )
  const [red, green, blue] = [0, 1, 2].map((c) => made.slice(c * 96 * 96, (c + 1) * 96 * 96))
  expect(new Set(red).size).toBeGreaterThan(1000)
  expect([green, blue]).toEqual([red, red])
})

test('a network that enlarges is a style, whose results are as many times as large', async () => {
  const { proposal, baked } = taken('superres-x4')
  expect(proposal).toMatchObject({ kind: 'style', output: 'y' })
  expect(baked.output.scale).toBe(4)
  expect(await runBaked(baked, new Float32Array(3 * 40 * 40), 40)).toHaveLength(3 * 160 * 160)
  const other = { ...proposal, kind: 'drawing' as const }
  expect(() => bake(openNetwork(bytesOf('superres-x4'), 'net', none), other)).toThrow(
    '"y" has 4 times the sides of its input, which the kind "style" alone can have',
  )
})

test('the layout that is said holds, whatever the sizes speak for', () => {
  const graph = newGraph()
  const x = graph.input('x', 'float32', [1, 256, 256, 3])
  graph.output('y', op.tanh(x))
  const model = decode(writeOnnx(graph).model)!
  const open = encode({ ...model, inputs: [{ ...model.inputs[0]!, dims: [null, null, null, null] }] })
  const guessed = openNetwork(open, 'net.onnx', none)
  expect([guessed.layout, guessed.graph.inputs[0]!.shape]).toEqual(['NCHW', [1, 3, 256, 256]])
  const said = openNetwork(open, 'net.onnx', none, 'NHWC')
  expect([said.layout, said.graph.inputs[0]!.shape]).toEqual(['NHWC', [1, 256, 256, 3]])
  expect(propose(said, 'net.onnx')).toMatchObject({ channels: [3, 3], proposal: { layout: 'NHWC' } })
})
