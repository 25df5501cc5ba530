import * as op from '../builder.ts'
import { example, float, floats, int, operator } from '../operator.ts'
import { invalid, range } from '../shapes.ts'
import {
  affine,
  channelShape,
  momentsOf,
  normalisationGradient,
  normalise,
} from './families/normalisation.ts'

/** Normalises groups of channels of every picture, then scales every channel by itself. */
export const groupNormalization = operator({
  name: 'GroupNormalization',
  inputs: ['X', 'scale', 'bias'],
  attributes: { epsilon: float(1e-5), num_groups: int(1), stash_type: int(1) },
  infer: ({ inputs: [x, scale], attributes: { num_groups } }) => {
    if (x.shape[1]! % num_groups !== 0 || scale.shape[0] !== x.shape[1])
      throw invalid(`${num_groups} groups and ${scale.shape[0]} scales do not fit ${x.shape[1]} channels`)
    return [x]
  },
  evaluate: ({ inputs: [x, scale, bias], attributes: { epsilon, num_groups } }) => {
    const size = x.shape[1]! / num_groups
    const { normal } = momentsOf(x, ([n, c]) => n! * num_groups + Math.floor(c! / size))
    return [affine(normal(epsilon), x.shape, scale, bias)]
  },
  gradient: ({ inputs: [x, scale], attributes: { epsilon, num_groups }, dy }) => {
    const grouped = [x.shape[0]!, num_groups, x.shape[1]! / num_groups, ...x.shape.slice(2)]
    const axes = range(grouped.length).slice(2)
    const others = range(x.shape.length).filter((axis) => axis !== 1)
    const parts = normalise(op.reshape(x, grouped), axes, epsilon)
    const dNormal = () => op.mul(dy, op.reshape(scale, channelShape(x.shape[1]!, x.shape.length)))
    return [
      () => op.reshape(normalisationGradient(parts, op.reshape(dNormal(), grouped), axes), x.shape),
      () => op.reduceSum(op.mul(dy, op.reshape(parts.normal, x.shape)), others, false),
      () => op.reduceSum(dy, others, false),
    ]
  },
  examples: [
    example([floats(2, 4, 2, 2), floats(4), floats(4)], { num_groups: 2 }),
    example([floats(1, 2, 3), floats(2), floats(2)], { num_groups: 1, epsilon: 0.1 }),
  ],
})
