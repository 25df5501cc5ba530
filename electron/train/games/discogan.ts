import { z } from 'zod'
import { dcganWithFeatures } from '../../nets/dcgan.ts'
import { encoderDecoder } from '../../nets/encoderDecoder.ts'
import { unpaired } from '../domains/unpaired.ts'
import { nonSaturating } from '../forms/nonSaturating.ts'
import { l2 } from '../objectives/pixels.ts'
import type { Moment } from '../step/step.ts'
import { asFake, asReal, fool } from '../terms/adversarial.ts'
import { reported, sum, times } from '../terms/combine.ts'
import { distance } from '../terms/distance.ts'
import { featureMeans } from '../terms/featureMeans.ts'
import { averageOption } from './options.ts'
import { bothWays, twoWay } from './twoWay.ts'
import { updateOptions } from './update.ts'

/** Share of the run before coming back counts as much as being taken for real: 10,000 of the authors' steps. */
const EARLY = 0.1

const options = z.strictObject({
  ...unpaired.options,
  size: z.coerce.number().int().min(16).max(512).default(64).describe('side of the pictures: 16, 32, 64, …'),
  base: z.coerce.number().int().min(1).max(256).default(64),
  cycleShare: z.coerce
    .number()
    .min(0)
    .max(1)
    .default(0.5)
    .describe('of the way back in the loss, from a tenth of the run on'),
  featureShare: z.coerce
    .number()
    .min(0)
    .max(1)
    .default(0.9)
    .describe('of feature matching in the rest; what is left is the critic'),
  ...updateOptions('constant'),
  ...averageOption,
})

const depthOf = (size: number) => Math.log2(size) - 2

/**
 * DiscoGAN (Kim et al. 2017): relations between two kinds of pictures whose shapes differ. Generators have no way around
 * their waist, critics also ask for features that agree on average, and coming back counts little at first.
 */
export const discogan = twoWay({
  name: 'discogan',
  summary: 'translations both ways between the pictures in DIR/a and DIR/b, where shapes change',
  options,
  defaults: { steps: 100_000, batch: 64 },
  generator: ({ size, base }) => encoderDecoder({ depth: depthOf(size), base }),
  multiple: ({ size }) => 2 ** depthOf(size),
  critic: ({ size, base }) => dcganWithFeatures({ size, base }),

  rules({ size, cycleShare, featureShare }) {
    const form = nonSaturating()
    const layers = Array.from({ length: depthOf(size) - 1 }, (_, k) => `down${k + 2}`)
    const share = (step: number, total: number) => (step < EARLY * total ? 0.01 : cycleShare)
    const back = { name: 'cycle share', at: ({ step, total }: Moment) => share(step, total) }
    const there = { name: 'critic share', at: ({ step, total }: Moment) => 1 - share(step, total) }
    return {
      turns: {
        generators: [
          {
            players: bothWays(({ name }) => name),
            loss: sum(
              ...bothWays(({ name, from, to, critic }) => [
                times(
                  there,
                  sum(
                    times(1 - featureShare, reported(name, fool(form, critic, name))),
                    times(featureShare, featureMeans(critic, to, name, layers)),
                  ),
                ),
                times(back, reported(`${from}Cycle`, distance(l2, `${from}Again`, from))),
              ]).flat(),
            ),
          },
        ],
        critics: bothWays(({ name, to, critic }) => ({
          players: [critic],
          loss: reported(critic, times(0.5, sum(asReal(form, critic, to), asFake(form, critic, name)))),
        })),
      },
      // The critics learn in every third step alone, and the generators in the others.
      order: (step) => [step % 3 === 0 ? ['critics'] : ['generators']],
    }
  },
})
