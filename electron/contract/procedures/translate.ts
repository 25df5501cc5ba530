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
  /**
   * Streams progress, and a notice when memory allows smaller tiles alone. Output: RGB of the picture's size, or RGBA with
   * its alpha. Cancelled, it ends within one run of the network.
   */
  'translate.run': job(TranslateInput, z.object({ pixels: Pixels, seconds: z.number() })),
  /**
   * Makes of a photo what would be drawn for the model, by the pairing that it learned from: a start to draw on, of the
   * photo's size. Of the settings, `side` and `seed` count. `invalid-input` for a model without a pairing.
   */
  'translate.prepare': job(TranslateInput, z.object({ pixels: Pixels })),
}
