import { z } from 'zod'

/** Where a glyph that a style is learned from was found. `file` is the name of a file, as it was chosen. */
export const ReferenceOrigin = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('font'), file: z.string() }),
  z.object({ kind: z.literal('ufo'), file: z.string() }),
  /** A scan or a photo of several glyphs; cells are counted from 0, in the order of reading. */
  z.object({ kind: z.literal('sheet'), file: z.string(), cell: z.int().min(0) }),
  /** With the brush. */
  z.object({ kind: z.literal('drawn') }),
])
export type ReferenceOrigin = z.infer<typeof ReferenceOrigin>
