import { recipeNamed } from '../../../electron/train/games/index.ts'
import { laplacianDistances } from '../../../electron/train/metrics/laplacianPatches.ts'
import { picturesOf } from '../../../electron/train/metrics/pictures.ts'
import { drawn, joined, learningFrom, oneOf, rgb } from '../data/drawn.ts'
import { fashion, garments } from '../data/fashion.ts'
import { picturesIn } from '../grid.ts'
import { each } from '../network.ts'
import { mean } from '../numbers.ts'
import { refereeOf } from '../referee.ts'
import { type Row, stepsOf, trained } from '../row.ts'

const SIDE = 16
const WALKS = 64
const CLASSES = garments.length

/** Walks towards a class: what a classifier that took no part in them says of where they end, with and without the prior. */
export const ppgn: Row = {
  name: 'ppgn',
  reference: 'Nguyen et al. 2017, plug and play generative networks',
  claim:
    'a generator of what a classifier knows draws any class by walks along both gradients, and without the prior it fools the classifier alone',
  required:
    'a second referee finds the asked class in at least 0.80; without the prior 10 points less, or patches 1.3 times as far from real ones',
  command: 'ganvas train ppgn --data DIR --size 16 --base 16 --code 32 --steps 3000 --out RUN',
  seeds: [0, 1, 2],

  async figures(seed, share, show) {
    const { pictures, labels } = fashion('train', SIDE)
    const source = drawn(seed, (random) => {
      const k = random.below(pictures.length)
      return { picture: rgb(pictures[k]!), label: oneOf(CLASSES, labels[k]!) }
    })
    const referee = await refereeOf({
      source,
      size: SIDE,
      classes: CLASSES,
      seed: 100 + seed,
      steps: stepsOf(2000, share),
    })
    const run = async (priorWeight: number) => {
      const { png } = await trained({
        recipe: learningFrom(recipeNamed('ppgn'), { source, classes: garments }),
        options: { size: SIDE, base: 16, code: 32, rate: 5e-4, priorWeight },
        steps: stepsOf(3000, share),
        batch: 64,
        seed,
      })
      if (priorWeight > 0) show(png)
      const made = await picturesIn(png, SIDE, WALKS)
      const hits = await each(WALKS, async (k) => Number((await referee(made[k]!)) === k % CLASSES))
      const real = Array.from({ length: WALKS }, (_, k) => rgb(pictures[k]!))
      const [ofMade, ofReal] = [made, real].map((list) =>
        picturesOf({ shape: [WALKS, 3, SIDE, SIDE], data: joined(list) }),
      )
      return { hits: mean(hits), patches: laplacianDistances(ofMade!, ofReal!)[0]! }
    }
    const [both, alone] = [await run(1), await run(0)]
    return {
      hits: both.hits,
      hitsWithoutPrior: alone.hits,
      patches: both.patches,
      patchesWithoutPrior: alone.patches,
    }
  },

  reached(figures) {
    const of = (name: string) => mean(figures.map((each) => each[name]!))
    return (
      of('hits') >= 0.8 &&
      (of('hitsWithoutPrior') <= of('hits') - 0.1 || of('patchesWithoutPrior') >= 1.3 * of('patches'))
    )
  },
}
