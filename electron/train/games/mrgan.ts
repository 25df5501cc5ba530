import { z } from 'zod'
import { families } from '../../nets/families.ts'
import { exactEncoder } from '../../nets/joint.ts'
import { oneInput } from '../../nets/net.ts'
import { pictures } from '../domains/pictures.ts'
import { nonSaturating } from '../forms/nonSaturating.ts'
import { play } from '../game/play.ts'
import { recipe } from '../game/recipe.ts'
import { made, noise } from '../game/things.ts'
import { patchDistances } from '../judges/patches.ts'
import { reconstruction } from '../judges/reconstruction.ts'
import { l2 } from '../objectives/pixels.ts'
import { asFake, asReal, fool } from '../terms/adversarial.ts'
import { reported, sum, times } from '../terms/combine.ts'
import { distance } from '../terms/distance.ts'
import { generatingModel } from './generating.ts'
import { averageOption, latentOptions, networkOption, scoreOf } from './options.ts'
import { updateOf, updateOptions } from './update.ts'

/**
 * Mode regularised GAN (Che et al. 2017): an encoder tells the generator where real pictures lie. What is made of a real
 * picture's code is to look like it, and to be taken for real: so no kind of picture is left out. In two steps (their MDGAN), one
 * critic compares real pictures with what is made of their codes, and another that with what is made of noise.
 */
export const mrgan = recipe({
  name: 'mrgan',
  summary: 'a generator of pictures like those in DIR that leaves no kind of them out, with an encoder',
  options: z.strictObject({
    ...pictures.options,
    ...latentOptions,
    ...networkOption,
    criticBase: z.coerce.number().int().min(1).max(512).optional().describe('as base if not given'),
    distanceWeight: z.coerce.number().min(0).default(10).describe('of the difference from the real picture'),
    modeWeight: z.coerce.number().min(0).default(0.1).describe('of being taken for real, made of a code'),
    twoSteps: z.stringbool().or(z.boolean()).default(false).describe('manifold and diffusion, a critic each'),
    ...updateOptions('constant'),
    ...averageOption,
  }),
  defaults: { steps: 20_000, batch: 64 },
  open: (settings, options) => pictures.open(settings, options),

  model(options) {
    const { size, latent, average } = options
    const family = families[options.network](options)
    const generator = { net: oneInput(family.generator), inputs: { input: [latent] } }
    const encoder = { net: exactEncoder(family.features(true), latent), inputs: { input: [3, size, size] } }
    const networks = {
      generator: { ...generator, group: 'generator', averaged: average > 0 },
      encoder: { ...encoder, group: 'encoder', averaged: false },
    }
    return generatingModel(networks, options, null)
  },

  prepare(_, options) {
    const { size, base, criticBase = base, latent, average, distanceWeight, modeWeight, twoSteps } = options
    const [form, update] = [nonSaturating(), updateOf(options)]
    const family = families[options.network]({ size, base })
    const critic = scoreOf(families[options.network]({ size, base: criticBase }))
    const judged = (name: string, real: string, fake: string) => ({
      players: [name],
      loss: reported(name, sum(asReal(form, name, real), asFake(form, name, fake))),
    })
    return play({
      players: {
        generator: { net: oneInput(family.generator), update, average: average || undefined },
        encoder: { net: exactEncoder(family.features(true), latent), update },
        critic: { net: critic, update },
        diffusion: { net: critic, update },
      },
      things: {
        real: pictures.example(options),
        z: noise('z', [latent]),
        fake: made('generator', 'z'),
        code: made('encoder', 'real'),
        again: made('generator', 'code'),
      },
      turns: {
        critics: twoSteps
          ? [judged('critic', 'real', 'again'), judged('diffusion', 'again', 'fake')]
          : [judged('critic', 'real', 'fake')],
        both: [
          {
            players: ['generator', 'encoder'],
            loss: sum(
              reported('generator', fool(form, twoSteps ? 'diffusion' : 'critic', 'fake')),
              times(distanceWeight, reported('distance', distance(l2, 'again', 'real'))),
              times(modeWeight, fool(form, 'critic', 'again')),
            ),
          },
        ],
      },
      order: () => [['critics', 'both']],
      products: {
        generator: { player: 'generator', inputs: { input: [latent] } },
        encoder: { player: 'encoder', inputs: { input: [3, size, size] } },
      },
      ...(average > 0 && { gathers: ['fake'] }),
      shown: { things: ['real', 'again', 'fake'], rows: 16 },
      judges: [reconstruction('again', 'real'), { ...patchDistances('fake', 'real'), rows: 64 }],
    })
  },
})
