import { Random } from '../../electron/nets/random.ts'
import type { Point } from '../../electron/train/data/mixtures.ts'
import type { Source } from '../../electron/train/data/source.ts'
import type { Batch } from '../../electron/train/step/batch.ts'

/** Points in the plane, drawn anew for every batch: each name is a thing [N, 2]. */
export const pointsOf = (
  draws: Readonly<Record<string, (random: Random) => Point>>,
  seed: number,
): Source => ({
  skipped: [],
  async batch(index, size): Promise<Batch> {
    return Object.fromEntries(
      Object.entries(draws).map(([name, draw]) => {
        const random = new Random(seed, name, index)
        return [name, Float32Array.from(Array.from({ length: size }, () => draw(random)).flat())]
      }),
    )
  },
})
