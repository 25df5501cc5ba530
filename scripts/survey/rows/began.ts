import { recipeNamed } from '../../../electron/train/games/index.ts'
import { drawn, learningFrom, rgb } from '../data/drawn.ts'
import { DISTINCT, fashion } from '../data/fashion.ts'
import { mean, rankCorrelation } from '../numbers.ts'
import { type Row, stepsOf, trained } from '../row.ts'

const SIDE = 16
const LOOKS = 20

/** BEGAN's one number for how far it is, and the one that chooses between quality and variety. */
export const began: Row = {
  name: 'began',
  reference: 'Berthelot et al. 2017, BEGAN',
  claim: 'M falls as pictures become better, and gamma chooses between quality and variety',
  required:
    'over 20 looks M and the distance of patches from real ones have a rank correlation of at least 0.7; M at the end is at most half of that at the first look; pictures are less alike with gamma 0.7 than with 0.5',
  command: 'ganvas train began --data DIR --size 16 --base 16 --code 32 --steps 2000 --out RUN',
  seeds: [0],

  async figures(seed, share, show) {
    const { pictures } = fashion('train', SIDE, DISTINCT)
    const source = drawn(seed, (random) => ({ picture: rgb(pictures[random.below(pictures.length)]!) }))
    const run = async (gamma: number) => {
      const { looks, png } = await trained({
        recipe: learningFrom(recipeNamed('began'), { source }),
        options: { size: SIDE, base: 16, code: 32, gamma, rate: 4e-4, average: 0 },
        steps: stepsOf(2000, share),
        batch: 16,
        seed,
        looks: LOOKS,
      })
      if (gamma === 0.5) show(png)
      return looks
    }
    const [low, high] = [await run(0.5), await run(0.7)]
    const of = (looks: readonly Record<string, number>[], name: string) => looks.map((look) => look[name]!)
    return {
      rankCorrelation: rankCorrelation(of(low, 'M'), of(low, 'finestDistance')),
      left: low.at(-1)!.M! / low[0]!.M!,
      likeness: mean(of(low, 'likeness').slice(-3)),
      likenessOfHigherGamma: mean(of(high, 'likeness').slice(-3)),
    }
  },

  reached: (figures) =>
    figures.every(
      (each) =>
        each.rankCorrelation! >= 0.7 && each.left! <= 0.5 && each.likenessOfHigherGamma! < each.likeness!,
    ),
}
