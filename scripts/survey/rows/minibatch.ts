import { recipeNamed } from '../../../electron/train/games/index.ts'
import { likeness } from '../../../electron/train/metrics/msSsim.ts'
import { picturesOf } from '../../../electron/train/metrics/pictures.ts'
import { drawn, joined, learningFrom, oneOf, rgb } from '../data/drawn.ts'
import { DISTINCT, fashion } from '../data/fashion.ts'
import { each, normals, openSaved } from '../network.ts'
import { countsOf, fromEven, mean } from '../numbers.ts'
import { refereeOf } from '../referee.ts'
import { type Row, stepsOf, trained } from '../row.ts'

const SIDE = 16
const MADE = 500

/** Minibatch discrimination against a collapse that was provoked: a small critic and a high rate. */
export const minibatch: Row = {
  name: 'minibatch',
  reference: 'Salimans et al. 2016, Improved GAN: minibatch discrimination',
  claim: 'a critic that sees how close the pictures of a batch are keeps a generator from collapsing',
  required: 'the divergence of the classes that are made from even ones halves, and likeness falls by 0.1',
  command:
    'ganvas train dcgan --data DIR --size 16 --base 16 --critic-base 8 --critic-norm none --rate 1e-3 --kernels 16 --steps 1500 --out RUN',
  seeds: [0, 1, 2],

  async figures(seed, share, show) {
    const { pictures, labels } = fashion('train', SIDE, DISTINCT)
    const source = drawn(seed, (random) => {
      const k = random.below(pictures.length)
      return { picture: rgb(pictures[k]!), label: oneOf(DISTINCT.length, labels[k]!) }
    })
    const referee = await refereeOf({
      source,
      size: SIDE,
      classes: DISTINCT.length,
      seed: 100 + seed,
      steps: stepsOf(800, share),
    })
    const run = async (kernels: number) => {
      const { network, png } = await trained({
        recipe: learningFrom(recipeNamed('dcgan'), { source }),
        options: {
          size: SIDE,
          base: 16,
          criticBase: 8,
          criticNorm: 'none',
          latent: 64,
          rate: 1e-3,
          average: 0,
          kernels,
        },
        steps: stepsOf(1500, share),
        batch: 64,
        seed,
      })
      if (kernels > 0) show(png)
      const { run: generate } = await openSaved(network('generator'))
      const made = await each(
        MADE,
        async (_, random) => (await generate({ input: normals(random, 64) })).output!,
      )
      const kinds = await each(MADE, async (k) => referee(made[k]!))
      const grid = picturesOf({ shape: [MADE, 3, SIDE, SIDE], data: joined(made) })
      return { divergence: fromEven(countsOf(kinds, DISTINCT.length)), likeness: likeness(grid, 300) }
    }
    const [plain, layered] = [await run(0), await run(16)]
    return {
      divergence: layered.divergence,
      divergencePlain: plain.divergence,
      likeness: layered.likeness,
      likenessPlain: plain.likeness,
    }
  },

  reached: (figures) =>
    mean(figures.map(({ divergence }) => divergence!)) <=
      0.5 * mean(figures.map((each) => each.divergencePlain!)) &&
    mean(figures.map(({ likeness: found, likenessPlain }) => likenessPlain! - found!)) >= 0.1,
}
