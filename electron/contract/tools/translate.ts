import { z } from 'zod'
import { job } from '../define.ts'
import { errorCodes } from '../errors.ts'
import { ExportFormat, ExportOptions } from '../exportOptions.ts'
import { ModelId } from '../ids.ts'
import { MAX_SIDE, Pixels } from '../pixels.ts'
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

export const TranslateInput = z.object({
  /** A model whose task is `translate`. */
  model: ModelId,
  picture: Pixels,
  /** Colours that the user asks for, where it is opaque: RGBA of the picture's size. */
  hints: Pixels.optional(),
  settings: TranslateSettings.prefault({}),
})
export type TranslateInput = z.infer<typeof TranslateInput>

/** How the results of many pictures are written. `same`: each as its picture's name tells, PNG where Ganvas cannot. */
export const BatchFormat = z.enum(['same', ...ExportFormat.exclude(['psd']).options])
export type BatchFormat = z.infer<typeof BatchFormat>

export const BatchExport = ExportOptions.extend({ format: BatchFormat.default('png') })
export type BatchExport = z.infer<typeof BatchExport>

export const TranslateBatchInput = z.object({
  model: ModelId,
  settings: TranslateSettings.prefault({}),
  /** Files, and folders, which stand for the pictures in them. */
  from: z.array(z.string().min(1)).min(1).max(10_000),
  /** The folder that receives NAME for each, with the extension of its format. Made if it is not there. */
  out: z.string().min(1),
  options: BatchExport.prefault({}),
  /** Translates again what has its result already. */
  overwrite: z.boolean().default(false),
  /** Pictures under way at once; absent: one, and two for each server where servers compute. */
  parallel: z.int().min(1).max(64).optional(),
})
export type TranslateBatchInput = z.infer<typeof TranslateBatchInput>

/** Where the time went, in seconds, added up over pictures that were under way at once. */
export const BatchTimes = z.object({
  /** Reading and decoding files. */
  read: z.number(),
  /** Sending to servers, and receiving from them. */
  sent: z.number(),
  computed: z.number(),
  /** Encoding and writing files. */
  written: z.number(),
  /** What went to servers, and came back. */
  sentBytes: z.number(),
  receivedBytes: z.number(),
})
export type BatchTimes = z.infer<typeof BatchTimes>

export const TranslateBatchResult = z.object({
  /** Files that were written. */
  done: z.array(z.string()),
  /** Files that were there. */
  skipped: z.array(z.string()),
  /** Pictures that failed, by file name, and why, as errors cross the border. */
  failed: z.array(
    z.object({
      name: z.string(),
      code: z.enum(errorCodes),
      message: z.string(),
      data: z.record(z.string(), z.unknown()),
    }),
  ),
  seconds: z.number(),
  times: BatchTimes,
})
export type TranslateBatchResult = z.infer<typeof TranslateBatchResult>

export const translateProcedures = {
  /**
   * Streams progress, and a notice when memory allows smaller tiles alone. Output: RGB of the picture's size, or RGBA with
   * its alpha. Cancelled, it ends within one run of the network.
   */
  'translate.run': job('compute', TranslateInput, z.object({ pixels: Pixels, seconds: z.number() })),
  /**
   * Makes of a photo what would be drawn for the model, by the pairing that it learned from: a start to draw on, of the
   * photo's size. Of the settings, `side` and `seed` count, and hints do not. `invalid-input` for a model without a pairing.
   */
  'translate.prepare': job('compute', TranslateInput, z.object({ pixels: Pixels })),
  /**
   * Translates many pictures with the same settings, beside other jobs. Streams progress in pictures, labelled by file
   * name. Cancelled, it leaves what is done, and goes on from there when it is asked for again.
   */
  'translate.batch': job('batch', TranslateBatchInput, TranslateBatchResult),
}
