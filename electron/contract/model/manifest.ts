import { z } from 'zod'
import { ModelId } from '../ids.ts'
import { FontModel } from './fontModel.ts'
import { Generation } from './generation.ts'
import { manifestMigrations } from './migrations.ts'
import { PictureTensor } from './tensor.ts'
import { text, titles } from './titles.ts'
import { Translation } from './translation.ts'

/** The version of {@link ModelManifest}, equal to the number of migrations that lead to it. */
export const MANIFEST_VERSION = manifestMigrations.length

/** A name in the folder itself: a manifest reaches nothing outside. */
const fileName = z.string().regex(/^[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}$/)

/** What a file of a model does: the task itself, of a style the way back, and what goes with a model that generates. */
export const ModelRole = z.enum(['generator', 'reverse', 'encoder', 'critic', 'detail'])
export type ModelRole = z.infer<typeof ModelRole>

const ManifestFields = z.strictObject({
  version: z.literal(MANIFEST_VERSION),
  id: ModelId,
  title: titles,
  task: z.enum(['blend', 'harmonize', 'translate', 'font', 'generate']),
  /** How the network is used; models of the task `translate` have it, and no others. */
  translation: Translation.optional(),
  /** Models of the task `font` have it, and no others. */
  font: FontModel.optional(),
  /** Models of the task `generate` have it, and no others. */
  generation: Generation.optional(),
  files: z
    .array(
      z.strictObject({
        name: fileName,
        role: ModelRole,
        bytes: z.int().min(1),
        sha256: z.string().regex(/^[0-9a-f]{64}$/),
        /** How weights are stored. They are computed with in single precision. */
        precision: z.enum(['half', 'single']),
      }),
    )
    .min(1),
  /** Empty for the task `generate`, whose network sees no picture. */
  inputs: z.array(PictureTensor),
  outputs: z.array(PictureTensor).min(1),
  parameters: z.int().min(1),
  licence: z.strictObject({ weights: text, data: text }),
  training: z.strictObject({
    /** Repeats it, given the data. */
    command: text,
    data: text,
    /** Both are absent where they are not known, as for a network that was imported. */
    steps: z.int().min(1).optional(),
    batch: z.int().min(1).optional(),
    /** Absent where the time was not measured. */
    seconds: z.number().min(0).optional(),
    machine: text,
  }),
  /** Measured on data that was held out. */
  figures: z.array(z.strictObject({ name: text, value: z.number(), on: text, command: text })),
  fineTuning: text,
  /** What a further training goes on with. Absent of a network from elsewhere. */
  recipe: z
    .strictObject({
      name: text,
      /** The recipe's options; those that are left out have the recipe's defaults. */
      options: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
      /** The group of weights that the file of each role holds. */
      groups: z.partialRecord(ModelRole, text),
    })
    .optional(),
})

/** `manifest.json` of a model's folder: all that is needed to use, judge and train on the model. */
export const ModelManifest = ManifestFields.refine(
  ({ task, translation }) => (task === 'translate') === (translation !== undefined),
  { path: ['translation'], message: 'the task `translate` has it, and no other' },
)
  .refine(({ task, font }) => (task === 'font') === (font !== undefined), {
    path: ['font'],
    message: 'the task `font` has it, and no other',
  })
  .refine(({ task, generation }) => (task === 'generate') === (generation !== undefined), {
    path: ['generation'],
    message: 'the task `generate` has it, and no other',
  })
  .refine(({ task, inputs }) => (task === 'generate') === (inputs.length === 0), {
    path: ['inputs'],
    message: 'a network sees pictures, unless its task is `generate`',
  })
export type ModelManifest = z.infer<typeof ModelManifest>
