import { CaptionedSource } from '../data/captioned.ts'
import { example } from '../game/things.ts'
import type { Opened, RunSettings } from '../game/training.ts'
import { pictures } from './pictures.ts'

/** What is known of such data once it is open: its classes are the words. */
export interface CaptionedData extends Opened {
  classes: readonly string[]
}

/**
 * Pictures with what is said of them, by a text beside or by their names: `picture` [3, size, size] in [-1, 1] and `text`
 * [words], the shares of the words in it; `other` and `otherText`, of which something else is said.
 */
export const captioned = {
  options: pictures.options,

  async open({ data, seed }: RunSettings, { size: side }: { size: number }): Promise<CaptionedData> {
    const { source, heldOut } = await CaptionedSource.open(data, { side, seed })
    return { source, classes: source.words, ...(heldOut && { watched: heldOut }) }
  },

  /** What an example is. */
  examples: ({ size }: { size: number }, { classes }: CaptionedData) => ({
    real: example('picture', [3, size, size]),
    text: example('text', [classes.length]),
    other: example('other', [3, size, size]),
    otherText: example('otherText', [classes.length]),
  }),
}
