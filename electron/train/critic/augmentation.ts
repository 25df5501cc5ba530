import * as op from '../../graph/builder.ts'
import type { Value } from '../../graph/graph.ts'
import { range } from '../../graph/shapes.ts'
import type { StepBuilder } from '../step/step.ts'

export interface AugmentOptions {
  colour?: boolean
  translation?: boolean
  cutout?: boolean
}

/** Largest translation and side of the cut-out, as shares of a picture's side. */
const reach = 1 / 8
const hole = 1 / 2

/**
 * Differentiable augmentation (Zhao et al. 2020) of what the critic sees, real and generated, so that it cannot learn
 * a small data set by heart: brightness, saturation and contrast; translation, zeros moving in; a square cut out.
 *
 * @param name    tells apart what is drawn for different pictures of a step
 * @param picture [N, C, H, W] in [-1, 1]
 */
export function augment(
  step: StepBuilder,
  name: string,
  picture: Value,
  { colour = true, translation = true, cutout = true }: AugmentOptions = {},
): Value {
  const uniform = (what: string) =>
    step.noise(`${name}/${what}`, [picture.shape[0]!, 1, 1, 1], { kind: 'uniform', from: 0, to: 1 })
  let x = picture
  if (colour) x = recolour(x, uniform)
  if (translation) x = translate(x, uniform)
  return cutout ? cutOut(x, uniform) : x
}

type Draw = (what: string) => Value

function recolour(picture: Value, uniform: Draw): Value {
  const brighter = op.add(picture, op.sub(uniform('brightness'), 0.5))
  const spread = (x: Value, axes: readonly number[], factor: Value) => {
    const centre = op.reduceMean(x, axes)
    return op.add(op.mul(op.sub(x, centre), factor), centre)
  }
  const saturated = spread(brighter, [1], op.mul(uniform('saturation'), 2))
  return spread(saturated, [1, 2, 3], op.add(uniform('contrast'), 0.5))
}

/** As products with matrices that move rows and columns. */
function translate(picture: Value, uniform: Draw): Value {
  const [, , height, width] = picture.shape as [number, number, number, number]
  const rows = shiftMatrix(uniform('rows'), height)
  const columns = shiftMatrix(uniform('columns'), width)
  return op.matMul(op.matMul(rows, picture), op.transposeLast(columns))
}

/** [N, 1, extent, extent] with ones where the column is the row and a whole number drawn by `u` further. */
function shiftMatrix(u: Value, extent: number): Value {
  const max = Math.floor(extent * reach)
  const shift = op.sub(op.apply('Floor', [op.mul(u, 2 * max + 1)]), max)
  const offsets = range(extent * extent).map((at) => (at % extent) - Math.floor(at / extent))
  const offset = op.constant(u, [1, 1, extent, extent], offsets)
  return op.cast(op.less(op.abs(op.sub(offset, shift)), 0.5), 'float32')
}

function cutOut(picture: Value, uniform: Draw): Value {
  const [, , height, width] = picture.shape as [number, number, number, number]
  const inside = (what: string, extent: number, shape: readonly number[]) => {
    const places = op.constant(picture, shape, range(extent))
    const centre = op.mul(uniform(what), extent)
    return op.cast(op.less(op.abs(op.sub(op.add(places, 0.5), centre)), (extent * hole) / 2), 'float32')
  }
  const covered = op.mul(
    inside('hole rows', height, [1, 1, height, 1]),
    inside('hole columns', width, [1, 1, 1, width]),
  )
  return op.mul(picture, op.sub(1, covered))
}
