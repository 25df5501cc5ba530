import { z } from 'zod'
import { coupledCritic, coupledGenerator } from '../../nets/coupled.ts'
import { unpaired } from '../domains/unpaired.ts'
import { nonSaturating } from '../forms/nonSaturating.ts'
import { play } from '../game/play.ts'
import { recipe } from '../game/recipe.ts'
import { headOf, made, noise } from '../game/things.ts'
import { asFake, asReal, fool } from '../terms/adversarial.ts'
import { reported, sum } from '../terms/combine.ts'
import { averageOption, latentOptions } from './options.ts'
import { updateOf, updateOptions } from './update.ts'

/**
 * Coupled GANs (Liu and Tuzel 2016): pictures of two kinds that belong together, from two folders in which none do. The
 * generators share all layers but the last and the critics all but the first, so what a picture shows is decided once.
 */
export const cogan = recipe({
  name: 'cogan',
  summary: 'pairs of pictures of one content, of the kinds in DIR/a and DIR/b, from noise',
  options: z.strictObject({
    ...unpaired.options,
    size: z.coerce.number().int().min(8).max(512).default(64).describe('side of the pictures: 8, 16, 32, …'),
    ...latentOptions,
    shared: z.stringbool().or(z.boolean()).default(true).describe('layers are shared; without, nothing is'),
    ...updateOptions('constant'),
    ...averageOption,
  }),
  defaults: { steps: 20_000, batch: 64 },
  open: (settings, options) => unpaired.open(settings, options),

  prepare(_, options) {
    const { latent, average, shared } = options
    const [form, update] = [nonSaturating(), updateOf(options)]
    const generator = { net: coupledGenerator(options), update, average: average || undefined }
    const critic = { net: coupledCritic(options), update }
    const [generatorB, criticB] = shared ? ['generator', 'critic'] : ['generatorB', 'criticB']
    return play({
      players: { generator, critic, ...(!shared && { generatorB: generator, criticB: critic }) },
      things: {
        ...unpaired.examples(options),
        z: noise('z', [latent]),
        madeA: made('generator', 'z'),
        both: made(generatorB, 'z'),
        madeB: headOf('both', 'b'),
      },
      turns: {
        critics: [
          {
            players: [...new Set(['critic', criticB])],
            loss: sum(
              reported(
                'criticA',
                sum(asReal(form, 'critic', { a: 'a' }), asFake(form, 'critic', { a: 'madeA' })),
              ),
              reported(
                'criticB',
                sum(asReal(form, criticB, { b: 'b' }), asFake(form, criticB, { b: 'madeB' })),
              ),
            ),
          },
        ],
        generators: [
          {
            players: [...new Set(['generator', generatorB])],
            loss: sum(
              reported('generatorA', fool(form, 'critic', { a: 'madeA' })),
              reported('generatorB', fool(form, criticB, { b: 'madeB' })),
            ),
          },
        ],
      },
      order: () => [['critics', 'generators']],
      products: {
        generator: { player: 'generator', inputs: { input: [latent] }, heads: ['b'] },
        ...(!shared && { 'generator-b': { player: generatorB, inputs: { input: [latent] }, heads: ['b'] } }),
      },
      ...(average > 0 && { gathers: ['madeA', 'both'] }),
      shown: { things: ['madeA', 'madeB'], rows: 16 },
    })
  },
})
