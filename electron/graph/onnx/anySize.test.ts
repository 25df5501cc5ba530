import { Tensor } from 'onnxruntime-node'
import { expect, test } from 'vitest'
import * as op from '../builder.ts'
import type { Graph } from '../graph.ts'
import { newGraph } from '../operators/index.ts'
import { tensor } from '../tensor.ts'
import { run, runModel } from '../testing/runtime.fixture.ts'
import { withAnySize } from './anySize.ts'
import { readOnnx } from './read.ts'
import { writeOnnx } from './write.ts'

/** Halves a picture, normalises it by itself and doubles it again. */
function network(height: number, width: number): Graph {
  const graph = newGraph()
  const x = graph.input('input', 'float32', [1, 1, height, width])
  const weight = graph.constant(tensor('float32', [1, 1, 2, 2], [0.5, -1, 2, 0.25]))
  const one = graph.constant(tensor('float32', [1], [1]))
  const halved = op.conv(x, weight, null, { strides: [2, 2] })
  const even = op.apply('InstanceNormalization', [halved, one, one])
  graph.output('output', op.convTranspose(even, weight, null, { strides: [2, 2] }))
  return graph
}

const [height, width] = [6, 10]
const picture = Float32Array.from({ length: height * width }, (_, i) => Math.sin(i))

test('a network written for one size runs at another as if it had been written for it', async () => {
  const opened = withAnySize(writeOnnx(network(4, 4)).model)
  const found = await runModel(opened, { input: new Tensor('float32', picture, [1, 1, height, width]) })
  const expected = await run(network(height, width), new Map([['input', picture]]))
  expect(found).toEqual(expected)
})

test('a further input has sides of its own', () => {
  const graph = network(4, 4)
  const noise = graph.input('noise', 'float32', [1, 1, 2, 2])
  graph.output('mean', op.reduceMean(noise))
  const opened = withAnySize(writeOnnx(graph).model)
  const read = readOnnx(opened, { dimensions: { input: [2, 1, 8, 8], noise: [1, 1, 4, 4] } })
  expect(read.outputs.get('output')!.shape).toEqual([2, 1, 8, 8])
})

test('its sides are axes with names', () => {
  const opened = withAnySize(writeOnnx(network(4, 4)).model)
  expect(() => readOnnx(opened)).toThrow(/dynamic shape \[batch, 1, height, width\]/)
  const graph = readOnnx(opened, { dimensions: { batch: 1, height, width } })
  expect(graph.outputs.get('output')!.shape).toEqual([1, 1, height, width])
})
