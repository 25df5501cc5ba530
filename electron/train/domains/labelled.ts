import { LabelledSource } from '../data/labelled.ts'
import { example } from '../game/things.ts'
import type { Opened, RunSettings } from '../game/training.ts'
import { pictures } from './pictures.ts'

/** What is known of such data once it is open. */
export interface Labelled extends Opened {
  classes: readonly string[]
}

/** Pictures in a folder for each class: `picture` [3, size, size] in [-1, 1] and `label` [classes], one of them 1. */
export const labelled = {
  options: pictures.options,

  async open({ data, seed }: RunSettings, { size: side }: { size: number }): Promise<Labelled> {
    const source = await LabelledSource.open(data, { side, seed })
    const heldOut = await LabelledSource.open(data, { side, seed, part: 'held-out' })
    return { source, classes: source.classes, ...(heldOut.complete && { watched: heldOut }) }
  },

  /** What an example is. */
  examples: ({ size }: { size: number }, { classes }: Labelled) => ({
    real: example('picture', [3, size, size]),
    label: example('label', [classes.length]),
  }),
}
