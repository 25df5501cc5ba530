import * as op from '../builder.ts'
import { example, float, floats, int, operator } from '../operator.ts'
import { axisOf, range, sizeOf } from '../shapes.ts'
import { zip } from './families/elementwise.ts'
import { momentsOf, normalisationGradient, normalise } from './families/normalisation.ts'

/** Normalises over all axes from `axis` on. The statistics it may also give out carry no gradient. */
export const layerNormalization = operator({
  name: 'LayerNormalization',
  inputs: ['X', 'Scale', 'B?'],
  attributes: { axis: int(-1), epsilon: float(1e-5), stash_type: int(1) },
  infer: ({ inputs: [x], attributes, outputCount }) => {
    const axis = axisOf(attributes.axis, x.shape.length)
    const statistics = { dtype: x.dtype, shape: x.shape.map((extent, k) => (k < axis ? extent : 1)) }
    return [x, statistics, statistics].slice(0, outputCount)
  },
  evaluate: ({ inputs: [x, scale, bias], attributes, outputs }) => {
    const inner = sizeOf(x.shape.slice(axisOf(attributes.axis, x.shape.length)))
    let at = 0
    const { mean, variance, normal } = momentsOf(x, () => Math.floor(at++ / inner))
    const data = normal(attributes.epsilon)
    const operands = [{ shape: x.shape, data }, scale, ...(bias ? [bias] : [])]
    return [
      zip(x, operands, ([v, factor, shift]) => v! * factor! + (shift ?? 0)),
      mean,
      variance.map((v) => 1 / Math.sqrt(v + attributes.epsilon)),
    ].slice(0, outputs.length)
  },
  gradient: ({ inputs: [x, scale], attributes, dy }) => {
    const axes = range(x.shape.length).slice(axisOf(attributes.axis, x.shape.length))
    const parts = normalise(x, axes, attributes.epsilon)
    return [
      () => normalisationGradient(parts, op.mul(dy, scale), axes),
      () => op.mul(dy, parts.normal),
      () => dy,
    ]
  },
  examples: [
    example([floats(2, 3), floats(3), floats(3)]),
    example([floats(2, 2, 3), floats(2, 3)], { axis: 1, epsilon: 0.1 }),
    example([floats(2, 2, 3), floats(3), floats(3)], {}, 3),
  ],
})
