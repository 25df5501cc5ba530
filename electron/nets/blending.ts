import * as op from '../graph/builder.ts'
import type { Value } from '../graph/graph.ts'
import { type GpganOptions, gpganGenerator } from './gpgan.ts'
import { carryInward } from './surroundings.ts'
import type { Network } from './weights.ts'

/** A pixel that the object covers by an eighth or more says nothing of the photo's own light. */
const FOREIGN = 8

/**
 * GP-GAN's encoder-decoder as a correction of what it is given: [N, 4, 64, 64], a composite and the object's
 * coverage, in [-1, 1] -> the blended picture, [N, 3, 64, 64].
 *
 * The paper's network paints the whole picture again out of its waist. This one is told where the object is and what
 * surrounds it, carried smoothly under the object, and says how the object's light is to change, pixel by pixel: for
 * each channel a gain, an offset and a share of the surroundings, in force inside the object alone. A waist of a few
 * hundred numbers then has light to describe and no picture, and what is not the object stays exactly as it was.
 */
export const blendingNetwork = (options: Omit<GpganOptions, 'outputs'> = {}): Network => {
  const body = gpganGenerator({ ...options, outputs: 9 })
  return (input, weights) => {
    const [composite, coverage] = compositeOf(input)
    const known = op.max(op.sub(1, op.mul(coverage, FOREIGN)), 0)
    const surroundings = carryInward(composite, known)
    const [gain, offset, share] = op.split(body(op.concat([input, surroundings], 1), weights), [3, 3, 3], 1)
    const towards = op.mul(share!, op.sub(surroundings, composite))
    const correction = op.add(op.add(op.mul(gain!, composite), offset!), towards)
    return op.add(composite, op.mul(coverage, correction))
  }
}

/** The composite of such an input, and the coverage in [0, 1]. */
export function compositeOf(input: Value): [composite: Value, coverage: Value] {
  const [composite, coverage] = op.split(input, [3, 1], 1)
  return [composite!, op.mul(op.add(coverage!, 1), 0.5)]
}
