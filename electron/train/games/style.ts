import { z } from 'zod'
import { type Net, oneInput } from '../../nets/net.ts'
import { resnet } from '../../nets/resnet.ts'
import type { Network } from '../../nets/weights.ts'
import { PictureSource } from '../data/pictures.ts'
import { rgb } from '../game/model.ts'
import { play } from '../game/play.ts'
import { recipe } from '../game/recipe.ts'
import { example, made } from '../game/things.ts'
import { meanDifference } from '../judges/meanDifference.ts'
import { totalVariation } from '../objectives/pixels.ts'
import { checkTrainable } from '../run/foreign.ts'
import { reported, sum, times } from '../terms/combine.ts'
import { distance } from '../terms/distance.ts'
import { Features } from '../terms/features.ts'
import { looksThrough } from '../terms/looks.ts'
import { featureOptions } from '../terms/options.ts'
import { averageOption, residualOption, upsamplingOption } from './options.ts'
import { updateOf, updateOptions } from './update.ts'

const { features, layers, style: folder, perceptualWeight, styleWeight } = featureOptions

const options = z.strictObject({
  size: z.coerce.number().int().min(16).max(1024).multipleOf(4).default(256).describe('side of the tiles'),
  base: z.coerce.number().int().min(1).max(256).default(32).describe('channels at full size'),
  blocks: z.coerce.number().int().min(1).max(32).default(5).describe('residual blocks'),
  ...residualOption,
  ...upsamplingOption,
  smoothness: z.coerce
    .number()
    .min(0)
    .default(0.3)
    .describe('weight of differences between neighbours, without which plain areas get a pattern'),
  ...updateOptions('linear'),
  ...averageOption,
  ...featureOptions,
  // What it cannot do without.
  features: features.unwrap(),
  layers: layers.unwrap(),
  style: folder.unwrap(),
  perceptualWeight: perceptualWeight.unwrap().default(1),
  styleWeight: styleWeight.unwrap().default(10),
})

type Chosen = z.infer<typeof options>

/**
 * Without normalisation: by one spot far brighter than all else a network sets how strong everything else of a normalised map
 * is, and such spots are seen (Karras et al. 2020, section 2).
 */
const generatorOf = (chosen: Chosen, given?: Network): Net =>
  oneInput(given ?? resnet({ ...chosen, norm: 'none' }))

/**
 * One style for any picture (Johnson, Alahi, Fei-Fei 2016): a network paints a picture so that what a given network sees of it
 * stays, and the statistics of that, which know no place (Gatys et al. 2016), become those of a style. Nobody plays
 * against it. Tiles are cut out of pictures at their own size, since strokes have one.
 */
export const style = recipe({
  name: 'style',
  summary: 'the style of the pictures in --style, for pictures like those in DIR',
  options,
  defaults: { steps: 4000, batch: 1 },

  async open({ data, seed }, { size }) {
    const cut = { loadSize: null, cropSize: size, flip: true, seed }
    return { source: await PictureSource.open({ picture: data }, cut) }
  },

  model: (chosen, { directions }, given) => ({
    networks: {
      generator: {
        net: generatorOf(chosen, given),
        inputs: { input: [3, chosen.size, chosen.size] },
        group: 'generator',
        averaged: chosen.average > 0,
      },
    },
    translation: {
      kind: 'style',
      side: chosen.size,
      directions: { forward: directions?.forward ?? { en: 'In the style', 'zh-CN': '化为该风格' } },
    },
    input: rgb,
    output: rgb,
    multiple: 4,
  }),

  async prepare(_, chosen, __, start) {
    const picture = [3, chosen.size, chosen.size]
    if (start?.network) checkTrainable(start.network, picture, picture)
    const looks = looksThrough(await Features.open(chosen, chosen.size))
    const smooth = reported('roughness', distance(totalVariation, 'painted', 'painted'))
    return play({
      ...looks.parts,
      players: {
        generator: {
          net: generatorOf(chosen, start?.network),
          update: updateOf(chosen),
          average: chosen.average > 0 ? chosen.average : undefined,
          statistics: 'batch',
        },
      },
      things: { picture: example('picture', picture), painted: made('generator', 'picture') },
      turns: {
        generator: [
          {
            players: ['generator'],
            loss: sum(...looks.terms('', 'painted', 'picture'), times(chosen.smoothness, smooth)),
          },
        ],
      },
      order: () => [['generator']],
      products: { generator: { player: 'generator', inputs: { input: picture } } },
      shown: { things: ['picture', 'painted'], rows: 4 },
      judges: [
        {
          sees: ['picture', 'painted'],
          figures: (results) => ({ changed: meanDifference(results, 'picture', 'painted') }),
        },
      ],
    })
  },
})
