import {
  existsSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import type { CallContext } from '../../contract/server.ts'
import { text } from '../../contract/text.ts'
import * as op from '../../graph/builder.ts'
import { decode, encode, type FileTensor } from '../../graph/onnx/protobuf.ts'
import { writeOnnx } from '../../graph/onnx/write.ts'
import { newGraph } from '../../graph/operators/index.ts'
import { bools, float32 } from '../../graph/tensor.ts'
import { compareModels } from '../comparison/compareModels.ts'
import { createNetworkHandlers } from './networks.ts'

const folder = mkdtempSync(join(tmpdir(), 'ganvas-networks-'))
afterAll(() => rmSync(folder, { recursive: true }))
const at = (name: string) => join(folder, name)

const handlers = createNetworkHandlers((pair) => compareModels(pair))
const context: CallContext = { signal: new AbortController().signal, emit: () => {} }
const check = (name: string, dimensions = {}) =>
  handlers['networks.check']({ path: at(name), dimensions }, context)
const write = (from: string, to: string, options = {}) =>
  handlers['networks.export'](
    {
      path: at(from),
      out: at(to),
      overwrite: false,
      precision: 'single',
      normalisation: 'keep',
      external: false,
      dimensions: {},
      ...options,
    },
    context,
  )

/** A model of one weight, whose contents lie in a file beside it. */
function external(name: string, offset: number, length: number): void {
  const w: FileTensor = {
    name: 'w',
    dims: [length / 4],
    type: 1,
    raw: null,
    typed: [],
    external: { location: `${name}.data`, offset: String(offset), length: String(length) },
  }
  const node = { name: 'sum', operator: 'Add', domain: '', inputs: ['x', 'w'], outputs: ['y'] }
  const model = encode({
    irVersion: 10,
    opsets: [{ domain: '', version: 21 }],
    inputs: [{ name: 'x', type: 1, dims: [length / 4] }],
    outputs: [{ name: 'y', type: 1, dims: [length / 4] }],
    initialisers: [w],
    nodes: [{ ...node, attributes: [], captured: [], foreign: null }],
  })
  writeFileSync(at(name), model)
}

test('a report counts what is inside and says what cannot be differentiated', async () => {
  const graph = newGraph()
  const x = graph.input('x', 'float32', [2, 3])
  const y = op.matMul(x, graph.constant(float32([1, 2, 3, 4, 5, 6], [3, 2]), 'w'))
  graph.output('y', graph.emit('Relu', [y], {}, { names: ['rest'] })[0]!)
  // An operator of somebody's own in its place: those that we know all have gradients, or are constant.
  const file = decode(writeOnnx(graph).model)!
  const nodes = file.nodes.map((node) =>
    node.operator === 'Relu' ? { ...node, operator: 'Wobble', domain: 'theirs', foreign: null } : node,
  )
  const opsets = [...file.opsets, { domain: 'theirs', version: 1 }]
  writeFileSync(at('report.onnx'), encode({ ...file, nodes, opsets }))
  expect(await check('report.onnx')).toEqual({
    inputs: [{ name: 'x', dtype: 'float32', shape: [2, 3] }],
    outputs: [{ name: 'y', dtype: 'float32', shape: [2, 2] }],
    parameters: 6,
    operators: [
      { operator: 'MatMul', count: 1 },
      { operator: 'theirs.Wobble', count: 1 },
    ],
    blocked: [{ node: 'rest', operator: 'theirs.Wobble', reason: text('gradient.unknownOperator') }],
    differentiable: false,
  })
})

test('weights beyond 2 GB in the file beside a model are read without the rest of it', async () => {
  const offset = 2 ** 31 + 4096
  external('far.onnx', offset, 8)
  writeFileSync(at('far.onnx.data'), '')
  truncateSync(at('far.onnx.data'), offset)
  writeSync(
    openSync(at('far.onnx.data'), 'r+'),
    new Uint8Array(new Float32Array([1.5, -2]).buffer),
    0,
    8,
    offset,
  )
  expect(await write('far.onnx', 'near.onnx')).toMatchObject({ kept: 0 })
  const near = readFileSync(at('near.onnx'))
  expect(near.includes(Buffer.from(new Float32Array([1.5, -2]).buffer))).toBe(true)
})

test('a file beside the model that is absent or cut short is named', async () => {
  external('lost.onnx', 0, 8)
  await expect(check('lost.onnx')).rejects.toThrow(
    "lost.onnx keeps its weights in 'lost.onnx.data', which cannot be read (ENOENT). Put it beside the model.",
  )
  writeFileSync(at('lost.onnx.data'), 'four')
  await expect(check('lost.onnx')).rejects.toThrow(/needs bytes 0 to 8 of 'lost.onnx.data', which ends at 4/)
})

test('weights are written into a file of their own on demand, and read again from there', async () => {
  const { bytes } = await write('report.onnx', 'outside.onnx', { external: true })
  expect(readFileSync(at('outside.onnx')).length + readFileSync(at('outside.onnx.data')).length).toBe(bytes)
  expect(readFileSync(at('outside.onnx.data')).length).toBe(6 * 4)
  expect(await check('outside.onnx')).toEqual(await check('report.onnx'))
  await expect(write('report.onnx', 'x.onnx', { external: true, precision: 'half' })).rejects.toMatchObject({
    code: 'invalid-input',
  })
})

/** A layer with its batch normalisation, and dropout as in training. */
function normalised(): Uint8Array {
  const graph = newGraph()
  const x = graph.input('x', 'float32', [1, 3, 6, 6])
  const weight = op.constant(
    x,
    [32, 3, 3, 3],
    Array.from({ length: 864 }, (_, i) => Math.sin(3 * i)),
  )
  const held = [1.5, 0.2, 0.1, 2].map((value) => op.constant(x, [32], new Array(32).fill(value)))
  const [y] = graph.emit('BatchNormalization', [op.conv(x, weight), ...held])
  const [dropped] = graph.emit('Dropout', [y!, op.constant(x, [], [0.5]), graph.constant(bools([1], []))])
  graph.output('y', dropped!)
  return writeOnnx(graph).model
}

test.each([
  {},
  { normalisation: 'fold' },
  { normalisation: 'instance' },
  { precision: 'half' },
  { external: true },
])('what is exported, %o, is compared with its file first', async (options) => {
  writeFileSync(at('norm.onnx'), normalised())
  const out = `norm-${Object.values(options).join()}.onnx`
  expect((await write('norm.onnx', out, options)).comparison).toMatchObject({ outcome: 'same' })
})

test('what computes something else than its file is not written', async () => {
  const wrong = createNetworkHandlers((pair) =>
    compareModels({ ...pair, rewritten: { ...pair.rewritten, model: spoiled(pair.rewritten.model) } }),
  )
  writeFileSync(at('norm.onnx'), normalised())
  const input = { path: at('norm.onnx'), out: at('wrong.onnx'), overwrite: false, dimensions: {} }
  const asked = { ...input, precision: 'single', normalisation: 'keep', external: false } as const
  await expect(wrong['networks.export'](asked, context)).rejects.toMatchObject({
    code: 'unsupported',
    message: expect.stringContaining('does not give what norm.onnx gives'),
  })
  expect(existsSync(at('wrong.onnx'))).toBe(false)
})

/** The same with weights of twice the size. */
function spoiled(model: Uint8Array | string): Uint8Array {
  const file = decode(model as Uint8Array)!
  const initialisers = file.initialisers.map((tensor) => {
    if (tensor.dims.length < 4) return tensor
    const numbers = new Float32Array(new Uint8Array(tensor.raw!).buffer).map((x) => 2 * x)
    return { ...tensor, raw: new Uint8Array(numbers.buffer) }
  })
  return encode({ ...file, initialisers })
}

test('a model of more than 2 GB in one piece is refused, and the limit named', async () => {
  writeFileSync(at('huge.onnx'), '')
  truncateSync(at('huge.onnx'), 2 ** 31 + 1)
  await expect(check('huge.onnx')).rejects.toThrow(
    /huge\.onnx is larger than 2 GB, .* Export it with external data/,
  )
})
