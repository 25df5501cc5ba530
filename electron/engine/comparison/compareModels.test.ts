import { expect, test } from 'vitest'
import { inEnglish } from '../../contract/text.ts'
import * as op from '../../graph/builder.ts'
import { withHalfWeights } from '../../graph/onnx/half.ts'
import { decode, encode } from '../../graph/onnx/protobuf.ts'
import { writeOnnx } from '../../graph/onnx/write.ts'
import { newGraph } from '../../graph/operators/index.ts'
import { float32 } from '../../graph/tensor.ts'
import { compareModels, tooLarge } from './compareModels.ts'
import { exampleFeeds } from './exampleFeeds.ts'

/** Three layers, the second of which may end otherwise. */
function network(middle: (typeof op)['tanh'] = op.tanh) {
  const graph = newGraph()
  const x = graph.input('x', 'float32', [1, 3, 8, 8])
  const numbers = Float32Array.from({ length: 32 * 32 }, (_, i) => Math.sin(7 * i) / 8)
  const held = (name: string, taken: number, given: number) =>
    graph.constant(float32([...numbers.subarray(0, given * taken)], [given, taken, 1, 1]), name)
  const named = (name: string, operator: string, ...inputs: ReturnType<typeof op.relu>[]) =>
    graph.emit(operator, inputs, {}, { names: [name] })[0]!
  const first = named('first', 'Conv', x, held('w1', 3, 32))
  const second = named('second', 'Conv', middle(first), held('w2', 32, 32))
  graph.output('y', named('third', 'Conv', op.relu(second), held('w3', 32, 3)))
  return graph
}

const file = 'net.onnx'
const feeds = exampleFeeds(network().inputs)
const right = { model: writeOnnx(network()).model, feeds }

test('what is written anew computes the same', async () => {
  const found = await compareModels({ file, original: right, rewritten: { ...right } })
  expect(found).toMatchObject({ outcome: 'same', difference: 0 })
})

test('a network that was rewritten wrongly is told, by how much, and from which value on', async () => {
  const rewritten = { model: writeOnnx(network(op.sigmoid)).model, feeds }
  const found = await compareModels({ file, original: right, rewritten })
  expect(found.outcome).toBe('differs')
  expect(found.difference).toBeGreaterThan(0.05)
  expect(inEnglish(found.said)).toMatch(
    /net\.onnx.* "y" is off by \d+ % of its largest number, from "second" on, which Conv makes/,
  )
})

test('one weight of a thousand that is wrong is enough', async () => {
  const model = decode(right.model)!
  const initialisers = model.initialisers.map((tensor) => {
    if (tensor.name !== 'w2') return tensor
    const numbers = new Float32Array(new Uint8Array(tensor.raw!).buffer)
    numbers[5] = 3
    return { ...tensor, raw: new Uint8Array(numbers.buffer) }
  })
  const rewritten = { model: encode({ ...model, initialisers }), feeds }
  expect(await compareModels({ file, original: right, rewritten })).toMatchObject({ outcome: 'differs' })
})

test('weights in half precision are rounding, and nothing more', async () => {
  const rewritten = { model: withHalfWeights(right.model), feeds }
  const found = await compareModels({ file, original: right, rewritten, half: true })
  expect(found.outcome).toBe('same')
  expect(found.difference).toBeGreaterThan(0)
})

test('a rewritten file that does not even load differs', async () => {
  const model = decode(right.model)!
  const nodes = model.nodes.map((node) => ({ ...node, operator: 'Wobble', foreign: null }))
  const rewritten = { model: encode({ ...model, nodes }), feeds }
  const found = await compareModels({ file, original: right, rewritten })
  expect(found).toMatchObject({ outcome: 'differs', difference: null })
  expect(inEnglish(found.said)).toContain('ONNX Runtime runs net.onnx, but not what Ganvas made of it')
})

test('what the runtime does not run as it is, is not compared, and why is said', async () => {
  const other = exampleFeeds([{ name: 'x', dtype: 'float32', shape: [1, 5, 8, 8] }])
  const found = await compareModels({ file, original: { ...right, feeds: other }, rewritten: right })
  expect(found.outcome).toBe('notCompared')
  expect(inEnglish(found.said)).toMatch(/does not run net\.onnx as it is on a small input\. It says: ".*x.*"/)
})

test('what gives something else each time is not compared', async () => {
  const graph = newGraph()
  graph.output('y', op.tanh(graph.input('x', 'float32', [1, 3, 8, 8])))
  const model = decode(writeOnnx(graph).model)!
  const nodes = model.nodes.map((node) => ({ ...node, operator: 'RandomNormalLike', foreign: null }))
  const random = { model: encode({ ...model, nodes }), feeds }
  const found = await compareModels({ file, original: random, rewritten: right })
  expect(found.outcome).toBe('notCompared')
  expect(inEnglish(found.said)).toContain('gives something else each time')
})

test('what would take more memory than there is, is not compared', () => {
  const graph = newGraph()
  const x = graph.input('x', 'float32', [1, 1, 2 ** 20, 2 ** 20])
  graph.output('y', op.relu(x))
  expect(tooLarge(file, graph)).toMatchObject({ outcome: 'notCompared' })
  expect(tooLarge(file, network())).toBeNull()
})
