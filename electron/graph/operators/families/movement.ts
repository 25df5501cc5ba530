import type { Reference } from '../../operator.ts'
import { offsetOf, type Shape, stridesOf, tabulate } from '../../shapes.ts'

/**
 * Fills a result with elements of `x`.
 *
 * @param source the position in `x` of each result, or null where `otherwise` goes
 */
export function move(
  shape: Shape,
  x: Reference,
  source: (index: readonly number[]) => readonly number[] | null,
  otherwise = 0,
): Float64Array {
  const strides = stridesOf(x.shape)
  return tabulate(shape, (index) => {
    const from = source(index)
    return from ? x.data[offsetOf(strides, from)]! : otherwise
  })
}
