import { z } from 'zod'
import { job } from '../define.ts'
import { TranslateSettings } from '../document.ts'
import { Pixels } from '../pixels.ts'
import { ModelId } from './models.ts'

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
