import { InferenceSession, Tensor } from 'onnxruntime-node'
import { describe, expect, test } from 'vitest'
import type { ImportSettings } from '../../contract/procedures/imports.ts'
import * as op from '../../graph/builder.ts'
import type { Graph, Value } from '../../graph/graph.ts'
import { encode } from '../../graph/onnx/protobuf.ts'
import { writeOnnx } from '../../graph/onnx/write.ts'
import { newGraph } from '../../graph/operators/index.ts'
import { bake } from './bake.ts'
import { openNetwork } from './open.ts'
import { propose } from './propose.ts'

const SIDE = 8

/** A file whose network is written as `build` says. */
function file(shape: readonly number[], build: (x: Value) => Value, dtype: 'float32' | 'uint8' = 'float32') {
  const graph = newGraph()
  const x = graph.input('x', dtype, shape)
  graph.output('y', build(x))
  return open(graph)
}

const open = (graph: Graph) =>
  openNetwork(writeOnnx(graph).model, 'net.onnx', () => {
    throw new Error('nothing lies beside it')
  })

const byPlane = (channels: number) => [1, channels, SIDE, SIDE]
const byPixel = (channels: number) => [1, SIDE, SIDE, channels]

/** What an imported network makes of one colour, each channel in [-1, 1]. */
async function imported(network: ReturnType<typeof open>, change: Partial<ImportSettings>, color: number[]) {
  const { proposal } = propose(network, 'net.onnx')
  const { model } = bake(network, { ...proposal, ...change })
  const session = await InferenceSession.create(model, { intraOpNumThreads: 1, logSeverityLevel: 3 })
  const count = SIDE * SIDE
  const data = Float32Array.from({ length: color.length * count }, (_, at) => color[Math.floor(at / count)]!)
  const input = new Tensor('float32', data, [1, color.length, SIDE, SIDE])
  const { output } = await session.run({ input })
  await session.release()
  const channels = output!.dims[1]!
  return Array.from({ length: channels }, (_, c) => Number((output!.data[c * count] as number).toFixed(4)))
}

const size = { width: SIDE, height: SIDE }
const color = [0.5, -0.25, 0]

describe('a network in another convention does what it does in ours', () => {
  const inverted = color.map((v) => -v || 0)

  test('bytes from 0 to 255', async () => {
    const network = file(byPlane(3), (x) => op.sub(255, x))
    const made = await imported(network, { inputRange: 'byte', outputRange: 'byte', size }, color)
    expect(made.map((v) => v || 0)).toEqual(inverted)
  })

  test('numbers from 0 to 1 in, from -0.5 to 0.5 out', async () => {
    const network = file(byPlane(3), (x) => op.sub(0.5, x))
    const made = await imported(network, { inputRange: 'unit', outputRange: [-0.5, 0.5] }, color)
    expect(made.map((v) => v || 0)).toEqual(inverted)
  })

  test('the means of ImageNet', async () => {
    const network = file(byPlane(3), (x) => op.mul(x, 1))
    const ranges = { inputRange: 'imagenet', outputRange: 'imagenet' } as const
    expect(await imported(network, ranges, color)).toEqual(color)
    const raw = await imported(network, { inputRange: 'imagenet', outputRange: 'signed' }, [-1, -1, -1])
    expect(raw).toEqual([-2.1179, -2.0357, -1.8044])
  })

  test('channels last', async () => {
    const network = file(byPixel(3), (x) => op.mul(x, op.constant(x, [3], [1, 0, 1])))
    expect(network.layout).toBe('NHWC')
    expect(await imported(network, {}, color)).toEqual([0.5, 0, 0])
  })

  test('blue first', async () => {
    const network = file(byPlane(3), (x) => op.mul(x, op.constant(x, [1, 3, 1, 1], [0, 1, 1])))
    expect(await imported(network, {}, [0.5, 0.25, 0.75])).toEqual([0, 0.25, 0.75])
    expect(await imported(network, { order: 'BGR' }, [0.5, 0.25, 0.75])).toEqual([0.5, 0.25, 0])
  })

  test('grey in, grey out', async () => {
    const network = file(byPlane(1), op.neg)
    const grey = -Number((0.299 * 0.5 - 0.587 * 0.25).toFixed(4)) || 0
    expect(await imported(network, {}, color)).toEqual([grey, grey, grey].map((v) => expect.closeTo(v, 3)))
  })

  test('a fourth channel, which is nothing', async () => {
    const network = file(byPlane(4), (x) => op.mul(x, 1))
    expect(await imported(network, {}, color)).toEqual(color)
  })

  test('bytes as bytes', async () => {
    const network = file(byPlane(3), (x) => op.sub(op.div(op.cast(x, 'float32'), 127.5), 1), 'uint8')
    const { proposal } = propose(network, 'net.onnx')
    expect(proposal.inputRange).toBe('byte')
    const made = await imported(network, { outputRange: 'signed' }, color)
    for (const [c, value] of color.entries()) expect(Math.abs(made[c]! - value)).toBeLessThan(1 / 127)
  })

  test('lightness and chroma as they are', async () => {
    const network = file(byPlane(1), (x) => op.concat([op.sub(x, 50), op.sub(50, x)], 1))
    const { proposal, kinds } = propose(network, 'net.onnx')
    expect([proposal.kind, kinds]).toEqual(['color', ['color']])
    const lab = { inputRange: 'lab', outputRange: 'lab' } as const
    expect(await imported(network, lab, [0.5])).toEqual([0.2273, -0.2273])
  })
})

