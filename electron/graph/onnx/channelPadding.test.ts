import { expect, test } from 'vitest'
import * as op from '../builder.ts'
import { newGraph } from '../operators/index.ts'
import { tensor } from '../tensor.ts'
import { openOnProcessor } from '../testing/runtime.fixture.ts'
import { withPaddedChannels } from './channelPadding.ts'
import { withHalfWeights, withWidenedWeights } from './half.ts'
import { decode } from './protobuf.ts'
import { writeOnnx } from './write.ts'

const waves = (count: number) => Float32Array.from({ length: count }, (_, i) => Math.sin(1.7 * i))

/** One convolution of a picture of 6x6. */
function convolution(channels: number, out: number, kernel: number): Uint8Array {
  const graph = newGraph()
  const x = graph.input('x', 'float32', [1, channels, 6, 6])
  const shape = [out, channels, kernel, kernel]
  const w = graph.constant(tensor('float32', shape, waves(out * channels * kernel ** 2)), 'w')
  const pad = (kernel - 1) / 2
  graph.output('y', op.conv(x, w, null, { pads: [pad, pad, pad, pad] }))
  return writeOnnx(graph).model
}

const open = openOnProcessor()
async function computed(model: Uint8Array, channels: number) {
  const session = await open(model)
  const { y } = await session.run({ x: { data: waves(36 * channels), shape: [1, channels, 6, 6] } })
  await session.release()
  return y!
}

test.each([
  [30, 8, 3],
  [6, 4, 3],
  [9, 4, 5],
])('%i channels into %i by %i px are padded, and give the same', async (channels, out, kernel) => {
  const model = convolution(channels, out, kernel)
  const padded = withPaddedChannels(model)
  expect(decode(padded)!.nodes.map(({ operator }) => operator)).toEqual(['Pad', 'Pad', 'Conv'])
  const [before, after] = [await computed(model, channels), await computed(padded, channels)]
  expect(after.shape).toEqual(before.shape)
  const apart = [...(after.data as Float32Array)].map((value, i) =>
    Math.abs(value - (before.data[i] as number)),
  )
  expect(Math.max(...apart)).toBeLessThan(1e-4)
})

test.each([
  [3, 8, 3],
  [28, 8, 3],
  [24, 8, 3],
  [30, 6, 3],
  [30, 8, 1],
])('%i channels into %i by %i px stay as they are', (channels, out, kernel) => {
  const model = convolution(channels, out, kernel)
  expect(withPaddedChannels(model)).toBe(model)
})

test('weights in half precision are widened to what the processor makes of them', async () => {
  const half = withHalfWeights(convolution(30, 8, 3))
  const widened = withWidenedWeights(half)
  expect(decode(widened)!.nodes.map(({ operator }) => operator)).toEqual(['Conv'])
  expect(decode(widened)!.initialisers.map(({ name }) => name)).toEqual(['w'])
  expect([...(await computed(widened, 30)).data]).toEqual([...(await computed(half, 30)).data])
  const plain = convolution(30, 8, 3)
  expect(withWidenedWeights(plain)).toBe(plain)
})
