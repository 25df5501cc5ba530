import { paletteEntropy, rebalanced } from '../../../nets/palette.ts'
import { adaptedPalette, paletteOf, sharesOf } from '../../data/palette.ts'
import type { Source } from '../../data/source.ts'
import type { Term, Thing } from '../../game/thing.ts'
import { headOf } from '../../game/things.ts'
import type { Start } from '../../game/training.ts'
import type { NamedTensor } from '../../step/tensors.ts'

/** Whose colours the palette is taken from. */
const PALETTE_PICTURES = 64

/** Its palette in a run, [colours, 3]. */
const PALETTE = 'generator/out/palette'

/** What a game has of a palette that its results are mixed of. */
export interface Mixing {
  /** The palette that the run has from its start on, [colours, 3]. */
  colors: Float32Array
  tensors: [string, NamedTensor][]
  /** What the generator hands out beside the result: how well each colour fits, and the palette. */
  things: Record<'scores' | 'palette', Thing>
  /** How well the scores of the colours tell which of them the target has. */
  entropy: Term
}

/** @param count colours @param plane pixels of a picture */
export async function mixingOf(source: Source, count: number, plane: number, start?: Start): Promise<Mixing> {
  const target = (await source.batch(0, PALETTE_PICTURES)).target!
  const known = start?.tensors.get(PALETTE)?.data
  const colors = !known
    ? paletteOf(target, plane, count)
    : start.resumed
      ? known
      : adaptedPalette(target, plane, known)
  return {
    colors,
    tensors: [[PALETTE, { shape: [count, 3], data: colors }]],
    things: { scores: headOf('translated', 'scores'), palette: headOf('translated', 'palette') },
    entropy: entropyTerm(rebalanced(sharesOf(target, plane, colors))),
  }
}

/** @param weights how much a pixel of each colour counts */
const entropyTerm = (weights: readonly number[]): Term => {
  const things = ['scores', 'target', 'input', 'palette'] as const
  return {
    players: [],
    things,
    make(table) {
      const [scores, target, drawing, palette] = things.map((name) => table.thing(name))
      return paletteEntropy(scores!, { target: target!, drawing: drawing!, palette: palette!, weights })
    },
  }
}
