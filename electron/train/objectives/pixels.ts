import * as op from '../../graph/builder.ts'
import type { Value } from '../../graph/graph.ts'
import { mean } from './mean.ts'

/** Mean absolute difference. */
export const l1 = (a: Value, b: Value): Value => mean(op.abs(op.sub(a, b)))

/**
 * Charbonnier's (1994) distance: {@link l1} for differences well above `softness`, squared below it, so that the many
 * pixels that are about right do not drown the few that are wrong by the noise of their signs.
 */
export function charbonnier(a: Value, b: Value, softness: number): Value {
  const squares = op.add(op.square(op.sub(a, b)), softness ** 2)
  return op.sub(mean(op.sqrt(squares)), softness)
}

/** Mean squared difference. */
export const l2 = (a: Value, b: Value): Value => mean(op.square(op.sub(a, b)))

/** Mean absolute difference of neighbours, down and across: x [N, C, H, W]. */
export function totalVariation(x: Value): Value {
  const along = (axis: number) => {
    const extent = x.shape[axis]!
    return l1(
      op.slice(x, [{ axis, start: 1, end: extent }]),
      op.slice(x, [{ axis, start: 0, end: extent - 1 }]),
    )
  }
  return op.add(along(2), along(3))
}

/** Mean over layers of the mean absolute difference of a critic's features of two batches (Wang et al. 2018). */
export function featureMatching(real: readonly Value[], fake: readonly Value[]): Value {
  const distances = real.map((features, index) => l1(features, fake[index]!))
  return op.div(distances.reduce(op.add), distances.length)
}
