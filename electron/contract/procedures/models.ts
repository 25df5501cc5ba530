import { z } from 'zod'
import { procedure } from '../define.ts'

/** The version of {@link ModelManifest}, equal to the number of migrations that lead to it. */
export const MANIFEST_VERSION = 0

/** The model behind the anchor `gan` of a blend. */
export const BLENDING_MODEL = 'blend-gpgan-64'

/** Names a model, and its folder. */
export const ModelId = z.string().regex(/^[a-z0-9-]{1,64}$/)

/** A name in the folder itself: a manifest reaches nothing outside. */
const fileName = z.string().regex(/^[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}$/)
const text = z.string().min(1).max(4000)

/** A tensor of pictures: how to make it of pixels, or pixels of it. Rows from the top, channels by plane (NCHW). */
export const PictureTensor = z.strictObject({
  name: text,
  /** What each channel holds. */
  channels: z.array(z.enum(['red', 'green', 'blue', 'grey', 'coverage'])).min(1),
  /** The values that stand for 0 and 255. */
  range: z.tuple([z.number(), z.number()]),
  colorSpace: z.enum(['srgb', 'none']),
  /** Fixed, or any multiple of `multiple`. */
  size: z.union([
    z.strictObject({ width: z.int().min(1), height: z.int().min(1) }),
    z.strictObject({ multiple: z.int().min(1) }),
  ]),
})
export type PictureTensor = z.infer<typeof PictureTensor>

/** `manifest.json` of a model's folder: all that is needed to use, judge and train on the model. */
export const ModelManifest = z.strictObject({
  version: z.literal(MANIFEST_VERSION),
  id: ModelId,
  title: z.strictObject({ en: text, 'zh-CN': text }),
  task: z.enum(['blend']),
  files: z
    .array(
      z.strictObject({
        name: fileName,
        role: z.enum(['generator']),
        bytes: z.int().min(1),
        sha256: z.string().regex(/^[0-9a-f]{64}$/),
        /** How weights are stored. They are computed with in single precision. */
        precision: z.enum(['half', 'single']),
      }),
    )
    .min(1),
  inputs: z.array(PictureTensor).min(1),
  outputs: z.array(PictureTensor).min(1),
  parameters: z.int().min(1),
  licence: z.strictObject({ weights: text, data: text }),
  training: z.strictObject({
    /** Repeats it, given the data. */
    command: text,
    data: text,
    steps: z.int().min(1),
    batch: z.int().min(1),
    seconds: z.number().min(0),
    machine: text,
  }),
  /** Measured on data that was held out. */
  figures: z.array(z.strictObject({ name: text, value: z.number(), on: text, command: text })),
  fineTuning: text,
})
export type ModelManifest = z.infer<typeof ModelManifest>

/** A model of this installation. One that cannot be used is listed with the reason. */
export const ModelInfo = z.object({
  id: z.string(),
  manifest: ModelManifest.nullable(),
  /** Empty when the model can be used. */
  problem: z.string(),
})
export type ModelInfo = z.infer<typeof ModelInfo>

export const modelProcedures = {
  'models.list': procedure(z.object({}), z.object({ models: z.array(ModelInfo) })),
}
