import { z } from 'zod'
import { dcganDiscriminator } from '../../electron/nets/dcgan.ts'
import { oneInput } from '../../electron/nets/net.ts'
import type { Source } from '../../electron/train/data/source.ts'
import { play } from '../../electron/train/game/play.ts'
import { recipe } from '../../electron/train/game/recipe.ts'
import { example } from '../../electron/train/game/things.ts'
import { adam } from '../../electron/train/optimisers/adam.ts'
import { linearDecay } from '../../electron/train/step/schedules.ts'
import { category } from '../../electron/train/terms/classes.ts'
import { reported } from '../../electron/train/terms/combine.ts'
import { learningFrom } from './data/drawn.ts'
import { openSaved } from './network.ts'
import { largest } from './numbers.ts'
import { trained } from './row.ts'

const judge = recipe({
  name: 'referee',
  summary: 'a classifier of real pictures alone',
  options: z.strictObject({ size: z.number(), classes: z.number(), base: z.number() }),
  defaults: { steps: 1500, batch: 64 },
  open: async () => {
    throw new Error('A referee learns from what it is given.')
  },
  prepare(_, { size, classes, base }) {
    const rateAt = linearDecay(1e-3)
    const update = {
      optimiser: adam(),
      rate: ({ step, total }: { step: number; total: number }) => rateAt(step, total),
    }
    return play({
      players: { referee: { net: oneInput(dcganDiscriminator({ size, base, outputs: classes })), update } },
      things: { picture: example('picture', [3, size, size]), label: example('label', [classes]) },
      turns: {
        referee: [
          { players: ['referee'], loss: reported('category', category('referee', 'picture', 'label')) },
        ],
      },
      order: () => [['referee']],
      products: { referee: { player: 'referee', inputs: { input: [3, size, size] } } },
      shown: { things: ['picture'] },
    })
  },
})

/** Tells the class of a picture [3 size²], having seen real ones alone. */
export interface Referee {
  (picture: Float32Array): Promise<number>
  /** How likely each class is. */
  shares(picture: Float32Array): Promise<number[]>
}

export interface RefereeOptions {
  /** Gives `picture` and `label`. */
  source: Source
  size: number
  classes: number
  seed: number
  steps?: number
  base?: number
}

export async function refereeOf({
  source,
  size,
  classes,
  seed,
  steps = 1500,
  base = 12,
}: RefereeOptions): Promise<Referee> {
  const { network } = await trained({
    recipe: learningFrom(judge, { source }),
    options: { size, classes, base },
    steps,
    batch: 64,
    seed,
  })
  const { run } = await openSaved(network('referee'))
  const scores = async (input: Float32Array) => (await run({ input })).output!
  const classOf = async (picture: Float32Array) => largest(await scores(picture))
  return Object.assign(classOf, { shares: async (picture: Float32Array) => softmax(await scores(picture)) })
}

function softmax(scores: Float32Array): number[] {
  const most = Math.max(...scores)
  const powers = Array.from(scores, (score) => Math.exp(score - most))
  const sum = powers.reduce((total, power) => total + power, 0)
  return powers.map((power) => power / sum)
}
