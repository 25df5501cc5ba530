import { z } from 'zod'
import { job } from '../define.ts'
import { Pixels } from '../pixels.ts'
import { ModelId } from './models.ts'

export const TranslateSettings = z.strictObject({
  /** How far the result goes from the picture to its translation: 0 leaves the picture as it is. */
  strength: z.number().min(0).max(1).default(1),
})
export type TranslateSettings = z.infer<typeof TranslateSettings>

export const TranslateInput = z.object({
  /** A model whose task is `translate`. */
  model: ModelId,
  picture: Pixels,
  settings: TranslateSettings.prefault({}),
})
export type TranslateInput = z.infer<typeof TranslateInput>

export const translateProcedures = {
  /** Streams progress. Output: RGB of the picture's size, or RGBA with its alpha. */
  'translate.run': job(TranslateInput, z.object({ pixels: Pixels, seconds: z.number() })),
}
