import { z } from 'zod'
import { job, procedure } from '../define.ts'
import { Pixels, Rect } from '../pixels.ts'
import { Transform } from '../transform.ts'
import { source } from './source.ts'

/** A shadow on the photo, of the object's own outline laid on the ground from its lowest edge. */
export const BlendShadow = z.object({
  /** How dark: 1 is black. */
  opacity: z.number().min(0).max(1),
  /** Where it falls, in degrees clockwise on screen: 0 to the right, 90 towards the viewer, 270 away. */
  direction: z.number().min(0).max(360),
  /** In heights of the object. */
  length: z.number().min(0).max(3),
  /** In heights of the object, too: how far its edge is washed out. */
  softness: z.number().min(0).max(0.5),
  /** From the object's lowest edge, in pixels of the photo. */
  x: z.number(),
  y: z.number(),
})
export type BlendShadow = z.infer<typeof BlendShadow>

export const BlendSettings = z.object({
  method: z.enum(['harmonize', 'gp', 'poisson', 'modified-poisson', 'paste']),
  /** Whose colours a `gp` blend stays near: the object's own, the photo's, or those that the blending network expects. */
  anchor: z.enum(['composite', 'background', 'gan']),
  /** Weight of the anchor's colours against the gradients; 0 is refused for `gp`, which needs an anchor. */
  beta: z.number().positive().max(1000),
  kernel: z.enum(['normal', 'sobel', 'scharr', 'roberts', 'prewitt']),
  /** From the object as it is pasted, 0, to what the method makes of it, 1, and beyond; absent: the method's own. */
  strength: z.number().min(0).max(1.5).optional(),
  /** For `gp`: pixels of the photo around the object that may change; absent: all of the photo, as GP-GAN's own code does. */
  rim: z.number().min(0).max(2000).optional(),
  /** For `harmonize`, from -1 (cooler, darker) to 1 (warmer, lighter), relative to what the network says; absent: 0. */
  warmth: z.number().min(-1).max(1).optional(),
  light: z.number().min(-1).max(1).optional(),
  /** The object's cast shadow, for `harmonize` and `paste`; absent: none. */
  shadow: BlendShadow.optional(),
  /** For `harmonize` and `paste`, from 0 to 1: how far the object takes on the photo's grain, and its sharpness. */
  grain: z.number().min(0).max(1).optional(),
  blur: z.number().min(0).max(1).optional(),
})
export type BlendSettings = z.infer<typeof BlendSettings>

/** A guess is taken with some caution; an equation at less than its whole strength shows a seam. */
export const strengthOf = ({ method, strength }: Pick<BlendSettings, 'method' | 'strength'>): number =>
  strength ?? (method === 'harmonize' ? 0.8 : 1)

/** An object blended into what lay below it. Its layer is hidden after the blend. */
export const BlendRecipe = z.object({ tool: z.literal('blend'), ...source, settings: BlendSettings })

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
