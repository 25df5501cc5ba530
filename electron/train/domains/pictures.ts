import { z } from 'zod'
import { PictureSource } from '../data/pictures.ts'
import { example } from '../game/things.ts'
import type { Opened, RunSettings } from '../game/training.ts'

/** Pictures of a folder, all alike: `picture` [3, size, size] in [-1, 1], half of them mirrored. */
export const pictures = {
  options: {
    size: z.coerce.number().int().default(64).describe('side of the pictures: 8, 16, 32, 64, …'),
  },

  async open({ data, seed }: RunSettings, { size }: { size: number }): Promise<Opened> {
    const cut = { loadSize: size, cropSize: size, flip: true, seed }
    return { source: await PictureSource.open({ picture: data }, cut) }
  },

  /** What an example is. */
  example: ({ size }: { size: number }) => example('picture', [3, size, size]),
}
