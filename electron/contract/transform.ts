import { z } from 'zod'

/**
 * From layer pixels to document pixels: `p' = (x, y) + R(rotation) S(scaleX, scaleY) p`. Rotation in degrees,
 * clockwise on screen. A negative scale mirrors.
 */
export const Transform = z.object({
  x: z.number(),
  y: z.number(),
  scaleX: z.number().refine((s) => s !== 0, 'a scale of 0 has no inverse'),
  scaleY: z.number().refine((s) => s !== 0, 'a scale of 0 has no inverse'),
  rotation: z.number(),
})
export type Transform = z.infer<typeof Transform>
