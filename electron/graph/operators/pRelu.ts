import * as op from '../builder.ts'
import { example, floats, operator } from '../operator.ts'
import { broadcastShapes, invalid, sameShape } from '../shapes.ts'
import { sameType, zip } from './families/elementwise.ts'

export const pRelu = operator({
  name: 'PRelu',
  inputs: ['X', 'slope'],
  infer: ({ inputs: [x, slope] }) => {
    if (!sameShape(broadcastShapes(x.shape, slope.shape), x.shape))
      throw invalid('slope does not broadcast to X')
    return [{ dtype: sameType([x, slope]), shape: x.shape }]
  },
  evaluate: ({ inputs, outputs: [y] }) => [zip(y!, inputs, ([x, slope]) => (x! < 0 ? x! * slope! : x!))],
  gradient: ({ inputs: [x, slope], dy }) => [
    () => op.where(op.less(x, 0), op.mul(dy, slope), dy),
    () => op.mul(dy, op.min(x, 0)),
  ],
  examples: [
    example([floats(2, 3), floats(2, 3)]),
    example([floats(2, 3, 2, 2), floats(3, 1, 1)]),
    example([floats(2, 3), floats(1)]),
  ],
})
