import * as op from '../builder.ts'
import type { Value } from '../graph.ts'
import { between, example, float, floats, int, operator } from '../operator.ts'
import { range } from '../shapes.ts'
import { float32 } from '../tensor.ts'
import {
  affine,
  channelShape,
  momentsOf,
  normalisationGradient,
  normalise,
} from './families/normalisation.ts'

/**
 * Normalises every channel: by the batch's own statistics in training, whose running means are the further outputs,
 * and by the given statistics otherwise. The running means carry no gradient.
 */
export const batchNormalization = operator({
  name: 'BatchNormalization',
  inputs: ['X', 'scale', 'B', 'input_mean', 'input_var'],
  attributes: { epsilon: float(1e-5), momentum: float(0.9), training_mode: int(0) },
  infer: ({ inputs: [x, , , mean, variance], attributes }) =>
    attributes.training_mode ? [x, mean, variance] : [x],
  evaluate: ({
    inputs: [x, scale, bias, mean, variance],
    attributes: { epsilon, momentum, training_mode },
  }) => {
    const channels = range(x.shape[1]!)
    if (training_mode) {
      const moments = momentsOf(x, ([, c]) => c!)
      const running = (old: Float64Array, now: Float64Array) =>
        Float64Array.from(channels, (c) => momentum * old[c]! + (1 - momentum) * now[c]!)
      return [
        affine(moments.normal(epsilon), x.shape, scale, bias),
        running(mean.data, moments.mean),
        running(variance.data, moments.variance),
      ]
    }
    const factor = Float64Array.from(channels, (c) => scale.data[c]! / Math.sqrt(variance.data[c]! + epsilon))
    const shift = Float64Array.from(channels, (c) => bias.data[c]! - mean.data[c]! * factor[c]!)
    const shape = [channels.length]
    return [affine(x.data, x.shape, { shape, data: factor }, { shape, data: shift })]
  },
  gradient: ({ inputs: [x, scale, , mean, variance], attributes: { epsilon, training_mode }, dy }) => {
    const axes = range(x.shape.length).filter((axis) => axis !== 1)
    const channels = (v: Value) => op.reshape(v, channelShape(x.shape[1]!, x.shape.length))
    const dNormal = () => op.mul(dy, channels(scale))
    const dScale = (normal: Value) => () => op.reduceSum(op.mul(dy, normal), axes, false)
    const dBias = () => op.reduceSum(dy, axes, false)
    if (training_mode) {
      const parts = normalise(x, axes, epsilon)
      return [() => normalisationGradient(parts, dNormal(), axes), dScale(parts.normal), dBias, null, null]
    }
    const spread = op.add(channels(variance), epsilon)
    const factor = op.div(1, op.sqrt(spread))
    const normal = op.mul(op.sub(x, channels(mean)), factor)
    const dMean = () => op.neg(op.reduceSum(op.mul(dNormal(), factor), axes, false))
    const dVariance = () => op.reduceSum(op.mul(op.mul(dNormal(), normal), op.div(-0.5, spread)), axes, false)
    return [() => op.mul(dNormal(), factor), dScale(normal), dBias, dMean, dVariance]
  },
  // ONNX Runtime 1.30 scales Y wrongly when its running means are unused. The plain operators are those of the gradient.
  lower: ({ inputs: [x, scale, bias, mean, variance], attributes: { epsilon, momentum, training_mode } }) => {
    if (!training_mode) return null
    const axes = range(x.shape.length).filter((axis) => axis !== 1)
    const channels = (v: Value) => op.reshape(v, channelShape(x.shape[1]!, x.shape.length))
    const parts = normalise(x, axes, epsilon)
    const running = (old: Value, now: Value) =>
      op.add(op.mul(old, momentum), op.mul(op.reshape(now, old.shape), 1 - momentum))
    return [
      op.add(op.mul(parts.normal, channels(scale)), channels(bias)),
      running(mean, parts.mean),
      running(variance, parts.variance),
    ]
  },
  examples: [
    example([floats(2, 2, 2, 3), floats(2), floats(2), floats(2), between(0.5, 2, 2)]),
    example([floats(3, 2), floats(2), floats(2), floats(2), between(0.5, 2, 2)], { epsilon: 0.1 }),
    example(
      [floats(2, 2, 2, 3), floats(2), floats(2), float32([0.5, -1]), float32([1, 2])],
      { training_mode: 1 },
      3,
    ),
    example(
      [floats(4, 2), floats(2), floats(2), float32([0.5, -1]), float32([1, 2])],
      { training_mode: 1, epsilon: 0.1, momentum: 0.5 },
      3,
    ),
  ],
})
