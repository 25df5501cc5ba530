import { expect, test } from 'vitest'
import * as op from '../builder.ts'
import { newGraph } from '../operators/index.ts'
import { tensor } from '../tensor.ts'
import { withFreeBatch } from './freeBatch.ts'
import { decode } from './protobuf.ts'
import { readOnnx } from './read.ts'
import { writeOnnx } from './write.ts'

/** A picture that is flattened, weighed and made a picture again; its weights are brought into shape as well. */
function model(): Uint8Array {
  const graph = newGraph()
  const x = graph.input('x', 'float32', [1, 2, 3, 4])
  const weights = graph.constant(tensor('float32', [24, 24], new Float32Array(576)), 'weights')
  const flat = op.matMul(op.reshape(x, [1, 24]), op.reshape(weights, [24, 24]))
  graph.output('y', op.reshape(flat, [1, 2, 12]))
  return writeOnnx(graph).model
}

test('one example becomes as many as there are, through every Reshape of them', () => {
  const free = withFreeBatch(model())
  const { inputs, outputs } = decode(free)!
  expect([inputs[0]!.dims, outputs[0]!.dims]).toEqual([
    ['batch', 2, 3, 4],
    ['batch', 2, 12],
  ])
  for (const batch of [1, 5]) {
    const graph = readOnnx(free, { dimensions: { x: [batch, 2, 3, 4] } })
    expect(graph.outputs.get('y')!.shape).toEqual([batch, 2, 12])
  }
})
