import { z } from 'zod'
import { job, procedure } from '../define.ts'
import { BlendSettings, Transform } from '../document/index.ts'
import { Pixels, Rect } from '../pixels.ts'

const scene = {
  /** RGB or RGBA; the result has its size and its transparency. Transparent pixels count as the colour they carry. */
  background: Pixels,
  /** RGBA, in its own pixels. */
  source: Pixels,
  /** 1 channel, of the source's size, soft; multiplied with the source's alpha. Absent: alpha alone. */
  mask: Pixels.optional(),
}

export const BlendInput = z.object({
  ...scene,
  /** From source pixels to background pixels. */
  transform: Transform,
  settings: BlendSettings,
})
export type BlendInput = z.infer<typeof BlendInput>

const session = z.string().max(64)
const nothing = z.object({})

export const blendProcedures = {
  /**
   * The full-resolution blend. Streams a preview after each pyramid level. Output: RGB of `rect`, RGBA where the photo has transparency, which holds every
   * pixel that differs from the background; of all of it when `whole` is asked for.
   */
  'blend.run': job(
    'compute',
    BlendInput.extend({ whole: z.boolean().default(false) }),
    z.object({ pixels: Pixels, rect: Rect, seconds: z.number() }),
  ),
  /**
   * A preview session holds the scene at view resolution, so that a drag sends only a transform. Opening one
   * closes the page's previous one. `background`, `source` and `mask` come already scaled to the view.
   */
  'blend.preview.open': procedure(z.object(scene), z.object({ session })),
  /**
   * The newest update wins: an older one still waiting is answered `cancelled`. Output: the changed part. A draft is
   * quicker and lacks the finest detail of the correction.
   */
  'blend.preview.update': procedure(
    z.object({ session, transform: Transform, settings: BlendSettings, draft: z.boolean().optional() }),
    z.object({ pixels: Pixels, rect: Rect, milliseconds: z.number() }),
  ),
  'blend.preview.close': procedure(z.object({ session }), nothing),
}
