import { expect, test } from 'vitest'
import * as op from '../builder.ts'
import { gradients } from '../differentiate.ts'
import { evaluate } from '../evaluate.ts'
import { simplify } from '../passes/simplify.ts'
import { sizeOf } from '../shapes.ts'
import { run } from '../testing/runtime.fixture.ts'
import { newGraph } from './index.ts'

const waves = (shape: readonly number[], frequency: number) =>
  Float32Array.from({ length: sizeOf(shape) }, (_, at) => Math.sin(frequency * at + (at % 5)))

const cases = {
  'depthwise 3x3': { weight: [6, 1, 3, 3], attributes: { group: 6, auto_pad: 'SAME_UPPER' }, turned: true },
  'depthwise 5x5': { weight: [6, 1, 5, 5], attributes: { group: 6, pads: [2, 2, 2, 2] }, turned: true },
  'depthwise 5x3 with an uneven margin': {
    weight: [6, 1, 5, 3],
    attributes: { group: 6, pads: [3, 0, 1, 2] },
    turned: true,
  },
  'depthwise 3x3 with stride 2': {
    weight: [6, 1, 3, 3],
    attributes: { group: 6, strides: [2, 2], auto_pad: 'SAME_UPPER' },
    turned: false,
  },
  'depthwise with a multiplier': { weight: [12, 1, 3, 3], attributes: { group: 6 }, turned: false },
  'single pixels': { weight: [9, 6, 1, 1], attributes: {}, turned: true },
  'single pixels with stride 2': { weight: [9, 6, 1, 1], attributes: { strides: [2, 2] }, turned: false },
} as const

test.each(Object.entries(cases))(
  'the gradient of a frozen convolution, %s, is that of the plain rule',
  async (_, { weight, attributes, turned }) => {
    const graph = newGraph()
    const x = graph.input('x', 'float32', [2, 6, 9, 8])
    const w = graph.constant({ dtype: 'float32', shape: weight, data: waves(weight, 1.7) }, 'w')
    const y = op.conv(x, w, null, attributes)
    const [gradient] = gradients(op.reduceSum(op.square(y), undefined, false), [x])
    graph.output('gradient', gradient!)
    const data = waves(x.shape, 0.9)
    const [wanted] = evaluate(graph, new Map([[x, data]]), [gradient!])
    const fast = simplify(graph)
    const transposed = fast.nodes.some(({ operator }) => operator.name === 'ConvTranspose')
    expect(transposed).toBe(!turned)
    const found = (await run(fast, new Map([['x', data]]))).get('gradient')!
    for (const [at, value] of found.data.entries()) expect(value).toBeCloseTo(wanted!.data[at]!, 3)
  },
)
