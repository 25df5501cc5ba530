import * as op from '../../graph/builder.ts'
import type { Value } from '../../graph/graph.ts'
import { range } from '../../graph/shapes.ts'
import type { StepBuilder } from '../step/step.ts'

/** Shifts are of 0 to this many pixels, down and across: every place within the coarsest stride that gradients tell apart. */
const SHIFTS = 8

/**
 * Moves pictures by whole pixels before they are looked at by a network with strides, whose gradient has a pattern of the
 * strides' size: with a fixed position that pattern gets into what is made. The border is repeated outwards.
 *
 * @param name   tells apart what is drawn for different terms of a step
 * @param like   pictures [N, C, H, W], for their sizes
 * @returns what moves pictures of that shape, all in the same way, each row of the batch by its own draw
 */
export function randomShift(step: StepBuilder, name: string, like: Value): (pictures: Value) => Value {
  const [batch, , height, width] = like.shape as [number, number, number, number]
  const along = (what: string, extent: number) => {
    const draw = step.noise(`${name}/${what}`, [batch, 1, 1, 1], { kind: 'uniform', from: 0, to: SHIFTS })
    const by = op.sub(op.apply('Floor', [draw]), SHIFTS / 2)
    const places = op.constant(like, [1, 1, extent, 1], range(extent))
    const from = op.max(op.min(op.add(places, by), extent - 1), 0)
    const columns = op.constant(like, [1, 1, 1, extent], range(extent))
    return op.cast(op.less(op.abs(op.sub(columns, from)), 0.5), 'float32')
  }
  const rows = along('rows', height)
  const columns = op.transposeLast(along('columns', width))
  return (pictures) => op.matMul(op.matMul(rows, pictures), columns)
}
