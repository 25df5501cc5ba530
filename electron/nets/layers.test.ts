import { expect, test } from 'vitest'
import * as op from '../graph/builder.ts'
import { evaluate } from '../graph/evaluate.ts'
import type { Value } from '../graph/graph.ts'
import { newGraph } from '../graph/operators/index.ts'
import { type Shape, sizeOf } from '../graph/shapes.ts'
import { float32 } from '../graph/tensor.ts'
import { resizeConv, unrepeated } from './layers.ts'
import type { Weights } from './weights.ts'

const numbers = (shape: Shape, seed: number) =>
  Float32Array.from({ length: sizeOf(shape) }, (_, at) => Math.sin(seed + 7.3 * at))

test('a resize-convolution repeats pixels and convolves 3x3', () => {
  const graph = newGraph()
  const held = new Map<string, Value>()
  const weights: Weights = {
    training: true,
    parameter(name, shape) {
      const value = graph.constant({ dtype: 'float32', shape, data: numbers(shape, name.length) })
      held.set(name, value)
      return value
    },
    buffer: () => graph.input('none', 'float32', []),
    replace: () => {},
    noise: () => graph.input('none', 'float32', []),
    within: () => weights,
  }
  const x = graph.input('x', 'float32', [2, 3, 4, 5])
  const y = resizeConv(x, weights, 2)
  expect(y.shape).toEqual([2, 2, 8, 10])

  const scales = graph.constant(float32([1, 1, 2, 2]))
  const repeated = op.apply('Resize', [x, null, scales], {
    mode: 'nearest',
    coordinate_transformation_mode: 'asymmetric',
    nearest_mode: 'floor',
  })
  // The kernel of a transposed convolution is that of a convolution with its channels exchanged, seen from behind.
  const kernel = op.flip(op.flip(op.transpose(held.get('weight')!, [1, 0, 2, 3]), 2), 3)
  const expected = op.conv(repeated, kernel, held.get('bias'), { strides: [1, 1], pads: [1, 1, 1, 1] })

  const given = new Map([[x, Float64Array.from(numbers(x.shape, 3))]])
  const [found, wanted] = evaluate(graph, given, [y, expected])
  for (const [at, value] of wanted!.data.entries()) expect(found!.data[at]).toBeCloseTo(value, 5)
})

test('the kernel of a resize-convolution is found again in its repetition', () => {
  const kernels = numbers([2, 3, 3, 3], 5)
  const repeated = Float32Array.from({ length: 6 * 16 }, (_, index) => {
    const [kernel, y, x] = [Math.floor(index / 16), Math.floor((index % 16) / 4), index % 4]
    let sum = 0
    for (const row of [y - 1, y])
      for (const column of [x - 1, x])
        if (row >= 0 && row < 3 && column >= 0 && column < 3) sum += kernels[9 * kernel + 3 * row + column]!
    return sum
  })
  for (const [at, value] of unrepeated(repeated).entries()) expect(value).toBeCloseTo(kernels[at]!, 5)
})
