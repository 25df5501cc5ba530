import * as op from '../graph/builder.ts'
import type { Value } from '../graph/graph.ts'
import {
  changed,
  conv,
  type Normalisation,
  normalise,
  reflectPad,
  type Upsampling,
  upsample,
} from './layers.ts'
import type { Network, Weights } from './weights.ts'

export interface ResnetOptions {
  /** Residual blocks: 6 for 128 px, 9 for 256 px. */
  blocks?: number
  base?: number
  outputs?: number
  norm?: Normalisation
  /**
   * The network says how its result is to differ from the picture that it is given: at first it gives back about what
   * it was given, so a short training is spent on the difference. Needs as many outputs as inputs, in [-1, 1].
   */
  residual?: boolean
  /** How sides are doubled: by transposed convolutions, as in the paper, or by ones that leave no pattern in plain areas. */
  upsampling?: Upsampling
}

/**
 * CycleGAN's generator (Zhu et al. 2017, after Johnson et al. 2016): two halvings, residual blocks, two doublings.
 * [N, C, H, W], sides multiples of 4 -> [N, outputs, H, W] in [-1, 1].
 */
export function resnet({
  blocks = 9,
  base = 64,
  outputs = 3,
  norm = 'instance',
  residual = false,
  upsampling = 'transposed',
}: ResnetOptions = {}): Network {
  const bias = norm !== 'batch'
  const valid = { stride: 1, padding: 0, bias }

  /** Two convolutions 3x3, whose result is added to what came in. */
  function block(x: Value, weights: Weights): Value {
    const layer = (input: Value, scope: Weights) =>
      normalise(conv(reflectPad(input, 1), scope, x.shape[1]!, { ...valid, kernel: 3 }), scope, norm)
    return op.add(x, layer(op.relu(layer(x, weights.within('first'))), weights.within('second')))
  }

  return (input, weights) => {
    const first = weights.within('first')
    let x = op.relu(normalise(conv(reflectPad(input, 3), first, base, { ...valid, kernel: 7 }), first, norm))
    for (const level of [1, 2]) {
      const scope = weights.within(`down${level}`)
      x = op.relu(normalise(conv(x, scope, base * 2 ** level, { kernel: 3, bias }), scope, norm))
    }
    for (let index = 1; index <= blocks; index++) x = block(x, weights.within(`block${index}`))
    for (const level of [1, 0]) {
      const scope = weights.within(`up${2 - level}`)
      const doubled = upsample(x, scope, base * 2 ** level, upsampling, { kernel: 3, outputPadding: 1, bias })
      x = op.relu(normalise(doubled, scope, norm))
    }
    const out = conv(reflectPad(x, 3), weights.within('out'), outputs, { ...valid, bias: true, kernel: 7 })
    return residual ? changed(input, out, weights) : op.tanh(out)
  }
}
