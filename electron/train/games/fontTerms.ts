import { z } from 'zod'
import * as op from '../../graph/builder.ts'
import type { Value } from '../../graph/graph.ts'
import { glyphCritic } from '../../nets/glyphCritic.ts'
import { nonSaturating } from '../forms/nonSaturating.ts'
import type { Game, Turn } from '../game/game.ts'
import type { Term } from '../game/thing.ts'
import { headOf, made } from '../game/things.ts'
import { l2, totalVariation } from '../objectives/pixels.ts'
import { adam } from '../optimisers/adam.ts'
import { asFake, asReal, fool } from '../terms/adversarial.ts'
import { category } from '../terms/classes.ts'
import { reported, sum, times } from '../terms/combine.ts'
import { distance } from '../terms/distance.ts'

const weight = z.coerce.number().min(0).default(0)

/** What zi2zi's generator minimises beside L1, in terms of it. All of it is off if not given. */
export const fontTermOptions = {
  adversarialWeight: weight.describe('of a critic that tells drawn glyphs from true ones; zi2zi has 0.01'),
  categoryWeight: weight.describe('of the style that the critic takes a drawn glyph for; zi2zi has 0.01'),
  constancyWeight: weight.describe(
    'of how far what is drawn is from its source, as the network reads them; zi2zi has 0.15',
  ),
  variationWeight: weight.describe('of total variation; zi2zi has 0'),
  criticBase: z.coerce
    .number()
    .int()
    .min(1)
    .max(128)
    .default(16)
    .describe("channels of the critic's first layer"),
  criticRate: z.coerce.number().positive().default(2e-4).describe("the critic's learning rate"),
}

type Chosen = z.infer<z.ZodObject<typeof fontTermOptions>>

/** What the terms add to a game of `source`, `target`, `style` and `found`, which is what `generator` makes of the first and the third. */
export interface FontTerms {
  players: Game['players']
  things: Game['things']
  /** The turn of the critic, where there is one. */
  critic: Turn | null
  /** What the generator minimises in addition. */
  terms: readonly Term[]
}

/**
 * zi2zi's terms (Tian 2017; model/unet.py). The critic sees a glyph beside its source and has two heads; its classes are told by a
 * softmax, where zi2zi has a sigmoid for each. The code that is to stay constant is that of the network's waist, by its own size.
 */
export function fontTerms(options: Chosen, styles: number): FontTerms {
  const { adversarialWeight, categoryWeight, constancyWeight, variationWeight } = options
  const terms: Term[] = []
  if (variationWeight > 0) terms.push(times(variationWeight, reported('variation', variation)))
  const things: Record<string, Game['things'][string]> = {}
  if (constancyWeight > 0) {
    Object.assign(things, {
      code: headOf('found', 'code'),
      again: made('generator', { input: 'found', style: 'style' }),
      codeAgain: headOf('again', 'code'),
    })
    terms.push(times(constancyWeight, reported('constancy', distance(relative, 'code', 'codeAgain'))))
  }
  if (adversarialWeight + categoryWeight === 0) return { players: {}, things, critic: null, terms }

  const form = nonSaturating()
  const seen = (glyph: string) => ({ input: glyph, source: 'source' })
  const styleOf = (glyph: string) => category('critic', seen(glyph), 'style', 'scores')
  if (adversarialWeight > 0)
    terms.push(times(adversarialWeight, reported('generator', fool(form, 'critic', seen('found')))))
  if (categoryWeight > 0) terms.push(times(categoryWeight, reported('category', styleOf('found'))))
  const apart = sum(asReal(form, 'critic', seen('target')), asFake(form, 'critic', seen('found')))
  const told = times(0.5, sum(styleOf('target'), styleOf('found')))
  const update = {
    optimiser: adam({ beta1: 0.5 }),
    rate: () => options.criticRate,
  }
  return {
    players: { critic: { net: glyphCritic({ styles, base: options.criticBase }), update } },
    things,
    critic: [{ players: ['critic'], loss: sum(reported('critic', apart), reported('criticStyle', told)) }],
    terms,
  }
}

/** Mean squared difference in terms of the first one's mean square: a network without normalisation would make its code small instead. */
const relative = (code: Value, again: Value): Value => op.div(l2(code, again), op.reduceMean(op.square(code)))

const variation: Term = {
  players: [],
  things: ['found'],
  make: (table) => totalVariation(table.thing('found')),
}
