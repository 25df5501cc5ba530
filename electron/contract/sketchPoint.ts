import { z } from 'zod'

/** How much of each word is asked for, by its name. Words of one group are mixed by their shares. */
export const SketchWords = z.record(z.string().max(100), z.number().min(0).max(1))
export type SketchWords = z.infer<typeof SketchWords>

/** A result of a generator: all that is needed to draw it again. */
export const SketchPoint = z.object({
  latent: z.array(z.number()).min(1).max(8192),
  words: SketchWords.default({}),
})
export type SketchPoint = z.infer<typeof SketchPoint>
