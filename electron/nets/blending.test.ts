import { expect, test } from 'vitest'
import { newGraph } from '../graph/operators/index.ts'
import { sizeOf } from '../graph/shapes.ts'
import { tensor } from '../graph/tensor.ts'
import { run } from '../graph/testing/runtime.fixture.ts'
import { blendingNetwork } from './blending.ts'
import type { Weights } from './weights.ts'

/** A network of small regular weights, and how many it has. */
function build(base: number, waist: number) {
  const graph = newGraph()
  let trained = 0
  const weights = (scope: string): Weights => {
    const fixed = (name: string, shape: readonly number[]) =>
      graph.constant(
        tensor(
          'float32',
          shape,
          Array.from({ length: sizeOf(shape) }, (_, i) => 0.1 + 0.05 * Math.sin(i)),
        ),
        scope + name,
      )
    return {
      training: false,
      parameter(name, shape) {
        trained += sizeOf(shape)
        return fixed(name, shape)
      },
      buffer: fixed,
      replace() {},
      noise() {
        throw new Error('no noise here')
      },
      within: (inner) => weights(`${scope}${inner}/`),
    }
  }
  const input = graph.input('input', 'float32', [1, 4, 64, 64])
  graph.output('output', blendingNetwork({ base, waist })(input, weights('')))
  return { graph, trained }
}

test('what is not the object comes back exactly; the object is changed', async () => {
  const { graph } = build(4, 8)
  const count = 64 * 64
  const input = Float32Array.from({ length: 4 * count }, (_, i) =>
    i < 3 * count ? Math.sin(i) : i % 64 < 32 ? -1 : 1,
  )
  const output = (await run(graph, new Map([['input', input]]))).get('output')!
  expect(output.shape).toEqual([1, 3, 64, 64])
  const changed = output.data.filter((value, i) => value !== input[i])
  expect(output.data.every((value, i) => i % 64 >= 32 || value === input[i])).toBe(true)
  expect(changed.length).toBeGreaterThan(1.4 * count)
})

test('the bundled size has as many weights as its layers say', () => {
  const [base, waist] = [24, 384]
  // Kernels of 4x4 with biases; a scale and a shift for each normalised channel.
  const conv = (from: number, to: number, normalised = true) =>
    16 * from * to + to + (normalised ? 2 * to : 0)
  const [a, b, c, d] = [base, 2 * base, 4 * base, 8 * base] as const
  const encoder = conv(7, a, false) + conv(a, b) + conv(b, c) + conv(c, d) + conv(d, waist)
  const decoder = conv(waist, d) + conv(d, c) + conv(c, b) + conv(b, a) + conv(a, 9, false)
  expect(build(base, waist).trained).toBe(encoder + decoder)
})
