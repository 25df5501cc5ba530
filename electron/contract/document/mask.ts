import { z } from 'zod'
import { RasterId } from '../ids.ts'
import { Transform } from '../transform.ts'

/**
 * Where a layer shows, beside its own transparency. What is kept is an RGBA raster of which only alpha counts; what lies
 * beyond it is as where its alpha is 0.
 */
export const LayerMask = z.object({
  raster: RasterId,
  /** From the raster's pixels to the document's. */
  transform: Transform,
  /** Alpha is what is hidden, rather than what is shown. */
  hides: z.boolean(),
  /** It moves and scales with its layer. */
  linked: z.boolean(),
  /** Off, it is kept and the layer shows as without it. */
  enabled: z.boolean(),
})
export type LayerMask = z.infer<typeof LayerMask>

/** How much a mask shows where its alpha is 0 to 255, and the alpha for that; its own inverse. */
export const shownBy = ({ hides }: Pick<LayerMask, 'hides'>, alpha: number): number =>
  hides ? 255 - alpha : alpha
