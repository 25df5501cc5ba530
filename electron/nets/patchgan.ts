import type { Value } from '../graph/graph.ts'
import { type ConvOptions, conv, leaky, type Normalisation, normalise } from './layers.ts'
import type { Net } from './net.ts'
import { spectralNorm } from './spectral.ts'
import type { Network } from './weights.ts'

/** Sides of the patches that a score may judge, by the number of halvings. */
export const patchSizes = [1, 16, 34, 70, 142, 286] as const
export type PatchSize = (typeof patchSizes)[number]

export interface PatchganOptions {
  /** Side of the patch that each score judges, in pixels. */
  patch?: PatchSize
  base?: number
  norm?: Normalisation
  spectral?: boolean
}

/**
 * pix2pix's discriminator (Isola et al. 2017): scores patches of a picture, all alike.
 * [N, C, H, W] -> [N, 1, H', W']; 256 px and a patch of 70 px give 30x30 scores.
 */
export function patchgan(options: PatchganOptions = {}): Network {
  const net = patchganWithFeatures(options)
  return (input, weights) => net({ input }, weights).value
}

/** The same of an input called `input`; it hands out the features of every layer but the last, called as the layer. */
export function patchganWithFeatures(options: PatchganOptions = {}): Net {
  const { patch = 70, base = 64, norm = 'batch', spectral = false } = options
  const halvings = patchSizes.indexOf(patch)
  const reparametrise = spectral ? { reparametrise: spectralNorm } : {}
  const bias = norm !== 'batch'
  const point: ConvOptions = { kernel: 1, stride: 1, padding: 0 }

  return ({ input: picture }, weights) => {
    const heads: Record<string, Value> = {}
    let x = picture!
    const layer = (name: string, filters: number, shape: ConvOptions, normalised: boolean) => {
      const scope = weights.within(name)
      x = conv(x, scope, filters, { bias: bias || !normalised, ...shape, ...reparametrise })
      x = leaky(normalised ? normalise(x, scope, norm) : x)
      heads[name] = x
    }
    if (halvings === 0) {
      layer('down1', base, point, false)
      layer('down2', base * 2, point, true)
      return { value: conv(x, weights.within('out'), 1, { ...point, bias, ...reparametrise }), heads }
    }
    for (let level = 0; level < halvings; level++)
      layer(`down${level + 1}`, base * Math.min(2 ** level, 8), {}, level > 0)
    layer('last', base * Math.min(2 ** halvings, 8), { stride: 1 }, true)
    return { value: conv(x, weights.within('out'), 1, { stride: 1, ...reparametrise }), heads }
  }
}
