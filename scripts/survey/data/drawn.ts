import { Random } from '../../../electron/nets/random.ts'
import type { Source } from '../../../electron/train/data/source.ts'
import type { Recipe } from '../../../electron/train/game/recipe.ts'
import type { Opened } from '../../../electron/train/game/training.ts'

type Example = Readonly<Record<string, ArrayLike<number>>>

/** Examples made one by one: whatever `draw` gives under a name is a row of it. */
export const drawn = (seed: number, draw: (random: Random) => Example): Source => ({
  skipped: [],
  async batch(index, size) {
    const rows = Array.from({ length: size }, (_, row) => draw(new Random(seed, 'drawn', index * size + row)))
    return Object.fromEntries(
      Object.keys(rows[0]!).map((name) => [name, joined(rows.map((row) => row[name]!))]),
    )
  },
})

/** One after the other. */
export function joined(parts: readonly ArrayLike<number>[]): Float32Array {
  const all = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0))
  let offset = 0
  for (const part of parts) {
    all.set(part, offset)
    offset += part.length
  }
  return all
}

/** A recipe that learns from these data, and from no folder. */
export const learningFrom = (recipe: Recipe, data: Opened): Recipe => ({ ...recipe, open: async () => data })

/** A grey as red, green and blue. */
export const rgb = (grey: Float32Array): Float32Array => joined([grey, grey, grey])

/** Zeros with a one. */
export const oneOf = (count: number, at: number): Float32Array =>
  Float32Array.from({ length: count }, (_, k) => (k === at ? 1 : 0))

/** One of a list. */
export const anyOf = <T>(random: Random, list: readonly T[]): T => list[random.below(list.length)]!
