import { expect, test } from 'vitest'
import * as op from '../../graph/builder.ts'
import type { Value } from '../../graph/graph.ts'
import { writeOnnx } from '../../graph/onnx/write.ts'
import { newGraph } from '../../graph/operators/index.ts'
import { openOnProcessor } from '../../graph/testing/runtime.fixture.ts'
import { doubled } from '../../nets/laplacian.ts'
import { Detail, detailSize } from './detail.ts'
import { discs } from './generator.fixture.ts'
import type { Generator } from './generator.ts'

/** Discs with a second stage of three channels of 16 pixels, and whatever more it takes. */
function withStage(make: (picture: Value, label: Value | null) => Value, label?: string): Generator {
  const graph = newGraph()
  const picture = graph.input('coarse', 'float32', [1, 3, 16, 16])
  const asked = label === undefined ? null : graph.input(label, 'float32', [1, 3])
  graph.output('detailed', make(picture, asked))
  const generator = discs({ words: true })
  return { ...generator, files: { ...generator.files, detail: writeOnnx(graph).model } }
}

const coarse = {
  picture: Float32Array.from({ length: 3 * 256 }, (_, i) => (i % 16) / 16),
  condition: [0, 1, 0],
}

test('pictures go through it in [0, 1], whatever the range of the networks', async () => {
  const detail = (await Detail.open(withStage(doubled), openOnProcessor()))!
  expect(detail.output.size).toEqual({ width: 32, height: 32 })
  const large = await detail.draw(coarse)
  expect(large).toHaveLength(3 * 32 * 32)
  // Linear interpolation between the centres of pixels, row 0.
  expect(large[3]).toBeCloseTo(1.25 / 16, 5)
  expect(large[4]).toBeCloseTo(1.75 / 16, 5)
  await detail.release()
})

test('one that reads the words is told them', async () => {
  const tinted = withStage((x, label) => op.add(doubled(x), op.reshape(label!, [1, 3, 1, 1])), 'label')
  const detail = (await Detail.open(tinted, openOnProcessor()))!
  const large = await detail.draw(coarse)
  // 1 in [-1, 1] is half of the whole.
  expect(large[1024 + 3]! - large[3]!).toBeCloseTo(0.5, 5)
  await detail.release()
})

test('a generator of one stage has none, and one that cannot be meant is named with what it takes or gives', async () => {
  expect(await Detail.open(discs(), openOnProcessor())).toBeNull()
  expect(detailSize(discs({ detail: true }))).toEqual({ width: 32, height: 32 })
  expect(() => detailSize(withStage((x) => x))).toThrow('the second stage gives [1, 3, 16, 16]')
  const noise = withStage((x, label) => op.add(doubled(x), op.reduceMean(label!)), 'noise')
  expect(() => detailSize(noise)).toThrow('the second stage takes noise')
})
