import { z } from 'zod'
import { Pixels } from './pixels.ts'
import { SketchPoint } from './sketchPoint.ts'

/** How the candidates of a session look, and how well they agree with what was asked for. */
export const SketchCandidates = z.object({
  /** All of them below each other, RGB, each of the generator's size. */
  pictures: Pixels,
  /** What it takes to draw each of them again. */
  points: z.array(SketchPoint),
  /** What it costs each to be what was asked for; 0 is perfect. */
  costs: z.array(z.number()),
  /** The candidates, the one to be shown first at the front: by cost, and so that neighbours differ. */
  order: z.array(z.int()),
  /** Steps that were gone since the strokes changed, and steps that were asked for. */
  step: z.int(),
  total: z.int(),
  /** Where the handles of the chosen candidate are by now. */
  handles: z.array(z.object({ x: z.number(), y: z.number() })),
})
export type SketchCandidates = z.infer<typeof SketchCandidates>
