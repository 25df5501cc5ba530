import { z } from 'zod'
import { pictureEncoder } from '../../nets/pictureEncoder.ts'
import type { Game } from '../game/game.ts'
import type { Product } from '../game/product.ts'
import { headOf, made, madeAtRest } from '../game/things.ts'
import { meanDifference } from '../judges/meanDifference.ts'
import { categoryEntropy } from '../objectives/category.ts'
import { l1, l2 } from '../objectives/pixels.ts'
import type { Minimisation } from '../step/step.ts'
import { reported, sum, times } from '../terms/combine.ts'
import { distance } from '../terms/distance.ts'
import type { looksThrough } from '../terms/looks.ts'

/** Options of generators that an encoder may be trained for. */
export const encoderOptions = {
  encoderFrom: z.coerce
    .number()
    .min(0)
    .max(1)
    .default(1)
    .describe(
      'share of the run after which the generator stays as it is and an encoder learns to guess its numbers',
    ),
  encoderBase: z.coerce.number().int().min(1).max(256).default(32).describe('channels of the encoder'),
}

/** How much its terms count beside the difference of pixels. */
const LATENT = 0.1
const CLASS = 0.1

/** The encoder as a file of a model. */
export const encoderProduct = (options: EncodingOptions): { encoder: Product } => ({
  encoder: {
    net: encoderOf(options),
    inputs: { input: [3, options.size, options.size] },
    heads: ['label'],
    group: 'encoder',
    averaged: false,
  },
})

const encoderOf = ({ size, encoderBase: base, latent, classes }: EncodingOptions) =>
  pictureEncoder({ size, base, latent, classes })

interface EncodingOptions {
  size: number
  encoderBase: number
  latent: number
  classes: number
}

/**
 * What a game of a `generator` of classes has for an encoder (Zhu et al. 2016): its numbers are to be found again in what it made,
 * and real pictures are to come out of the generator as they went in, by their pixels and as the features see them.
 */
export function encoding(
  options: EncodingOptions,
  update: Minimisation,
  looks: ReturnType<typeof looksThrough>,
): Pick<Game, 'players' | 'things' | 'turns' | 'products'> & { judges: NonNullable<Game['judges']> } {
  return {
    players: { encoder: { net: encoderOf(options), update } },
    things: {
      own: madeAtRest('generator', { input: 'z', label: 'label' }),
      ownCode: made('encoder', 'own'),
      ownClass: headOf('ownCode', 'scores'),
      code: made('encoder', 'real'),
      foundClass: headOf('code', 'scores'),
      again: madeAtRest('generator', { input: 'code', label: 'label' }),
    },
    turns: {
      encoder: [
        {
          players: ['encoder'],
          loss: sum(
            reported('encoder', distance(l1, 'again', 'real')),
            times(LATENT, reported('encoderLatent', distance(l2, 'ownCode', 'z'))),
            times(CLASS, distance(categoryEntropy, 'ownClass', 'label')),
            times(CLASS, reported('encoderClass', distance(categoryEntropy, 'foundClass', 'label'))),
            ...looks.terms('again', 'again', 'real'),
          ),
        },
      ],
    },
    products: {
      encoder: { player: 'encoder', inputs: { input: [3, options.size, options.size] }, heads: ['label'] },
    },
    judges: [
      {
        sees: ['again', 'real'],
        rows: 64,
        batches: 4,
        figures: (results) => ({ again: meanDifference(results, 'again', 'real') }),
      },
    ],
  }
}
