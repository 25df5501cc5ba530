import { z } from 'zod'
import { LayerId, ModelId } from '../ids.ts'
import { Rect } from '../pixels.ts'
import { SketchPoint } from '../sketchPoint.ts'
import { source } from './source.ts'

const place = z.object({ x: z.number(), y: z.number() })

/** A part of the picture and where it is to come, in shares of its sides from the top left. */
export const SketchHandle = z.object({ from: place, to: place })
export type SketchHandle = z.infer<typeof SketchHandle>

/** What a search weighs. The numbers are factors of what iGAN takes. */
export const SketchSettings = z.strictObject({
  /** Steps after each change of what is drawn. */
  iterations: z.int().min(1).max(500).default(40),
  color: z.number().min(0).max(10).default(1),
  outline: z.number().min(0).max(10).default(1),
  /** How near to the fixed result. */
  smooth: z.number().min(0).max(10).default(1),
  /** How much the generator's critic has a say, where there is one. */
  realism: z.number().min(0).max(10).default(1),
})
export type SketchSettings = z.infer<typeof SketchSettings>
export const defaultSketchSettings: SketchSettings = SketchSettings.parse({})

/** How near a photo's reconstruction came to it. */
export const SketchLikeness = z.object({
  /** The root mean square of their difference, in parts of the range. */
  error: z.number(),
  /** What of the photo's variance the reconstruction explains, from 0 to 1. */
  explained: z.number(),
  /** Whether the photo seems to be of another kind than the generator learned. */
  foreign: z.boolean(),
})
export type SketchLikeness = z.infer<typeof SketchLikeness>

/** A photo that is edited by way of its reconstruction. */
export const SketchPhoto = z.object({
  /** What of the photo, in its pixels. */
  region: Rect,
  /** How much of the edit shows: 1 is all of it. */
  strength: z.number().min(0).max(1.5),
  likeness: SketchLikeness,
})
export type SketchPhoto = z.infer<typeof SketchPhoto>

/** A picture that was drawn with a generator. */
export const SketchRecipe = z.object({
  tool: z.literal('sketch'),
  /** The layer of colours that were asked for, or the photo that was edited. */
  ...source,
  /** The layer of colours that were asked for, where the source is a photo. */
  color: LayerId.optional(),
  /** The layer of outlines that were asked for. */
  outline: LayerId.optional(),
  model: ModelId,
  /** What is shown, and what was fixed, or the photo's reconstruction, before it. */
  point: SketchPoint,
  before: SketchPoint.optional(),
  seed: z.int().min(0).max(0xffff_ffff),
  settings: SketchSettings,
  handles: z.array(SketchHandle).max(8).default([]),
  /** Absent where no photo was edited. */
  photo: SketchPhoto.optional(),
})
