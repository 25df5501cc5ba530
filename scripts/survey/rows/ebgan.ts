import { z } from 'zod'
import * as op from '../../../electron/graph/builder.ts'
import { energyOf } from '../../../electron/nets/autoencoder.ts'
import { flat } from '../../../electron/nets/families.ts'
import { mlp } from '../../../electron/nets/mlp.ts'
import { type Net, oneInput } from '../../../electron/nets/net.ts'
import { energyMargin } from '../../../electron/train/forms/energyMargin.ts'
import { nonSaturating } from '../../../electron/train/forms/nonSaturating.ts'
import { play } from '../../../electron/train/game/play.ts'
import { recipe } from '../../../electron/train/game/recipe.ts'
import { example, made, noise } from '../../../electron/train/game/things.ts'
import { updateOf } from '../../../electron/train/games/update.ts'
import { squaredErrors } from '../../../electron/train/objectives/perExample.ts'
import { pictureGrid } from '../../../electron/train/shown/grid.ts'
import { asFake, asReal, fool } from '../../../electron/train/terms/adversarial.ts'
import { sum, times } from '../../../electron/train/terms/combine.ts'
import { spreadOf } from '../../../electron/train/terms/spread.ts'
import { drawn, learningFrom, oneOf, rgb } from '../data/drawn.ts'
import { DISTINCT, fashion } from '../data/fashion.ts'
import { each, normals, openSaved } from '../network.ts'
import { refereeOf } from '../referee.ts'
import { type Row, stepsOf, trained } from '../row.ts'

const SIDE = 16
const NUMBERS = 3 * SIDE ** 2
const [LATENT, CODE] = [32, 32]
const MADE = 200
const KINDS = DISTINCT.length

const options = z.strictObject({
  energy: z.boolean(),
  rate: z.number(),
  layersG: z.number(),
  layersD: z.number(),
  unitsG: z.number(),
  unitsD: z.number(),
})
type Setting = Omit<z.infer<typeof options>, 'energy' | 'rate'>

/** The authors' grid: fully connected networks of so many layers of so many units; the auto-encoder has one layer down and one up more. */
const settings: Setting[] = [2, 3].flatMap((layersG) =>
  [2, 3].flatMap((layersD) =>
    [128, 256].flatMap((unitsG) => [128, 256].map((unitsD) => ({ layersG, layersD, unitsG, unitsD }))),
  ),
)

/** A critic that gives pictures back, and hands out its code. */
const autoencoder =
  (layers: number, units: number): Net =>
  ({ input }, weights) => {
    const encode = mlp({ outputs: CODE, hidden: new Array(layers - 1).fill(units) })
    const code = encode(flat(input!), weights.within('encoder'))
    const decode = mlp({ outputs: NUMBERS, hidden: [units] })
    return {
      value: op.reshape(decode(op.relu(code), weights.within('decoder')), input!.shape),
      heads: { code },
    }
  }

const grid = recipe({
  name: 'grid',
  summary: 'fully connected networks, by energy or by a GAN',
  options,
  defaults: { steps: 600, batch: 64 },
  open: async () => {
    throw new Error('It learns from what it is given.')
  },
  prepare(_, { energy, rate, layersG, layersD, unitsG, unitsD }) {
    // In units of the energy: three tenths of what an untrained critic has of these pictures.
    const form = energy ? energyMargin({ margin: 0.3 }) : nonSaturating()
    const update = updateOf({ rate, optimiser: 'adam', schedule: 'constant' })
    const toPicture = mlp({ outputs: NUMBERS, hidden: new Array(layersG).fill(unitsG) })
    const score = mlp({ outputs: 1, hidden: new Array(layersD).fill(unitsD) })
    return play({
      players: {
        generator: {
          net: oneInput((input, weights) =>
            op.reshape(op.tanh(toPicture(input, weights)), [input.shape[0]!, 3, SIDE, SIDE]),
          ),
          update,
        },
        critic: {
          net: energy
            ? energyOf(autoencoder(layersD, unitsD), squaredErrors)
            : oneInput((input, weights) => score(flat(input), weights)),
          update,
        },
      },
      things: {
        real: example('picture', [3, SIDE, SIDE]),
        z: noise('z', [LATENT]),
        fake: made('generator', 'z'),
      },
      turns: {
        critic: [
          { players: ['critic'], loss: sum(asReal(form, 'critic', 'real'), asFake(form, 'critic', 'fake')) },
        ],
        generator: [
          {
            players: ['generator'],
            loss: energy
              ? sum(fool(form, 'critic', 'fake'), times(0.1, spreadOf('critic', 'fake', 'code')))
              : fool(form, 'critic', 'fake'),
          },
        ],
      },
      order: () => [['critic', 'generator']],
      products: { generator: { player: 'generator', inputs: { input: [LATENT] } } },
      shown: { things: ['fake'], rows: 16, picture: (results) => pictureGrid([results.get('fake')!]) },
    })
  },
})

/** As the paper: of many settings, how many train. */
export const ebgan: Row = {
  name: 'ebgan',
  reference: 'Zhao et al. 2017, EBGAN',
  claim: 'of many sizes of networks, more train by energy than as a GAN',
  required:
    'the share of 16 settings that train (score of a referee at least 2.4 of 4) at least 0.25 above that of a GAN on the same networks, at the better of two rates',
  command: 'ganvas train ebgan --data DIR --size 16 --base 16 --code 32 --steps 2000 --out RUN',
  seeds: [0],

  async figures(seed, share, show) {
    const { pictures, labels } = fashion('train', SIDE, DISTINCT)
    const source = drawn(seed, (random) => {
      const k = random.below(pictures.length)
      return { picture: rgb(pictures[k]!), label: oneOf(KINDS, labels[k]!) }
    })
    const referee = await refereeOf({
      source,
      size: SIDE,
      classes: KINDS,
      seed: 100,
      steps: stepsOf(800, share),
    })
    const trainedShare = async (energy: boolean, rate: number) => {
      let count = 0
      for (const setting of settings) {
        const { network, png } = await trained({
          recipe: learningFrom(grid, { source }),
          options: { ...setting, energy, rate },
          steps: stepsOf(600, share),
          batch: 64,
          seed,
        })
        if (energy) show(png)
        const { run } = await openSaved(network('generator'))
        const shares = await each(MADE, async (_, random) =>
          referee.shares((await run({ input: normals(random, LATENT) })).output!),
        )
        if (scoreOf(shares) >= 2.4) count++
      }
      return count / settings.length
    }
    return {
      trained: await trainedShare(true, 1e-3),
      trainedAsGan: await trainedShare(false, 1e-3),
      trainedAsGanSlowly: await trainedShare(false, 2e-4),
    }
  },

  reached: (figures) =>
    figures.every((one) => one.trained! >= Math.max(one.trainedAsGan!, one.trainedAsGanSlowly!) + 0.25),
}

/** exp of the mean divergence of the classes of each picture from those of all (Salimans et al. 2016): 1 to the number of classes. */
export function scoreOf(shares: readonly (readonly number[])[]): number {
  const all = shares[0]!.map((_, k) => shares.reduce((sum, each) => sum + each[k]!, 0) / shares.length)
  const divergence = (each: readonly number[]) =>
    each.reduce((sum, p, k) => sum + (p > 0 ? p * Math.log(p / all[k]!) : 0), 0)
  return Math.exp(shares.reduce((sum, each) => sum + divergence(each), 0) / shares.length)
}
