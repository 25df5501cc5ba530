import { z } from 'zod'
import { oneInput } from '../../nets/net.ts'
import { patchgan } from '../../nets/patchgan.ts'
import { resnet } from '../../nets/resnet.ts'
import { pooled } from '../critic/imagePool.ts'
import { unpaired } from '../domains/unpaired.ts'
import { leastSquares } from '../forms/leastSquares.ts'
import { made } from '../game/things.ts'
import { l1 } from '../objectives/pixels.ts'
import { asFake, asReal, fool } from '../terms/adversarial.ts'
import { reported, sum, times } from '../terms/combine.ts'
import { distance } from '../terms/distance.ts'
import { Features } from '../terms/features.ts'
import { looksThrough } from '../terms/looks.ts'
import { featureOptions } from '../terms/options.ts'
import { averageOption, patchganOptions, residualOption, upsamplingOption } from './options.ts'
import { bothWays, twoWay } from './twoWay.ts'
import { updateOptions } from './update.ts'

const options = z.strictObject({
  ...unpaired.options,
  blocks: z.coerce
    .number()
    .int()
    .min(1)
    .max(32)
    .default(6)
    .describe('residual blocks: 6 for 128 px, 9 for 256 px'),
  ...patchganOptions,
  ...residualOption,
  ...upsamplingOption,
  cycleWeight: z.coerce.number().min(0).default(10),
  identityWeight: z.coerce
    .number()
    .min(0)
    .default(0.5)
    .describe('times cycle-weight: how firmly a picture of the wanted kind stays as it is'),
  pool: z.coerce
    .number()
    .int()
    .min(1)
    .max(1000)
    .default(50)
    .describe('made pictures that a critic is shown again'),
  ...updateOptions('linear'),
  ...averageOption,
  ...featureOptions,
})

/**
 * CycleGAN (Zhu et al. 2017): from two folders of pictures without pairs, translate each kind into the other. What was
 * translated there and back is to be the picture again.
 */
export const cyclegan = twoWay({
  name: 'cyclegan',
  summary: 'translations both ways between the pictures in DIR/a and DIR/b, without pairs',
  options,
  defaults: { steps: 100_000, batch: 1 },
  generator: (chosen) => resnet(chosen),
  multiple: () => 4,
  critic: ({ patch, base, criticBase = base }) =>
    oneInput(patchgan({ patch, base: criticBase, norm: 'instance' })),

  async rules(chosen) {
    const { size, cycleWeight, identityWeight, pool } = chosen
    const looks = looksThrough(await Features.open(chosen, size))
    const form = leastSquares()
    const ofCritics = bothWays(({ name, to }) => [
      [`${to}Kept`, made(name, to)] as const,
      [`${to}Seen`, pooled(`${to}Pool`, name, pool)] as const,
    ])
    return {
      ...looks.parts,
      things: Object.fromEntries(ofCritics.flat()),
      turns: {
        generators: [
          {
            players: bothWays(({ name }) => name),
            loss: sum(
              ...bothWays(({ name, from, to, critic }) => [
                reported(name, fool(form, critic, name)),
                times(cycleWeight, reported(`${from}Cycle`, distance(l1, `${from}Again`, from))),
                ...looks.terms(`${from}Cycle`, `${from}Again`, from, false),
                // Pictures of the second kind take on the style, or what else is asked of them.
                ...(name === 'aToB' ? looks.terms(name, name, null) : []),
                ...(identityWeight === 0
                  ? []
                  : [times(cycleWeight * identityWeight, distance(l1, `${to}Kept`, to))]),
              ]).flat(),
            ),
          },
        ],
        critics: bothWays(({ to, critic }) => ({
          players: [critic],
          // Halved, as the paper does, so that the critics learn at half the speed.
          loss: reported(
            critic,
            times(0.5, sum(asReal(form, critic, to), asFake(form, critic, `${to}Seen`))),
          ),
        })),
      },
      order: () => [['generators', 'critics']],
    }
  },
})
