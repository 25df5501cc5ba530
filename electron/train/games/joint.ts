import { z } from 'zod'
import { families } from '../../nets/families.ts'
import { type exactEncoder, jointCritic, type stochasticEncoder } from '../../nets/joint.ts'
import { oneInput } from '../../nets/net.ts'
import { pictures } from '../domains/pictures.ts'
import { nonSaturating } from '../forms/nonSaturating.ts'
import { play } from '../game/play.ts'
import { type Recipe, recipe } from '../game/recipe.ts'
import type { Thing } from '../game/thing.ts'
import { made, noise } from '../game/things.ts'
import { patchDistances } from '../judges/patches.ts'
import { reconstruction } from '../judges/reconstruction.ts'
import { asFake, asReal, dodge, fool } from '../terms/adversarial.ts'
import { reported, sum } from '../terms/combine.ts'
import { generatingModel } from './generating.ts'
import { averageOption, latentOptions, networkOption } from './options.ts'
import { updateOf, updateOptions } from './update.ts'

const options = z.strictObject({
  ...pictures.options,
  ...latentOptions,
  ...networkOption,
  ...updateOptions('constant'),
  ...averageOption,
  average: averageOption.average.default(0.999),
})
type Chosen = z.infer<typeof options>

interface Joint extends Pick<Recipe, 'name' | 'summary'> {
  encoder: typeof exactEncoder | typeof stochasticEncoder
  /** The code of a real picture, of what the encoder finds in it, the thing `found`, and further things that it takes. */
  code(chosen: Chosen): Record<'code', Thing> & Readonly<Record<string, Thing>>
}

/**
 * Inference learned beside generation (Donahue et al. 2017, BiGAN; Dumoulin et al. 2017, ALI): a critic sees a picture together
 * with its code, and cannot tell real pictures with found codes from made pictures with drawn ones once either way undoes the other.
 */
export const jointInference = ({ name, summary, encoder, code }: Joint) => {
  const playersOf = (chosen: Chosen) => {
    const family = families[chosen.network](chosen)
    return {
      generator: oneInput(family.generator),
      encoder: encoder(family.features(true), chosen.latent),
      critic: jointCritic(family.features(false), 8 * chosen.base),
    }
  }
  const products = ({ size, latent }: Chosen) => ({
    generator: { player: 'generator', inputs: { input: [latent] } },
    encoder: { player: 'encoder', inputs: { input: [3, size, size] } },
  })
  return recipe({
    name,
    summary,
    options,
    defaults: { steps: 20_000, batch: 64 },
    open: (settings, chosen) => pictures.open(settings, chosen),

    model(chosen) {
      const nets = playersOf(chosen)
      const { generator, encoder } = products(chosen)
      const product = (name: 'generator' | 'encoder', inputs: Record<string, number[]>) => ({
        net: nets[name],
        inputs,
        group: name,
        averaged: true,
      })
      const networks = {
        generator: product('generator', generator.inputs),
        encoder: product('encoder', encoder.inputs),
      }
      return generatingModel(networks, chosen, null)
    },

    prepare(_, chosen) {
      const form = nonSaturating()
      const { generator, encoder, critic } = playersOf(chosen)
      const [update, { average }] = [updateOf(chosen), chosen]
      const drawn = { input: 'fake', code: 'z' }
      const found = { input: 'real', code: 'code' }
      return play({
        players: {
          generator: { net: generator, update, average },
          encoder: { net: encoder, update, average },
          critic: { net: critic, update },
        },
        things: {
          real: pictures.example(chosen),
          z: noise('z', [chosen.latent]),
          fake: made('generator', 'z'),
          found: made('encoder', 'real'),
          ...code(chosen),
          again: made('generator', 'found'),
        },
        turns: {
          critic: [
            {
              players: ['critic'],
              loss: reported('critic', sum(asReal(form, 'critic', found), asFake(form, 'critic', drawn))),
            },
          ],
          both: [
            {
              players: ['generator', 'encoder'],
              loss: sum(
                reported('generator', fool(form, 'critic', drawn)),
                reported('encoder', dodge(form, 'critic', found)),
              ),
            },
          ],
        },
        order: () => [['critic', 'both']],
        products: products(chosen),
        gathers: ['fake', 'found'],
        shown: { things: ['real', 'again', 'fake'], rows: 16 },
        judges: [reconstruction('again', 'real'), { ...patchDistances('fake', 'real'), rows: 64 }],
      })
    },
  })
}
