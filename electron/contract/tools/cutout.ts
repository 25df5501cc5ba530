import { z } from 'zod'
import { job, procedure } from '../define.ts'
import { Pixels, Rect } from '../pixels.ts'

/** A line drawn over what surely is the object, or surely is not. */
export const CutOutStroke = z.object({
  side: z.enum(['object', 'ground']),
  /** Half the width of the line, in pixels of the picture. */
  radius: z.number().positive().max(1000),
  points: z.array(z.tuple([z.number(), z.number()])).min(1),
})
export type CutOutStroke = z.infer<typeof CutOutStroke>

/** What a person said of where the object is. */
export const CutOutHints = z.object({
  /** Everything outside is ground. */
  box: Rect.optional(),
  /** Later ones count where they cross earlier ones. */
  strokes: z.array(CutOutStroke),
  /** A first guess, 1 channel, of the picture's size. */
  start: Pixels.optional(),
})
export type CutOutHints = z.infer<typeof CutOutHints>

export const RefineSettings = z.object({
  /** Half the width of the band along the edge in which alpha is found anew, in pixels. */
  radius: z.number().min(1).max(250),
  /** From 0, as it was found, to 1, a hard edge. */
  contrast: z.number().min(0).max(1),
  /** From -1, which moves the edge inwards, to 1, outwards. */
  shift: z.number().min(-1).max(1),
  /** From 0, none, to 1: how much of the ground's colour is taken out of the edge. */
  decontaminate: z.number().min(0).max(1),
})
export type RefineSettings = z.infer<typeof RefineSettings>

export const defaultRefineSettings: RefineSettings = {
  radius: 12,
  contrast: 0,
  shift: 0,
  decontaminate: 1,
}

const session = z.string().max(64)

export const cutOutProcedures = {
  /** Keeps a picture, RGBA, to cut from. Opening one closes the page's previous one. */
  'cutout.open': procedure(z.object({ picture: Pixels }), z.object({ session })),
  /**
   * Cuts an object out. Output: coverage of `rect`, 1 channel, at the picture's resolution, or smaller for a draft; all
   * outside is ground. The newest call wins: an older one still waiting is answered `cancelled`.
   */
  'cutout.select': procedure(
    z.object({ session, hints: CutOutHints, draft: z.boolean().default(false) }),
    z.object({ mask: Pixels, rect: Rect, milliseconds: z.number() }),
  ),
  'cutout.close': procedure(z.object({ session }), z.object({})),
  /**
   * Finds a soft matte along the edge of `mask`, 1 channel, of the size of `picture`, RGBA. Output: the matte, and the
   * picture with the ground's colour taken out of its edge, transparent outside the matte.
   */
  'cutout.refine': job(
    'compute',
    z.object({ picture: Pixels, mask: Pixels, settings: RefineSettings }),
    z.object({ matte: Pixels, object: Pixels, seconds: z.number() }),
  ),
}
