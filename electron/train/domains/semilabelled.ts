import { PictureSource } from '../data/pictures.ts'
import { together } from '../data/together.ts'
import { example } from '../game/things.ts'
import type { RunSettings } from '../game/training.ts'
import { type Labelled, labelled } from './labelled.ts'
import { secondOption } from './twoFolders.ts'

interface SemilabelledChoice {
  size: number
  second?: string | undefined
}

/**
 * A few pictures in a folder for each class, and many of which nothing is said: those of a labelled domain, and `unlabelled`
 * [3, size, size].
 */
export const semilabelled = {
  options: {
    ...labelled.options,
    ...secondOption('a folder of pictures for each class', 'pictures of no class, or of any'),
  },

  async open(settings: RunSettings, { size, second }: SemilabelledChoice): Promise<Labelled> {
    const sorted = await labelled.open(settings, { size })
    const cut = { loadSize: size, cropSize: size, flip: false, seed: settings.seed }
    const open = (folder: string) => PictureSource.open({ unlabelled: folder }, cut)
    const unlabelled = await open(second ?? settings.data)
    const { source, watched, ...rest } = sorted
    return {
      ...rest,
      source: together(source, unlabelled),
      ...(watched && { watched: together(watched, unlabelled) }),
    }
  },

  /** What an example is. */
  examples: (chosen: { size: number }, data: Labelled) => ({
    ...labelled.examples(chosen, data),
    unlabelled: example('unlabelled', [3, chosen.size, chosen.size]),
  }),
}
