import { z } from 'zod'
import { oneInput } from '../../../electron/nets/net.ts'
import { patchgan } from '../../../electron/nets/patchgan.ts'
import { unet } from '../../../electron/nets/unet.ts'
import { unpaired } from '../../../electron/train/domains/unpaired.ts'
import { leastSquares } from '../../../electron/train/forms/leastSquares.ts'
import { play } from '../../../electron/train/game/play.ts'
import { recipe } from '../../../electron/train/game/recipe.ts'
import { recipeNamed } from '../../../electron/train/games/index.ts'
import { bothWays, twoSides } from '../../../electron/train/games/twoWay.ts'
import { updateOf } from '../../../electron/train/games/update.ts'
import { l1 } from '../../../electron/train/objectives/pixels.ts'
import { asFake, asReal, fool } from '../../../electron/train/terms/adversarial.ts'
import { sum, times } from '../../../electron/train/terms/combine.ts'
import { distance } from '../../../electron/train/terms/distance.ts'
import { anyOf, drawn, learningFrom, rgb } from '../data/drawn.ts'
import { fashion } from '../data/fashion.ts'
import { each, openSaved } from '../network.ts'
import { difference, mean } from '../numbers.ts'
import { type Row, stepsOf, trained } from '../row.ts'
import { edgesOf } from './cogan.ts'

const SIDE = 16
const [DEPTH, BASE] = [4, 16]
const TESTED = 500

/** CycleGAN's form on the networks of DualGAN. */
const cycle = recipe({
  name: 'cycle',
  summary: 'least squares and a way back, on U-Nets',
  options: z.strictObject({ size: z.number() }),
  defaults: { steps: 2000, batch: 4 },
  open: async () => {
    throw new Error('It learns from what it is given.')
  },
  prepare(_, options) {
    const form = leastSquares()
    const net = oneInput(unet({ depth: DEPTH, base: BASE }))
    const { players, things } = twoSides({
      examples: unpaired.examples(options),
      generators: { aToB: net, bToA: net },
      critic: oneInput(patchgan({ patch: 16, base: BASE })),
      update: updateOf({ rate: 2e-4, optimiser: 'adam', schedule: 'constant' }),
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
                times(10, distance(l1, `${from}Again`, from)),
              ]).flat(),
            ),
          },
        ],
      },
      order: () => [['critics', 'generators']],
      products: { 'a-to-b': { player: 'aToB', inputs: { input: [3, SIDE, SIDE] } } },
      shown: { things: ['a', 'aToB'], rows: 8 },
    })
  },
})

/** Edges to garments without pairs, by how near the true one is. */
export const dualgan: Row = {
  name: 'dualgan',
  reference: 'Yi et al. 2017, DualGAN',
  claim: 'with the way back, a Wasserstein game translates without pairs, about as well as other forms',
  required:
    'mean difference from the true picture at least 20 % below that of the game without a way back, and within 10 % of that of CycleGAN’s form on the same networks',
  command:
    'ganvas train dualgan --data DIR --size 16 --depth 4 --base 16 --patch 16 --cycle-weight 30 --steps 2000 --batch 4 --out RUN',
  seeds: [0, 1, 2],

  async figures(seed, share, show) {
    const { pictures } = fashion('train', SIDE)
    const half = Math.floor(pictures.length / 2)
    const [first, second] = [pictures.slice(0, half), pictures.slice(half)]
    const source = drawn(seed, (random) => ({
      a: rgb(edgesOf(anyOf(random, first), SIDE)),
      b: rgb(anyOf(random, second)),
    }))
    const tests = fashion('t10k', SIDE).pictures.slice(0, TESTED)
    const off = async (of: typeof cycle, options: Record<string, unknown>, shown = false) => {
      const { network, png } = await trained({
        recipe: learningFrom(of, { source }),
        options: { size: SIDE, ...options },
        steps: stepsOf(2000, share),
        batch: 4,
        seed,
      })
      if (shown) show(png)
      const { run } = await openSaved(network('a-to-b'))
      return mean(
        await each(TESTED, async (k) => {
          const { output } = await run({ input: rgb(edgesOf(tests[k]!, SIDE)) })
          return difference(output!, rgb(tests[k]!))
        }),
      )
    }
    // Of pictures of 256 px the authors have 500. A critic's slope has a length of one whatever the side, and that of a mean
    // difference falls with it, so here a sixteenth of their weight holds the balance.
    const networks = { depth: DEPTH, base: BASE, patch: 16, rate: 2e-4, cycleWeight: 30 }
    return {
      off: await off(recipeNamed('dualgan'), networks, true),
      offWithoutWayBack: await off(recipeNamed('dualgan'), { ...networks, cycleWeight: 0 }),
      offByCycleGan: await off(cycle, {}),
    }
  },

  reached(figures) {
    const of = (name: string) => mean(figures.map((one) => one[name]!))
    return of('off') <= 0.8 * of('offWithoutWayBack') && of('off') <= 1.1 * of('offByCycleGan')
  },
}
