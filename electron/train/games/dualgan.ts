import { z } from 'zod'
import { oneInput } from '../../nets/net.ts'
import { patchgan } from '../../nets/patchgan.ts'
import { unet } from '../../nets/unet.ts'
import { unpaired } from '../domains/unpaired.ts'
import { wasserstein } from '../forms/wasserstein.ts'
import { l1 } from '../objectives/pixels.ts'
import { asFake, asReal, fool } from '../terms/adversarial.ts'
import { reported, sum, times } from '../terms/combine.ts'
import { distance } from '../terms/distance.ts'
import { gradientPenalty } from '../terms/penalty.ts'
import { averageOption, depthOption, patchganOptions, upsamplingOption } from './options.ts'
import { bothWays, twoWay } from './twoWay.ts'
import { updateOptions } from './update.ts'

const options = z.strictObject({
  ...unpaired.options,
  ...depthOption,
  ...patchganOptions,
  ...upsamplingOption,
  cycleWeight: z.coerce.number().min(0).default(500).describe('for mean differences in [-1, 1]'),
  penaltyWeight: z.coerce.number().min(0).default(10),
  criticSteps: z.coerce.number().int().min(1).max(20).default(1).describe('for each of the generators'),
  ...updateOptions('constant'),
  optimiser: updateOptions('constant').optimiser.default('rmsprop'),
  rate: z.coerce.number().positive().default(5e-5).describe('learning rate at the start'),
  ...averageOption,
})

const depthOf = ({ size, depth = Math.floor(Math.log2(size)) }: z.infer<typeof options>) => depth

/**
 * DualGAN (Yi et al. 2017): CycleGAN's game by Wasserstein's distance, with U-Nets, whose ways around keep contours where
 * they are. Its critics have no batch normalisation, which their gradient penalty rules out.
 */
export const dualgan = twoWay({
  name: 'dualgan',
  summary: 'translations both ways between the pictures in DIR/a and DIR/b, where contours stay',
  options,
  defaults: { steps: 50_000, batch: 1 },
  generator: (chosen) => unet({ depth: depthOf(chosen), base: chosen.base, upsampling: chosen.upsampling }),
  multiple: (chosen) => 2 ** depthOf(chosen),
  critic: ({ patch, base, criticBase = base }) =>
    oneInput(patchgan({ patch, base: criticBase, norm: 'none' })),

  rules: ({ cycleWeight, penaltyWeight, criticSteps }) => ({
    turns: {
      critics: bothWays(({ name, to, critic }) => ({
        players: [critic],
        loss: sum(
          reported(critic, sum(asReal(wasserstein, critic, to), asFake(wasserstein, critic, name))),
          times(penaltyWeight, gradientPenalty(critic, to, name, `${critic} mixing`)),
        ),
      })),
      generators: [
        {
          players: bothWays(({ name }) => name),
          loss: sum(
            ...bothWays(({ name, from, critic }) => [
              reported(name, fool(wasserstein, critic, name)),
              times(cycleWeight, reported(`${from}Cycle`, distance(l1, `${from}Again`, from))),
            ]).flat(),
          ),
        },
      ],
    },
    order: () => [...new Array<string[]>(criticSteps - 1).fill(['critics']), ['critics', 'generators']],
  }),
})
