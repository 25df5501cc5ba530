import type { Transform } from '../../../electron/contract/document/index.ts'
import { matrixOf, transformPoint } from '../../document/index.ts'

/** A transform with another scale or rotation that leaves the middle of a width x height picture where it is. */
export function aboutMiddle(
  before: Transform,
  change: Partial<Transform>,
  width: number,
  height: number,
): Transform {
  const middle = { x: width / 2, y: height / 2 }
  const after = { ...before, ...change }
  const from = transformPoint(matrixOf(before), middle)
  const to = transformPoint(matrixOf(after), middle)
  return { ...after, x: after.x + from.x - to.x, y: after.y + from.y - to.y }
}
