import { z } from 'zod'
import { source } from './source.ts'

export const BlendSettings = z.object({
  method: z.enum(['gp', 'poisson', 'modified-poisson', 'paste']),
  /** Whose colours a `gp` blend stays near: the object's own, the photo's, or those that the blending network expects. */
  anchor: z.enum(['composite', 'background', 'gan']),
  /** Weight of the anchor's colours against the gradients; 0 is refused for `gp`, which needs an anchor. */
  beta: z.number().positive().max(1000),
  kernel: z.enum(['normal', 'sobel', 'scharr', 'roberts', 'prewitt']),
})
export type BlendSettings = z.infer<typeof BlendSettings>

/** An object blended into what lay below it. Its layer is hidden after the blend. */
export const BlendRecipe = z.object({ tool: z.literal('blend'), ...source, settings: BlendSettings })
