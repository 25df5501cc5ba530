import { z } from 'zod'
import { job, procedure } from '../define.ts'
import { FileSource } from '../fileEnds.ts'
import { ModelId } from '../ids.ts'
import { ModelManifest } from '../model/manifest.ts'
import { PictureTensor } from '../model/tensor.ts'
import { titles } from '../model/titles.ts'
import { Pixels } from '../pixels.ts'
import { isText, Text } from '../text.ts'
import { Comparison } from './comparison.ts'

/**
 * The numbers that stand for black and white: -1 and 1, 0 and 1, 0 and 255; `imagenet` for numbers in [0, 1] less the
 * channel means of ImageNet, divided by its deviations; `lab` for L* from 0 to 100, a* and b* as they are; or any two.
 */
export const ValueRange = z.union([
  z.enum(['signed', 'unit', 'byte', 'imagenet', 'lab']),
  z.tuple([z.number(), z.number()]).refine(([low, high]) => low !== high, 'the two ends are equal'),
])
export type ValueRange = z.infer<typeof ValueRange>

/** How pictures go into a network from elsewhere and come out of it. */
export const ImportSettings = z.strictObject({
  /** Order of the axes. */
  layout: z.enum(['NCHW', 'NHWC']),
  /** Order of the colours. */
  order: z.enum(['RGB', 'BGR']),
  inputRange: ValueRange,
  outputRange: ValueRange,
  size: PictureTensor.shape.size,
  /** The shorter side of the pictures that it was trained on. */
  side: z.int().min(1).max(4096),
  /** How its results come to a picture's own size. */
  kind: z.enum(['color', 'style', 'drawing']),
  /** What is drawn for a network of the kind `drawing`. */
  draws: z.enum(['lines', 'areas', 'labels', 'picture']),
  /** What batch normalisations use: the statistics of each picture, or those gathered in training. */
  normalisation: z.enum(['picture', 'running']),
  /** Dropout gives variations, or nothing is dropped. */
  dropout: z.enum(['off', 'variations']),
  /** Which of its outputs is the picture. */
  output: z.string().min(1),
})
export type ImportSettings = z.infer<typeof ImportSettings>

export type ImportSetting = keyof ImportSettings

/** Something that makes results of imported networks look wrong, and the settings that may mend it. */
export const ImportWarning = z.object({ text: Text, fix: ImportSettings.partial().optional() })
export type ImportWarning = z.infer<typeof ImportWarning>

const Tensor = z.object({
  name: z.string(),
  dtype: z.string(),
  /** A number, the name of a dynamic axis, or null for one without. */
  dims: z.array(z.union([z.number(), z.string(), z.null()])),
})

export const ImportReport = z.object({
  /** Names what was looked at, for the next calls. */
  session: z.string(),
  name: z.string(),
  bytes: z.number(),
  sha256: z.string(),
  opset: z.int(),
  inputs: z.array(Tensor),
  outputs: z.array(Tensor),
  /** Numbers in the weights. */
  parameters: z.int(),
  /** How many normalisations of each kind there are, by the name of their operator. */
  normalisations: z.record(z.string(), z.int()),
  /** Dropouts, and how many of them the file has in training. */
  dropouts: z.object({ count: z.int(), active: z.int() }),
  /** Channels of the pictures that go in and come out. */
  channels: z.tuple([z.int(), z.int()]),
  proposal: ImportSettings,
  /** Why each setting is proposed. */
  reasons: z.record(z.string(), Text),
  /** The kinds that networks of these channels can be. */
  kinds: z.array(ImportSettings.shape.kind).min(1),
  warnings: z.array(ImportWarning),
})
export type ImportReport = z.infer<typeof ImportReport>

const session = z.string().min(1)

export const TrialResult = z.object({
  /** RGB as the network gives it, at its own size; a colouring at the picture's. */
  pixels: Pixels,
  /** What the network saw, at its size. */
  seen: Pixels,
  seconds: z.number(),
  /** The least, mean and largest number that came out. */
  statistics: z.object({ min: z.number(), mean: z.number(), max: z.number() }),
  warnings: z.array(ImportWarning),
  /** Why the processor computed it in place of the chosen device; null where it did not. */
  said: Text.nullable(),
  comparison: Comparison,
})
export type TrialResult = z.infer<typeof TrialResult>

export const ImportInput = z.object({
  session,
  settings: ImportSettings,
  id: ModelId,
  title: titles,
  licence: z.strictObject({ weights: z.string().min(1).max(4000), data: z.string().min(1).max(4000) }),
  /** Replaces a model of this id. */
  overwrite: z.boolean().default(false),
})
export type ImportInput = z.infer<typeof ImportInput>

/** Whether looking at a file failed since its network makes pictures of numbers: such ones are for `sketch.tryImport`. */
export const isGenerator = (thrown: unknown): boolean =>
  thrown instanceof Error &&
  'data' in thrown &&
  isText(thrown.data) &&
  thrown.data.key === 'errors:imports.generator'

/** Taking in networks from elsewhere. What was looked at is held until it is closed or another file is looked at. */
export const importProcedures = {
  'models.inspect': procedure(
    z.object({
      source: FileSource,
      /** That the user knows it to have, whatever its sizes speak for. */
      layout: ImportSettings.shape.layout.optional(),
    }),
    ImportReport,
  ),
  /** Runs it once. Without a picture: on a sample that came with Ganvas. */
  'models.tryOut': job(
    'compute',
    z.object({
      session,
      settings: ImportSettings,
      picture: Pixels.optional(),
      /** Which variation, where there are some. */
      seed: z.int().min(0).max(0xffff_ffff).default(0),
    }),
    TrialResult,
  ),
  /** Installs it, just as it was looked at, whatever became of its file since. */
  'models.import': procedure(
    ImportInput,
    z.object({ folder: z.string(), manifest: ModelManifest, comparison: Comparison }),
  ),
  'models.closeImport': procedure(z.object({ session }), z.object({})),
}
