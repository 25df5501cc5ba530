import * as op from '../graph/builder.ts'
import type { Value } from '../graph/graph.ts'
import { heNormal } from './initialisers.ts'
import { conv, leaky, resized } from './layers.ts'
import { Random } from './random.ts'
import { spectralNorm } from './spectral.ts'
import type { Weights } from './weights.ts'

/** Side down to which a head reduces what it sees, if it is larger. */
const HEAD_SIDE = 4

/**
 * The critic of Projected GAN (Sauer et al. 2021) over features of a frozen network: their channels are mixed at random, then
 * every level with the coarser ones, by weights that are never trained, so that a critic cannot rest on few of them; a
 * small head judges each level.
 *
 * @param features of levels, the finest first, [N, C, H, W] each
 * @param outputs  scores of a place: one, or one and one for each class
 * @param width    channels of a mixed level and of its head
 * @returns scores of each level, [N, outputs, h, w]
 */
export function featureCritic(
  features: readonly Value[],
  weights: Weights,
  outputs = 1,
  width = 48,
): Value[] {
  const mixed: Value[] = []
  for (let level = features.length - 1; level >= 0; level--) {
    const own = mixing(features[level]!, width, 1, `channels ${level}`)
    const coarser = mixed[0]
    const together = coarser ? op.add(own, resized(coarser, own.shape.slice(2))) : own
    mixed.unshift(mixing(together, width, 3, `scales ${level}`))
  }
  return mixed.map((level, k) => head(level, weights.within(`head${k}`), outputs, width))
}

/** A convolution by random weights that stay as they are, the same in every run. */
function mixing(x: Value, filters: number, kernel: number, name: string): Value {
  const shape = [filters, x.shape[1]!, kernel, kernel]
  const data = heNormal(shape, new Random(0, `feature critic/${name}`))
  const weight = x.graph.constant({ dtype: 'float32', shape, data }, `feature critic/${name}/${shape[1]}`)
  return op.conv(x, weight, null, { pads: new Array(4).fill((kernel - 1) / 2) })
}

function head(x: Value, weights: Weights, outputs: number, width: number): Value {
  const options = { reparametrise: spectralNorm, initial: heNormal }
  let y = x
  for (let k = 0; Math.min(...y.shape.slice(2)) > HEAD_SIDE; k++)
    y = leaky(conv(y, weights.within(`down${k}`), width, options))
  return conv(y, weights.within('out'), outputs, { ...options, kernel: 3, stride: 1 })
}