test('an operator that only the runtime knows runs as it is, at the size of the file, and is warned of', async () => {
  const node = (operator: string, from: string, to: string) => ({
    name: to,
    operator,
    domain: '',
    inputs: [from],
    outputs: [to],
    attributes: [],
    captured: [],
    foreign: null,
  })
  const bytes = encode({
    irVersion: 8,
    opsets: [{ domain: '', version: 17 }],
    inputs: [{ name: 'x', type: 1, dims: byPlane(3) }],
    outputs: [{ name: 'y', type: 1, dims: byPlane(3) }],
    initialisers: [],
    nodes: [node('Softsign', 'x', 'soft'), node('Sum', 'soft', 'y')],
  })
  const network = openNetwork(bytes, 'net.onnx', () => new Uint8Array())
  const { proposal, warnings, unbounded } = propose(network, 'net.onnx')
  expect(proposal).toMatchObject({ size, kind: 'drawing' })
  expect(unbounded).toBe(true)
  expect(warnings.map(({ text }) => text)).toContainEqual({
    key: 'errors:importWarnings.blackBoxes',
    operators: 'Softsign, Sum',
  })
  const made = await imported(network, {}, color)
  for (const [c, value] of color.entries()) expect(made[c]).toBeCloseTo(value / (1 + Math.abs(value)), 3)
})

