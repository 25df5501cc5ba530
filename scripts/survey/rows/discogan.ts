import { z } from 'zod'
import { mlp } from '../../../electron/nets/mlp.ts'
import { oneInput } from '../../../electron/nets/net.ts'
import type { Random } from '../../../electron/nets/random.ts'
import { nonSaturating } from '../../../electron/train/forms/nonSaturating.ts'
import { play } from '../../../electron/train/game/play.ts'
import { recipe } from '../../../electron/train/game/recipe.ts'
import { example } from '../../../electron/train/game/things.ts'
import { bothWays, twoSides } from '../../../electron/train/games/twoWay.ts'
import { coverage } from '../../../electron/train/metrics/mixture.ts'
import { l2 } from '../../../electron/train/objectives/pixels.ts'
import { adam } from '../../../electron/train/optimisers/adam.ts'
import { linearDecay } from '../../../electron/train/step/schedules.ts'
import { asFake, asReal, fool } from '../../../electron/train/terms/adversarial.ts'
import { sum } from '../../../electron/train/terms/combine.ts'
import { distance } from '../../../electron/train/terms/distance.ts'
import { pointsOf } from '../plane.ts'
import { played, type Row, stepsOf } from '../row.ts'

const DEVIATION = 0.1

const ring = (count: number, radius: number): [number, number][] =>
  Array.from({ length: count }, (_, k) => {
    const angle = (2 * Math.PI * k) / count
    return [radius * Math.cos(angle), radius * Math.sin(angle)]
  })
const [few, many] = [ring(5, 1), ring(10, 2)]

const about = (modes: [number, number][]) => (random: Random) => {
  const [x, y] = modes[random.below(modes.length)]!
  return [x + DEVIATION * random.normal(), y + DEVIATION * random.normal()] as const
}

/** Five modes to ten, without a way back, with one way back and with both. */
const plane = recipe({
  name: 'plane',
  summary: 'five modes in the plane to ten',
  options: z.strictObject({ ways: z.enum(['none', 'one', 'both']) }),
  defaults: { steps: 4000, batch: 200 },
  open: async ({ seed }) => ({ source: pointsOf({ a: about(few), b: about(many) }, seed) }),

  prepare(_, { ways }) {
    const form = nonSaturating()
    const rateAt = linearDecay(1e-3)
    const net = (outputs: number) => oneInput(mlp({ outputs, hidden: [64, 64, 64] }))
    const { players, things } = twoSides({
      examples: { a: example('a', [2]), b: example('b', [2]) },
      generators: { aToB: net(2), bToA: net(2) },
      critic: net(1),
      update: { optimiser: adam({ beta1: 0.5 }), rate: ({ step, total }) => rateAt(step, total) },
      average: 0,
    })
    return play({
      players,
      things,
      turns: {
        critics: bothWays(({ name, to, critic }) => ({
          players: [critic],
          loss: sum(asReal(form, critic, to), asFake(form, critic, name)),
        })),
        generators: [
          {
            players: bothWays(({ name }) => name),
            loss: sum(
              ...bothWays(({ name, from, critic }) => [
                fool(form, critic, name),
                ...(ways === 'both' || (ways === 'one' && from === 'a')
                  ? [distance(l2, `${from}Again`, from)]
                  : []),
              ]).flat(),
            ),
          },
        ],
      },
      order: () => [['critics', 'generators']],
      products: {},
      shown: { things: ['aToB'], rows: 2000, picture: async () => new Uint8Array() },
      judges: [
        {
          sees: ['aToB'],
          figures(results) {
            const target = { name: 'ten', modes: many, deviation: DEVIATION, scale: 1, draw: about(many) }
            return { ...coverage(results.get('aToB')!.data, target) }
          },
        },
      ],
    })
  },
})

/** DiscoGAN's own toy (section 4.1), which is not in the authors' repository. */
export const discogan: Row = {
  name: 'discogan',
  reference: 'Kim et al. 2017, DiscoGAN',
  claim: 'with both ways back every mode is reached; a GAN, and one way back, lose some',
  required: '10 modes of 10 in at least 4 of 5 seeds, and at most 6 without a way back and with one',
  seeds: [0, 1, 2, 3, 4],
  async figures(seed, share) {
    const run = (ways: string) =>
      played({ recipe: plane, options: { ways }, steps: stepsOf(4000, share), batch: 200, seed })
    const [none, one, both] = [await run('none'), await run('one'), await run('both')]
    return { modes: both.modes!, modesOneWay: one.modes!, modesGan: none.modes! }
  },
  reached: (figures) =>
    figures.filter(({ modes }) => modes === 10).length >= 0.8 * figures.length &&
    figures.every(({ modesOneWay, modesGan }) => modesOneWay! <= 6 && modesGan! <= 6),
}
