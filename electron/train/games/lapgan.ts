import { z } from 'zod'
import * as op from '../../graph/builder.ts'
import { families } from '../../nets/families.ts'
import { detailGenerator, doubled, halved } from '../../nets/laplacian.ts'
import { oneInput } from '../../nets/net.ts'
import { pictures } from '../domains/pictures.ts'
import { nonSaturating } from '../forms/nonSaturating.ts'
import type { Move, Player } from '../game/game.ts'
import { play } from '../game/play.ts'
import { recipe } from '../game/recipe.ts'
import type { Thing } from '../game/thing.ts'
import { from, made, noise } from '../game/things.ts'
import { patchDistances } from '../judges/patches.ts'
import { pictureGrid } from '../shown/grid.ts'
import { asFake, asReal, fool } from '../terms/adversarial.ts'
import { reported, sum } from '../terms/combine.ts'
import { latentOptions, scoreOf } from './options.ts'
import { updateOf, updateOptions } from './update.ts'

/** Deviation of the noise on the small pictures that detail is learned for: in use they are made ones, with faults of their own. */
const JITTER = 0.05

/**
 * Laplacian pyramid of GANs (Denton et al. 2015): a small picture from noise, and for each doubling a generator of the detail that
 * an enlarged picture lacks, whose critic sees the sum. Levels learn from real small pictures, each by itself; in use they are a chain.
 */
export const lapgan = recipe({
  name: 'lapgan',
  summary: 'a generator of pictures like those in DIR, coarse to fine',
  options: z.strictObject({
    ...pictures.options,
    ...latentOptions,
    levels: z.coerce
      .number()
      .int()
      .min(1)
      .max(5)
      .default(2)
      .describe('doublings; the smallest picture has at least 8 px'),
    ...updateOptions('constant'),
  }),
  defaults: { steps: 20_000, batch: 64 },
  open: (settings, options) => pictures.open(settings, options),

  prepare(_, options) {
    const { size, base, latent, levels } = options
    const [form, update] = [nonSaturating(), updateOf(options)]
    const sides = Array.from({ length: levels }, (_, k) => size / 2 ** (levels - 1 - k))
    const smallest = size / 2 ** levels
    const critic = (side: number): Player => ({ net: scoreOf(families.dcgan({ size: side, base })), update })
    const players: Record<string, Player> = {
      coarse: { net: oneInput(families.dcgan({ size: smallest, base }).generator), update },
      criticCoarse: critic(smallest),
    }
    const things: Record<string, Thing> = {
      real: pictures.example(options),
      [`real${size}`]: from(['real'], (real) => real),
      z: noise('z', [latent]),
      fakeCoarse: made('coarse', 'z'),
      [`chain${smallest}`]: from(['fakeCoarse'], (fake) => fake),
    }
    for (const side of [...sides].reverse()) things[`real${side / 2}`] = from([`real${side}`], halved)
    const level = (player: string, critic: string, fake: string, real: string) => ({
      critic: {
        players: [critic],
        loss: reported(critic, sum(asReal(form, critic, real), asFake(form, critic, fake))),
      },
      generator: { players: [player], loss: reported(player, fool(form, critic, fake)) },
    })
    const moves: Record<'critic' | 'generator', Move>[] = [
      level('coarse', 'criticCoarse', 'fakeCoarse', `real${smallest}`),
    ]
    for (const side of sides) {
      const detail = `detail${side}`
      players[detail] = { net: detailGenerator({ base }), update }
      players[`critic${side}`] = critic(side)
      Object.assign(things, {
        [`noise${side}`]: noise(`noise${side}`, [1, side, side], { kind: 'uniform', from: -1, to: 1 }),
        [`jitter${side}`]: noise(`jitter${side}`, [3, side / 2, side / 2]),
        [`blurred${side}`]: from([`real${side / 2}`, `jitter${side}`], (coarse, jitter) =>
          doubled(op.add(coarse!, op.mul(jitter!, JITTER))),
        ),
        [`lack${side}`]: made(detail, { input: `blurred${side}`, noise: `noise${side}` }),
        [`fake${side}`]: from([`blurred${side}`, `lack${side}`], op.add),
        [`enlarged${side}`]: from([`chain${side / 2}`], doubled),
        [`found${side}`]: made(detail, { input: `enlarged${side}`, noise: `noise${side}` }),
        [`chain${side}`]: from([`enlarged${side}`, `found${side}`], op.add),
      })
      moves.push(level(detail, `critic${side}`, `fake${side}`, `real${side}`))
    }
    const picture = `chain${size}`
    return play({
      players,
      things,
      turns: {
        critics: moves.map((each) => each.critic),
        generators: moves.map((each) => each.generator),
      },
      order: () => [['critics', 'generators']],
      products: {
        coarse: { player: 'coarse', inputs: { input: [latent] } },
        ...Object.fromEntries(
          sides.map((side) => [
            `detail${side}`,
            { player: `detail${side}`, inputs: { input: [3, side, side], noise: [1, side, side] } },
          ]),
        ),
      },
      shown: { things: [picture], rows: 64, picture: (results) => pictureGrid([results.get(picture)!]) },
      judges: [patchDistances(picture, 'real')],
    })
  },
})