describe('what is proposed', () => {
  const ends: [string, (x: Value) => Value, unknown][] = [
    ['tanh', op.tanh, 'signed'],
    ['sigmoid', op.sigmoid, 'unit'],
    ['sigmoid stretched to bytes', (x) => op.mul(op.sigmoid(x), 255), 'byte'],
    ['tanh brought to 0 and 1', (x) => op.add(op.div(op.tanh(x), 2), 0.5), 'unit'],
    ['150 tanh + 127.5, as fast styles end', (x) => op.add(op.mul(op.tanh(x), 150), 127.5), 'byte'],
    ['half a tanh', (x) => op.mul(op.tanh(x), 0.5), [-0.5, 0.5]],
    ['a clip', (x) => op.apply('Clip', [x, op.scalar(x, 0), op.scalar(x, 1)]), 'unit'],
  ]
  test.each(ends)('the range of an output that ends in %s', (_name, end, range) => {
    const { proposal, unbounded } = propose(file(byPlane(3), end), 'net.onnx')
    expect(proposal.outputRange).toEqual(range)
    expect(unbounded).toBe(false)
  })

  const means = (x: Value, scale: number, order: 1 | -1) => {
    const list = [0.485, 0.456, 0.406].map((m) => m * scale)
    return op.constant(x, [1, 3, 1, 1], order === 1 ? list : list.toReversed())
  }
  const starts: [string, (x: Value) => Value, unknown, string][] = [
    ['2 x - 1', (x) => op.sub(op.mul(x, 2), 1), 'unit', 'RGB'],
    ['x / 127.5 - 1', (x) => op.sub(op.div(x, 127.5), 1), 'byte', 'RGB'],
    ["ImageNet's means", (x) => op.div(op.sub(x, means(x, 1, 1)), 0.226), 'unit', 'RGB'],
    ["ImageNet's means of bytes, blue first", (x) => op.sub(x, means(x, 255, -1)), 'byte', 'BGR'],
  ]
  test.each(starts)('the range and order of an input that starts by %s', (_name, start, range, order) => {
    const network = file(byPlane(3), (x) => op.tanh(start(x)))
    expect(propose(network, 'net.onnx').proposal).toMatchObject({ inputRange: range, order })
  })

  test('one size for a network with a layer over the whole picture', () => {
    const network = file(byPlane(1), (x) => {
      const count = SIDE * SIDE
      const weight = op.constant(x, [count, count], new Float32Array(count * count).fill(0.01))
      return op.tanh(op.reshape(op.matMul(op.reshape(x, [1, count]), weight), byPlane(1)))
    })
    const { proposal, kinds } = propose(network, 'net.onnx')
    expect(proposal).toMatchObject({ size, kind: 'drawing', side: SIDE })
    expect(kinds).toEqual(['drawing'])
  })
})

describe('what cannot be imported says why', () => {
  const refused = (work: () => unknown, said: RegExp) => expect(work).toThrow(said)

  test('by its inputs', () => {
    const graph = newGraph()
    const inputs = ['a', 'b', 'c', 'd', 'e'].map((name) => graph.input(name, 'float32', byPlane(3)))
    graph.output('y', inputs.reduce(op.add))
    refused(() => open(graph), /net\.onnx has 5 inputs \(a, b, c, d, e\)/)
    refused(() => file([1, 4], op.tanh), /"x" of net\.onnx has the shape \[1, 4\]/)
    refused(() => file([4, 3, 8, 8], op.tanh), /takes 4 pictures at a time/)
  })

  test('by its outputs', () => {
    const flat = file(byPlane(3), (x) => op.reshape(x, [1, 192]))
    refused(() => propose(flat, 'net.onnx'), /makes no picture: its outputs are y \[1, 192\]/)
    const halved = file(byPlane(3), (x) =>
      op.conv(x, op.constant(x, [3, 3, 2, 2], new Float32Array(36)), null, { strides: [2, 2] }),
    )
    refused(() => propose(halved, 'net.onnx'), /"y" at another size than its input/)
    const two = file(byPlane(3), (x) => op.conv(x, op.constant(x, [2, 3, 1, 1], new Float32Array(6))))
    refused(() => propose(two, 'net.onnx'), /turns 3 channels into 2/)
  })

  test('by weights that lie elsewhere, and by damage', () => {
    const graph = newGraph()
    const x = graph.input('x', 'float32', byPlane(3))
    graph.output('y', op.conv(x, op.constant(x, [3, 3, 1, 1], new Float32Array(9))))
    const { model } = writeOnnx(graph, 'weights.bin')
    refused(
      () =>
        openNetwork(model, 'net.onnx', (location) => {
          throw Object.assign(new Error('gone'), { location })
        }),
      /gone/,
    )
    const whole = writeOnnx(graph).model
    for (const length of [0, 5, whole.length >> 1, whole.length - 3])
      refused(
        () => openNetwork(whole.subarray(0, length), 'net.onnx', () => new Uint8Array()),
        /net\.onnx (is no ONNX model, or is cut short|holds no graph)/,
      )
  })
})
