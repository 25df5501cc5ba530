import { Random } from '../../../electron/nets/random.ts'
import { recipeNamed } from '../../../electron/train/games/index.ts'
import { halve } from '../../../electron/train/metrics/halve.ts'
import { laplacianDistances } from '../../../electron/train/metrics/laplacianPatches.ts'
import { picturesOf } from '../../../electron/train/metrics/pictures.ts'
import { joined, learningFrom } from '../data/drawn.ts'
import { drawnShape, drawShape, isUnseen, shapeWords, textOf } from '../data/shapes.ts'
import { each, normals, openSaved } from '../network.ts'
import { difference, mean } from '../numbers.ts'
import { type Row, stepsOf, trained } from '../row.ts'
import { matches, refereeOfShapes, saidShapes } from './gancls.ts'

const [SIDE, SMALL] = [32, 16]
const [LATENT, EMBEDDING] = [32, 32]
const MADE = 128

type Make = (text: Float32Array, random: Random) => Promise<Float32Array>

const set = (pictures: readonly Float32Array[]) =>
  picturesOf({ shape: [pictures.length, 3, SIDE, SIDE], data: joined(pictures) })

/** Finest patch distance of what is made of texts that were learned from to as many drawn shapes. */
async function patches(make: Make): Promise<number> {
  const drawnOf = (salt: number) => async (index: number) => {
    const random = new Random(salt, 'stack', index)
    return { shape: drawShape(random, (shape) => !isUnseen(shape)), random }
  }
  const made = await each(MADE, async (index, random) =>
    make(textOf((await drawnOf(1)(index)).shape), random),
  )
  const real = await each(MADE, async (index) => {
    const { shape, random } = await drawnOf(2)(index)
    return drawnShape(shape, SIDE, random)
  })
  return laplacianDistances(set(made), set(real))[0]!
}

/** How much pictures of one text differ. */
const spread = async (make: Make): Promise<number> =>
  mean(
    await each(40, async (index) => {
      const text = textOf(drawShape(new Random(index, 'spread'), (shape) => !isUnseen(shape)))
      const [a, b] = [
        await make(text, new Random(index, 'first')),
        await make(text, new Random(index, 'second')),
      ]
      return difference(a, b)
    }),
  )

/** Two stages against one of the same side, and what conditioning augmentation adds. */
export const stackgan: Row = {
  name: 'stackgan',
  reference: 'Zhang et al. 2017, StackGAN',
  claim:
    'a second stage that reads the text again draws finer pictures than one stage can, and drawing about a text varies them',
  required:
    'patches at most 0.8 times as far from real ones as those of one stage of the same side; colour and shape no more than 0.03 less often right than in the first stage; pictures of a text 1.2 times as different as without augmentation',
  command: 'ganvas train stackgan --data DIR --size 32 --base 16 --latent 32 --steps 2000 --out RUN',
  seeds: [0],

  async figures(seed, share, show) {
    const source = saidShapes(seed, SIDE)
    const common = { size: SIDE, latent: LATENT, embedding: EMBEDDING, average: 0.99, rate: 5e-4 }
    const two = async (priorWeight: number, augmented: boolean) => {
      const { network, png } = await trained({
        recipe: learningFrom(recipeNamed('stackgan'), { source, classes: shapeWords }),
        options: { ...common, base: 16, priorWeight },
        steps: stepsOf(2000, share),
        batch: 32,
        seed,
      })
      const [{ run: first }, { run: second }] = [
        await openSaved(network('first')),
        await openSaved(network('second')),
      ]
      // Without augmentation a text is its mean.
      const epsilon = (random: Random) =>
        augmented ? normals(random, EMBEDDING) : new Float32Array(EMBEDDING)
      const small: Make = async (text, random) =>
        (await first({ input: normals(random, LATENT), text, epsilon: epsilon(random) })).output!
      const large: Make = async (text, random) =>
        (await second({ input: await small(text, random), text, epsilon: epsilon(random) })).output!
      return { small, large, png }
    }
    const stages = await two(2, true)
    show(stages.png)
    const without = await two(0, false)
    const { network } = await trained({
      recipe: learningFrom(recipeNamed('gancls'), { source, classes: shapeWords }),
      options: { ...common, base: 12, mixedWeight: 0 },
      steps: stepsOf(1000, share),
      batch: 32,
      seed,
    })
    const { run: single } = await openSaved(network('generator'))
    const one: Make = async (text, random) => (await single({ input: normals(random, LATENT), text })).output!
    const referee = await refereeOfShapes(seed, SMALL, stepsOf(1200, share))
    const seen = (shape: Parameters<typeof isUnseen>[0]) => !isUnseen(shape)
    const halved: Make = async (text, random) => {
      const { data } = halve(set([await stages.large(text, random)])[0]!)
      return Float32Array.from({ length: 3 * SMALL ** 2 }, (_, at) => {
        const [c, pixel] = [Math.floor(at / SMALL ** 2), at % SMALL ** 2]
        return data[3 * pixel + c]! / 127.5 - 1
      })
    }
    return {
      patches: await patches(stages.large),
      patchesOfOneStage: await patches(one),
      match: (await matches(referee, SMALL, seen, halved)).both,
      matchOfTheFirst: (await matches(referee, SMALL, seen, stages.small)).both,
      spread: await spread(stages.large),
      spreadWithoutAugmentation: await spread(without.large),
    }
  },

  reached: (figures) =>
    figures.every(
      (one) =>
        one.patches! <= 0.8 * one.patchesOfOneStage! &&
        one.match! >= one.matchOfTheFirst! - 0.03 &&
        one.spread! >= 1.2 * one.spreadWithoutAugmentation!,
    ),
}
