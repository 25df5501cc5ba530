import * as op from '../../graph/builder.ts'
import type { Value } from '../../graph/graph.ts'

/** Mean of all elements, as a scalar. */
export const mean = (x: Value): Value => op.reduceMean(x, undefined, false)
