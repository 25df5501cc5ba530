import * as op from '../../graph/builder.ts'
import type { Value } from '../../graph/graph.ts'
import { range } from '../../graph/shapes.ts'

const each = (x: Value): Value =>
  op.reshape(op.reduceMean(x, range(x.shape.length).slice(1), false), [x.shape[0]!, 1])

/** Mean absolute difference of each example: [N, …] -> [N, 1]. */
export const absoluteErrors = (a: Value, b: Value): Value => each(op.abs(op.sub(a, b)))

/** Mean squared difference of each example: [N, …] -> [N, 1]. */
export const squaredErrors = (a: Value, b: Value): Value => each(op.square(op.sub(a, b)))
