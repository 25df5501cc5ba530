import * as op from '../builder.ts'
import { constantOf } from '../constant.ts'
import type { Value } from '../graph.ts'
import { between, example, floats, operator } from '../operator.ts'
import { float32 } from '../tensor.ts'
import { sameType } from './families/elementwise.ts'

/** `min(max(X, min), max)`: the upper limit wins where the two cross. */
export const clip = operator({
  name: 'Clip',
  inputs: ['X', 'min?', 'max?'],
  infer: ({ inputs }) => [
    { dtype: sameType(inputs.filter((input) => input !== null)), shape: inputs[0].shape },
  ],
  evaluate: ({ inputs: [x, low, high] }) => [
    x.data.map((v) => Math.min(Math.max(v, low?.data[0] ?? -Infinity), high?.data[0] ?? Infinity)),
  ],
  gradient: ({ inputs: [x, low, high], dy }) => {
    // Where the limits cross nothing but the upper one is ever given out.
    const above = () => op.greater(low && !inOrder(low, high!) ? op.max(x, low) : x, high!)
    const below = () => op.less(x, low!)
    const outside = () => (low && high ? op.apply('Or', [below(), above()]) : low ? below() : above())
    const keepBelow = () => (high ? op.where(above(), 0, dy) : dy)
    return [
      () => (low || high ? op.where(outside(), 0, dy) : dy),
      () => op.where(below(), keepBelow(), 0),
      () => op.where(above(), dy, 0),
    ]
  },
  examples: [
    example([floats(3, 3), float32([-0.5], []), float32([0.7], [])]),
    example([floats(3, 3), null, float32([0.2], [])]),
    example([floats(3, 3), float32([-0.2], [])]),
    example([floats(3, 3), between(-0.8, -0.3), between(0.3, 0.8)]),
    example([floats(3, 3), between(0.3, 0.8), between(-0.8, -0.3)]),
  ],
})

/** Whether the limits are known not to cross. */
function inOrder(low: Value, high: Value): boolean {
  const [min, max] = [constantOf(low), constantOf(high)]
  return min !== null && max !== null && min.data[0]! <= max.data[0]!
}
