import { LabelledSource } from '../data/labelled.ts'
import { PictureSource } from '../data/pictures.ts'
import { together } from '../data/together.ts'
import { example } from '../game/things.ts'
import type { RunSettings } from '../game/training.ts'
import { type Labelled, labelled } from './labelled.ts'
import { secondOption, twoFolders } from './twoFolders.ts'

/**
 * Pictures of one kind in a folder for each class, DIR/a, and pictures of another kind, DIR/b: `picture` and `label` of the
 * first, and `target` [3, size, size] of the other, in [-1, 1].
 */
export const transfer = {
  options: {
    ...labelled.options,
    ...secondOption('a folder of pictures for each class', 'pictures of the other kind'),
  },

  async open(
    { data, seed }: RunSettings,
    { size: side, second }: { size: number; second?: string | undefined },
  ): Promise<Labelled> {
    const [a, b] = twoFolders(data, second, ['a', 'b'])
    const sorted = await LabelledSource.open(a, { side, seed })
    const cut = { loadSize: side, cropSize: side, flip: false, seed }
    const target = await PictureSource.open({ target: b }, cut)
    return { source: together(sorted, target), classes: sorted.classes }
  },

  /** What an example is. */
  examples: (chosen: { size: number }, data: Labelled) => ({
    ...labelled.examples(chosen, data),
    target: example('target', [3, chosen.size, chosen.size]),
  }),
}
