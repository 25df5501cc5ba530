import { recipeNamed } from '../../../electron/train/games/index.ts'
import { likeness } from '../../../electron/train/metrics/msSsim.ts'
import { picturesOf } from '../../../electron/train/metrics/pictures.ts'
import { drawn, joined, learningFrom, oneOf, rgb } from '../data/drawn.ts'
import { fashion, garments } from '../data/fashion.ts'
import { each, normals, openSaved } from '../network.ts'
import { mean } from '../numbers.ts'
import { refereeOf } from '../referee.ts'
import { type Row, stepsOf, trained } from '../row.ts'

const SIDE = 16
const CLASSES = garments.length
const PER_CLASS = 60

const alike = (pictures: readonly Float32Array[]) =>
  likeness(picturesOf({ shape: [pictures.length, 3, SIDE, SIDE], data: joined(pictures) }))

/** CGAN on garments: whether a class that is asked for is made, and in variety. */
export const cgan: Row = {
  name: 'cgan',
  reference: 'Mirza and Osindero 2014, CGAN',
  claim: 'a network that is told a class makes pictures of it',
  required:
    'a referee takes at least 0.80 for the asked class, and of each class 0.50, where shuffled labels give 0.10; pictures of a class at most 0.15 more alike than real ones',
  command: 'ganvas train cgan --data DIR --size 16 --base 16 --latent 64 --steps 2000 --out RUN',
  seeds: [0, 1, 2],

  async figures(seed, share, show) {
    const { pictures, labels } = fashion('train', SIDE)
    const source = (shuffled: boolean) =>
      drawn(seed, (random) => {
        const k = random.below(pictures.length)
        const label = shuffled ? random.below(CLASSES) : labels[k]!
        return { picture: rgb(pictures[k]!), label: oneOf(CLASSES, label) }
      })
    const referee = await refereeOf({
      source: source(false),
      size: SIDE,
      classes: CLASSES,
      seed: 100 + seed,
      steps: stepsOf(2000, share),
    })
    const run = (shuffled: boolean, steps: number) =>
      trained({
        recipe: learningFrom(recipeNamed('cgan'), { source: source(shuffled), classes: garments }),
        options: { size: SIDE, base: 16, latent: 64 },
        steps: stepsOf(steps, share),
        batch: 64,
        seed,
      })

    const hits = async (model: Uint8Array) => {
      const { run: generate } = await openSaved(model)
      const found: { share: number; pictures: Float32Array[] }[] = []
      for (let label = 0; label < CLASSES; label++) {
        const made = await each(
          PER_CLASS,
          async (_, random) => {
            const { output } = await generate({ input: normals(random, 64), label: oneOf(CLASSES, label) })
            return output!
          },
          label,
        )
        const taken = await each(PER_CLASS, async (k) => Number((await referee(made[k]!)) === label))
        found.push({ share: mean(taken), pictures: made })
      }
      return found
    }

    const plain = await run(false, 2000)
    show(plain.png)
    const found = await hits(plain.network('generator'))
    const tests = fashion('t10k', SIDE)
    const right = await each(1000, async (k) =>
      Number((await referee(rgb(tests.pictures[k]!))) === tests.labels[k]),
    )
    const more = found.map(({ pictures: made }, label) => {
      const real = tests.pictures.filter((_, k) => tests.labels[k] === label).slice(0, PER_CLASS)
      return alike(made) - alike(real.map(rgb))
    })
    return {
      asked: mean(found.map((each) => each.share)),
      leastOfAClass: Math.min(...found.map((each) => each.share)),
      moreAlike: mean(more),
      refereeOnReal: mean(right),
      // A control, of one seed.
      ...(seed === 0 && {
        askedShuffled: mean(
          (await hits((await run(true, 500)).network('generator'))).map((each) => each.share),
        ),
      }),
    }
  },

  reached: (figures) =>
    mean(figures.map(({ asked }) => asked!)) >= 0.8 &&
    figures.every(({ leastOfAClass, moreAlike }) => leastOfAClass! >= 0.5 && moreAlike! <= 0.15),
}
