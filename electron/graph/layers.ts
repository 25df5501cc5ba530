import { apply, integers } from './builder.ts'
import type { Value } from './graph.ts'
import type { Attributes } from './operator.ts'
import { float32 } from './tensor.ts'

/*
 * The operators that networks are made of, beside those of builder.ts.
 */

export interface BatchStatistics {
  scale: Value
  bias: Value
  mean: Value
  variance: Value
}

/** Normalises by the given statistics. All four are vectors of one element a channel. */
export const batchNormalization = (
  x: Value,
  { scale, bias, mean, variance }: BatchStatistics,
  epsilon = 1e-5,
): Value => apply('BatchNormalization', [x, scale, bias, mean, variance], { epsilon })

/**
 * Normalises by the batch's own statistics.
 *
 * @param momentum share of the old running statistics in the new ones (ONNX's meaning, one minus PyTorch's)
 * @returns the result and the new running mean and (biased) variance
 */
export function batchNormalizationInTraining(
  x: Value,
  { scale, bias, mean, variance }: BatchStatistics,
  { epsilon = 1e-5, momentum = 0.9 } = {},
): { y: Value; mean: Value; variance: Value } {
  const attributes = { epsilon, momentum, training_mode: 1 }
  const [y, newMean, newVariance] = x.graph.emit(
    'BatchNormalization',
    [x, scale, bias, mean, variance],
    attributes,
    {
      outputCount: 3,
    },
  )
  return { y: y!, mean: newMean!, variance: newVariance! }
}

export const instanceNormalization = (x: Value, scale: Value, bias: Value, epsilon = 1e-5): Value =>
  apply('InstanceNormalization', [x, scale, bias], { epsilon })

/** Normalises over all axes from `axis` on. */
export const layerNormalization = (
  x: Value,
  scale: Value,
  bias: Value | null,
  axis = -1,
  epsilon = 1e-5,
): Value => apply('LayerNormalization', [x, scale, bias], { axis, epsilon })

export const groupNormalization = (
  x: Value,
  scale: Value,
  bias: Value,
  groups: number,
  epsilon = 1e-5,
): Value => apply('GroupNormalization', [x, scale, bias], { num_groups: groups, epsilon })

/** @param attributes of ONNX; `kernel_shape` is needed */
export const averagePool = (x: Value, attributes: Attributes): Value => apply('AveragePool', [x], attributes)
export const maxPool = (x: Value, attributes: Attributes): Value => apply('MaxPool', [x], attributes)
export const globalAveragePool = (x: Value): Value => apply('GlobalAveragePool', [x])

export const elu = (x: Value, alpha = 1): Value => apply('Elu', [x], { alpha })
export const gelu = (x: Value, approximate: 'none' | 'tanh' = 'none'): Value =>
  apply('Gelu', [x], { approximate })
export const pRelu = (x: Value, slope: Value): Value => apply('PRelu', [x, slope])

/** Repeats every pixel `factor` times along the last two axes of [N, C, H, W]. */
export const upsampleNearest = (x: Value, factor: number): Value =>
  apply('Resize', [x, null, x.graph.constant(float32([1, 1, factor, factor]))], {
    mode: 'nearest',
    coordinate_transformation_mode: 'asymmetric',
    nearest_mode: 'floor',
  })

/** Resizes the last two axes of [N, C, H, W], pixel centres as in every imaging library. */
export const resizeTo = (
  x: Value,
  height: number,
  width: number,
  mode: 'linear' | 'cubic' = 'linear',
): Value => apply('Resize', [x, null, null, integers(x, [...x.shape.slice(0, 2), height, width])], { mode })

/** Pads the last two axes of [N, C, H, W] by mirroring, without repeating the edge. */
export const reflectPad = (x: Value, count: number): Value =>
  apply('Pad', [x, integers(x, [0, 0, count, count, 0, 0, count, count])], { mode: 'reflect' })
