import { Random } from '../../../electron/nets/random.ts'
import { recipeNamed } from '../../../electron/train/games/index.ts'
import { anyOf, drawn, learningFrom, oneOf, rgb } from '../data/drawn.ts'
import { fashion, type Greys, garments } from '../data/fashion.ts'
import { each, openSaved } from '../network.ts'
import { largest, mean } from '../numbers.ts'
import { type Row, stepsOf, trained } from '../row.ts'

const SIDE = 16
const CLASSES = garments.length
const TESTED = 2000

/** As many of each class, drawn by the seed. */
function fewOf({ labels }: Greys, perClass: number, seed: number): number[] {
  const order = new Random(seed, 'few').permutation(labels.length)
  return garments.flatMap((_, label) => [...order].filter((k) => labels[k] === label).slice(0, perClass))
}

/** Semi-supervised learning by feature matching: what unsorted pictures add to few sorted ones. */
export const improved: Row = {
  name: 'improved',
  reference: 'Salimans et al. 2016, Improved GAN: feature matching, semi-supervised',
  claim:
    'where few pictures are labelled, a critic that also tells real from made sorts better than one that learns the labels alone',
  required:
    'error at least 3 points below that of the labels alone with 100 labels, 2 points with 1000, and below in every draw',
  command:
    'ganvas train improved --data FEW --second MANY --size 16 --base 32 --network flat --steps 1200 --out RUN',
  seeds: [0, 1, 2],

  async figures(seed, share, show) {
    const all = fashion('train', SIDE)
    const tests = fashion('t10k', SIDE)
    const error = async (perClass: number, unlabelledWeight: number) => {
      const few = fewOf(all, perClass, seed)
      const source = drawn(seed, (random) => {
        const k = anyOf(random, few)
        return {
          picture: rgb(all.pictures[k]!),
          label: oneOf(CLASSES, all.labels[k]!),
          unlabelled: rgb(anyOf(random, all.pictures)),
        }
      })
      const { network, png } = await trained({
        recipe: learningFrom(recipeNamed('improved'), { source, classes: garments }),
        options: {
          size: SIDE,
          base: 32,
          network: 'flat',
          latent: 50,
          rate: 1e-3,
          average: 0.99,
          unlabelledWeight,
        },
        steps: stepsOf(1200, share),
        batch: 100,
        seed,
      })
      if (unlabelledWeight > 0 && perClass === 10) show(png)
      const { run } = await openSaved(network('classifier'))
      const wrong = await each(TESTED, async (k) => {
        const { scores } = await run({ input: rgb(tests.pictures[k]!) })
        return Number(largest(scores!) !== tests.labels[k])
      })
      return mean(wrong)
    }
    return {
      error100: await error(10, 1),
      error100LabelsAlone: await error(10, 0),
      error1000: await error(100, 1),
      error1000LabelsAlone: await error(100, 0),
    }
  },

  reached(figures) {
    const less = (few: string) => figures.map((each) => each[`${few}LabelsAlone`]! - each[few]!)
    const [less100, less1000] = [less('error100'), less('error1000')]
    return (
      mean(less100) >= 0.03 && mean(less1000) >= 0.02 && [...less100, ...less1000].every((gain) => gain > 0)
    )
  },
}
