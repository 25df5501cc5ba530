import type { Random } from '../../../electron/nets/random.ts'
import { recipeNamed } from '../../../electron/train/games/index.ts'
import { drawn, learningFrom, oneOf, rgb } from '../data/drawn.ts'
import { fashion, garments } from '../data/fashion.ts'
import { each, openSaved } from '../network.ts'
import { mean } from '../numbers.ts'
import { refereeOf } from '../referee.ts'
import { type Row, stepsOf, trained } from '../row.ts'

const SIDE = 16
const CLASSES = garments.length
const TESTED = 1000

/** A garment of any colour on a noisy ground of any other: [3, SIDE, SIDE] in [-1, 1]. */
function coloured(grey: Float32Array, random: Random): Float32Array {
  const [colour, ground] = [0, 1].map(() => [0, 1, 2].map(() => random.uniform()))
  return Float32Array.from({ length: 3 * grey.length }, (_, at) => {
    const c = Math.floor(at / grey.length)
    const share = (grey[at % grey.length]! + 1) / 2
    const behind = ground![c]! + 0.2 * random.normal()
    return 2 * Math.min(1, Math.max(0, share * colour![c]! + (1 - share) * behind)) - 1
  })
}

/** Coloured garments on noisy grounds to plain ones, of which no class is known: do they stay what they were? */
export const dtn: Row = {
  name: 'dtn',
  reference: 'Taigman et al. 2017, domain transfer network',
  claim:
    'what a classifier of one kind of pictures knows is kept, drawn as another kind of which no label is known',
  required:
    'a referee of the plain kind sorts what is made at least 0.15 better than the coloured pictures themselves, and 0.05 better than without constancy of the code',
  command: 'ganvas train dtn --data DIR --size 16 --base 16 --code 32 --steps 2500 --out RUN',
  seeds: [0, 1, 2],

  async figures(seed, share, show) {
    const { pictures, labels } = fashion('train', SIDE)
    const half = Math.floor(pictures.length / 2)
    const source = drawn(seed, (random) => {
      const [from, to] = [random.below(half), half + random.below(pictures.length - half)]
      return {
        picture: coloured(pictures[from]!, random),
        label: oneOf(CLASSES, labels[from]!),
        target: rgb(pictures[to]!),
      }
    })
    const plain = drawn(seed, (random) => {
      const k = half + random.below(pictures.length - half)
      return { picture: rgb(pictures[k]!), label: oneOf(CLASSES, labels[k]!) }
    })
    const referee = await refereeOf({
      source: plain,
      size: SIDE,
      classes: CLASSES,
      seed: 100 + seed,
      steps: stepsOf(2000, share),
    })
    const tests = fashion('t10k', SIDE)
    const given = await each(TESTED, async (k, random) => coloured(tests.pictures[k]!, random))
    const right = async (made: readonly Float32Array[]) =>
      mean(await each(TESTED, async (k) => Number((await referee(made[k]!)) === tests.labels[k])))
    const run = async (weights: { constancyWeight?: number; identityWeight?: number }) => {
      const { network, png } = await trained({
        recipe: learningFrom(recipeNamed('dtn'), { source, classes: garments }),
        options: { size: SIDE, base: 16, code: 32, rate: 5e-4, ...weights },
        steps: stepsOf(2500, share),
        batch: 32,
        seed,
      })
      if (Object.keys(weights).length === 0) show(png)
      const [{ run: read }, { run: draw }] = [
        await openSaved(network('reader')),
        await openSaved(network('generator')),
      ]
      const made = await each(TESTED, async (k) => {
        const { output } = await read({ input: given[k]! })
        return (await draw({ input: output! })).output!
      })
      return right(made)
    }
    return {
      right: await run({}),
      rightAsTheyAre: await right(given),
      rightWithoutConstancy: await run({ constancyWeight: 0 }),
      rightWithoutIdentity: await run({ identityWeight: 0 }),
    }
  },

  reached(figures) {
    const of = (name: string) => mean(figures.map((each) => each[name]!))
    return of('right') >= of('rightAsTheyAre') + 0.15 && of('right') >= of('rightWithoutConstancy') + 0.05
  },
}
