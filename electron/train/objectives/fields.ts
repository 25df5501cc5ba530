import * as op from '../../graph/builder.ts'
import type { Value } from '../../graph/graph.ts'
import { mean } from './mean.ts'

/**
 * Mean absolute difference of signed distance fields, by how near a pixel is to the border of the target: half as much at the
 * distance `reach` as on the border. Far away a field says little of where the ink is; unlike a field that is cut off, it still
 * says to which side a stroke that is in the wrong place has to go.
 *
 * @param reach in the units of the fields
 */
export function nearBorder(found: Value, target: Value, reach: number): Value {
  const weights = op.div(1, op.add(op.mul(op.abs(target), 1 / reach), 1))
  return mean(op.mul(op.abs(op.sub(found, target)), weights))
}
