import * as op from '../graph/builder.ts'
import type { Value } from '../graph/graph.ts'

/** Below this share of known pixels a cell knows nothing. */
const NOTHING = 1e-4

/**
 * Carries a picture smoothly into where it is not known: pull and push (Gortler et al., *The Lumigraph*, 1996), by
 * 2x2 means on the way down and linear interpolation on the way up. Known pixels stay; the farther a pixel lies from
 * them, the wider the surroundings whose mean it takes.
 *
 * @param picture [N, C, H, W], with power-of-two sides
 * @param known   [N, 1, H, W] in [0, 1]: 0 where the picture is to be filled in
 * @returns [N, C, H, W]; where nothing at all is known, 0
 */
export function carryInward(picture: Value, known: Value): Value {
  const [, , height = 1, width = 1] = picture.shape
  const own = op.mul(picture, known)
  if (height === 1 || width === 1) return own
  const share = halve(known)
  const coarse = op.div(halve(own), op.max(share, NOTHING))
  const filled = carryInward(coarse, op.min(op.mul(share, 4), 1))
  return op.add(own, op.mul(double(filled), op.sub(1, known)))
}

const halve = (x: Value): Value => op.apply('AveragePool', [x], { kernel_shape: [2, 2], strides: [2, 2] })

const double = (x: Value): Value =>
  op.apply('Resize', [x, null, op.constant(x, [4], [1, 1, 2, 2])], { mode: 'linear' })
