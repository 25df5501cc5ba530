import * as op from '../../../graph/builder.ts'
import { joined, oneInput } from '../../../nets/net.ts'
import { patchgan } from '../../../nets/patchgan.ts'
import { unetWithScores } from '../../../nets/unet.ts'
import { openPairs, type Pairs } from '../../domains/pairs.ts'
import type { Game } from '../../game/game.ts'
import { play } from '../../game/play.ts'
import { recipe } from '../../game/recipe.ts'
import { example, made } from '../../game/things.ts'
import { agreement } from '../../judges/agreement.ts'
import { checkTrainable } from '../../run/foreign.ts'
import { pictureGrid } from '../../shown/grid.ts'
import { Features } from '../../terms/features.ts'
import { looksThrough } from '../../terms/looks.ts'
import { updateOf } from '../update.ts'
import { mixingOf } from './mixing.ts'
import { modelOf } from './model.ts'
import { type Chosen, checkShape, depthOf, options } from './options.ts'
import { turnsOf } from './turns.ts'
import { widened } from './widened.ts'

/** pix2pix (Isola et al. 2017): from pairs of pictures, translate one kind into the other. */
export const pix2pix = recipe({
  name: 'pix2pix',
  summary: 'a translation of pictures, from pairs that are given or made',
  options,
  defaults: { steps: 80_000, batch: 1 },

  open({ data, seed }, chosen) {
    checkShape(chosen)
    const { size, pairing, second, loadSize = Math.round((size * 286) / 256) } = chosen
    return openPairs(pairing, data, { side: size, loadSize, seed, second })
  },

  model: modelOf,

  async prepare({ steps }, chosen, pairs, start) {
    const { size, palette, rate, criticFrom, criticRate = rate, average } = chosen
    const { source, inputs, outputs } = pairs
    const [input, target] = [
      [inputs, size, size],
      [outputs, size, size],
    ]
    const looks = looksThrough(await Features.open(chosen, size, outputs))
    const foreign = start?.network
    if (foreign) checkTrainable(foreign, input, target)
    const mixing = palette > 0 && !foreign ? await mixingOf(source, palette, size * size, start) : null
    const adapted = new Map(foreign ? [] : [...(mixing?.tensors ?? []), ...widened(start, inputs)])
    const shape = { ...chosen, depth: depthOf(chosen), outputs }
    const own = unetWithScores({ ...shape, colors: () => mixing?.colors ?? new Float32Array() })
    const critics = updateOf({ ...chosen, rate: criticRate })
    return play({
      ...looks.parts,
      players: {
        generator: {
          net: foreign ? oneInput(foreign) : own,
          update: updateOf(chosen),
          average: average > 0 ? average : undefined,
          // As pix2pix runs.
          statistics: 'batch',
        },
        critic: { net: criticOf(chosen), update: critics },
        ...looks.players(critics),
      },
      things: {
        input: example('input', input),
        target: example('target', target),
        translated: made('generator', 'input'),
        ...mixing?.things,
      },
      turns: turnsOf(chosen, mixing, looks),
      order: (step) => [step < criticFrom * steps ? ['regress'] : ['critic', 'generator']],
      products: { generator: { player: 'generator', inputs: { input } } },
      ...(average > 0 && { gathers: ['translated'] }),
      ...(adapted.size > 0 && { adapted }),
      ...lookedAt(pairs),
    })
  },
})

/** Judges a result beside what it was made from. */
const criticOf = ({ patch, base, criticBase = base }: Chosen) =>
  joined(
    ['result', 'input'],
    (result, given) => op.concat([given, result], 1),
    patchgan({ patch, base: criticBase }),
  )

/** What is shown of the game, how it is judged, and which checkpoint is the best. */
const lookedAt = (pairs: Pairs): Pick<Game, 'shown' | 'judges' | 'selectedBy'> => ({
  shown: {
    things: ['input', 'translated', 'target'],
    rows: 4,
    picture(results) {
      const given = results.get('input')!
      const shown = ['translated', 'target'].map((name) => pairs.showOutput(results.get(name)!, given))
      return pictureGrid([pairs.showInput(given), ...shown])
    },
  },
  judges: [
    agreement(
      { given: 'input', made: 'translated', wanted: 'target' },
      pairs,
      pairs.watched ? 'HeldOut' : 'Seen',
    ),
  ],
  selectedBy: { figure: pairs.watched ? 'psnrHeldOut' : 'psnrSeen', better: 'higher' },
})
