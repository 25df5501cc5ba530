import * as op from '../builder.ts'
import { example, float, floats, operator } from '../operator.ts'
import { range } from '../shapes.ts'
import {
  affine,
  channelShape,
  momentsOf,
  normalisationGradient,
  normalise,
} from './families/normalisation.ts'

/** Normalises every channel of every picture by itself. */
export const instanceNormalization = operator({
  name: 'InstanceNormalization',
  inputs: ['input', 'scale', 'B'],
  attributes: { epsilon: float(1e-5) },
  infer: ({ inputs: [x] }) => [x],
  evaluate: ({ inputs: [x, scale, bias], attributes: { epsilon } }) => {
    const { normal } = momentsOf(x, ([n, c]) => n! * x.shape[1]! + c!)
    return [affine(normal(epsilon), x.shape, scale, bias)]
  },
  gradient: ({ inputs: [x, scale], attributes: { epsilon }, dy }) => {
    const space = range(x.shape.length).slice(2)
    const parts = normalise(x, space, epsilon)
    const factor = op.reshape(scale, channelShape(x.shape[1]!, x.shape.length))
    return [
      () => normalisationGradient(parts, op.mul(dy, factor), space),
      () => op.reduceSum(op.mul(dy, parts.normal), [0, ...space], false),
      () => op.reduceSum(dy, [0, ...space], false),
    ]
  },
  examples: [
    example([floats(2, 2, 3, 2), floats(2), floats(2)]),
    example([floats(1, 2, 4), floats(2), floats(2)], { epsilon: 0.1 }),
  ],
})
