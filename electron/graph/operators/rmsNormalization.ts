import * as op from '../builder.ts'
import type { Value } from '../graph.ts'
import { example, float, floats, int, operator } from '../operator.ts'
import { axisOf, range, sizeOf } from '../shapes.ts'
import { zip } from './families/elementwise.ts'

/** Divides by the root of the mean square over all axes from `axis` on (Zhang and Sennrich 2019, eq. 4). */
export const rmsNormalization = operator({
  name: 'RMSNormalization',
  inputs: ['X', 'scale'],
  attributes: { axis: int(-1), epsilon: float(1e-5), stash_type: int(1) },
  infer: ({ inputs: [x], attributes: { axis } }) => {
    axisOf(axis, x.shape.length)
    return [x]
  },
  evaluate: ({ inputs: [x, scale], attributes: { axis, epsilon } }) => {
    const inner = sizeOf(x.shape.slice(axisOf(axis, x.shape.length)))
    const data = x.data.map((v, at) => {
      const start = Math.floor(at / inner) * inner
      const square = x.data.subarray(start, start + inner).reduce((sum, each) => sum + each * each, 0)
      return v / Math.sqrt(square / inner + epsilon)
    })
    return [zip(x, [{ shape: x.shape, data }, scale], ([v, factor]) => v! * factor!)]
  },
  gradient: ({ inputs: [x, scale], attributes: { axis, epsilon }, dy }) => {
    const { normal, factor, axes } = normalised(x, axis, epsilon)
    const dNormal = op.mul(dy, scale)
    return [
      // What lies along `normal` changes the divisor as well.
      () => op.mul(factor, op.sub(dNormal, op.mul(normal, op.reduceMean(op.mul(dNormal, normal), axes)))),
      () => op.mul(dy, normal),
    ]
  },
  // ONNX has it since opset 23, and we write 21.
  lower: ({ inputs: [x, scale], attributes: { axis, epsilon } }) => [
    op.mul(normalised(x, axis, epsilon).normal, scale),
  ],
  examples: [
    example([floats(2, 3), floats(3)]),
    example([floats(2, 2, 3), floats(2, 3)], { axis: 1, epsilon: 0.1 }),
  ],
})

function normalised(x: Value, axis: number, epsilon: number) {
  const axes = range(x.shape.length).slice(axisOf(axis, x.shape.length))
  const factor = op.div(1, op.sqrt(op.add(op.reduceMean(op.square(x), axes), epsilon)))
  return { normal: op.mul(x, factor), factor, axes }
}
