import { recipeNamed } from '../../../electron/train/games/index.ts'
import { anyOf, drawn, joined, learningFrom, oneOf, rgb } from '../data/drawn.ts'
import { DISTINCT, fashion } from '../data/fashion.ts'
import { each, normals, openSaved } from '../network.ts'
import { countsOf, fromEven, mean } from '../numbers.ts'
import { refereeOf } from '../referee.ts'
import { type Row, stepsOf, trained } from '../row.ts'

const SIDE = 16
const MADE = 2500
const KINDS = DISTINCT.length
const MODES = KINDS ** 3

/** Modes that are missed: three garments of four classes as red, green and blue, and a critic that is small beside the generator. */
export const mrgan: Row = {
  name: 'mrgan',
  reference: 'Che et al. 2017, mode regularised GAN',
  claim: 'an encoder that the generator must undo keeps modes that a GAN leaves out',
  required:
    'of 64 modes 1.3 times as many as without, or a divergence from even ones of at most 0.6 of that without',
  command: 'ganvas train mrgan --data DIR --size 16 --base 24 --critic-base 6 --steps 1200 --out RUN',
  seeds: [0, 1, 2],

  async figures(seed, share, show) {
    const { pictures, labels } = fashion('train', SIDE, DISTINCT)
    const single = drawn(seed, (random) => {
      const k = random.below(pictures.length)
      return { picture: rgb(pictures[k]!), label: oneOf(KINDS, labels[k]!) }
    })
    const referee = await refereeOf({
      source: single,
      size: SIDE,
      classes: KINDS,
      seed: 100 + seed,
      steps: stepsOf(800, share),
    })
    const triples = drawn(seed, (random) => ({
      picture: joined([0, 1, 2].map(() => anyOf(random, pictures))),
    }))
    const run = async (weights: { distanceWeight?: number; modeWeight?: number }) => {
      const { network, png } = await trained({
        recipe: learningFrom(recipeNamed('mrgan'), { source: triples }),
        options: { size: SIDE, base: 24, criticBase: 6, latent: 64, ...weights },
        steps: stepsOf(1200, share),
        batch: 64,
        seed,
      })
      const { run: generate } = await openSaved(network('generator'))
      const modes = await each(MADE, async (_, random) => {
        const { output } = await generate({ input: normals(random, 64) })
        const planes = [0, 1, 2].map((c) => output!.slice(c * SIDE ** 2, (c + 1) * SIDE ** 2))
        const kinds = [
          await referee(rgb(planes[0]!)),
          await referee(rgb(planes[1]!)),
          await referee(rgb(planes[2]!)),
        ]
        return kinds.reduce((mode, kind) => mode * KINDS + kind, 0)
      })
      const counts = countsOf(modes, MODES)
      // Fewer may be triples that the referee misreads.
      return { modes: counts.filter((count) => count >= 5).length, divergence: fromEven(counts), png }
    }
    const [plain, regular] = [await run({ distanceWeight: 0, modeWeight: 0 }), await run({})]
    show(regular.png)
    return {
      modes: regular.modes,
      modesPlain: plain.modes,
      divergence: regular.divergence,
      divergencePlain: plain.divergence,
    }
  },

  reached(figures) {
    const of = (name: string) => mean(figures.map((each) => each[name]!))
    return of('modes') >= 1.3 * of('modesPlain') || of('divergence') <= 0.6 * of('divergencePlain')
  },
}
