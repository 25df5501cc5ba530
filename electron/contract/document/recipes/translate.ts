import { z } from 'zod'
import { MAX_SIDE } from '../../pixels.ts'
import { ModelId } from '../../procedures/models.ts'
import { source } from './source.ts'

export const TranslateSettings = z.strictObject({
  /** How far the result goes from the picture to its translation: 0 leaves the picture as it is. */
  strength: z.number().min(0).max(1).default(1),
  /** Takes the colours of the translation alone. */
  keepLuminance: z.boolean().default(false),
  /** Which of a style's two networks translates; the first one where it has but one. */
  direction: z.enum(['forward', 'reverse']).default('forward'),
  /**
   * The shorter side of the picture as the network sees it, in pixels; absent: the model's own for colours and drawings,
   * the picture's own for styles.
   */
  side: z.int().min(16).max(MAX_SIDE).optional(),
  /** Which variation, of models that have some. */
  seed: z.int().min(0).max(0xffff_ffff).default(0),
  /** For line drawings: whether each area has one colour, or what the model painted there; absent: as the model has it. */
  areas: z.enum(['plain', 'painted']).optional(),
})
export type TranslateSettings = z.infer<typeof TranslateSettings>
export const defaultTranslateSettings: TranslateSettings = TranslateSettings.parse({})

/** A layer translated by a model. */
export const TranslateRecipe = z.object({
  tool: z.literal('translate'),
  ...source,
  model: ModelId,
  settings: TranslateSettings,
})
