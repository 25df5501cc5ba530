import { z } from 'zod'
import { procedure } from '../define.ts'
import { Text } from '../text.ts'
import { Comparison } from './comparison.ts'
import { FontModel } from './fontModel.ts'
import { manifestMigrations } from './manifestMigrations.ts'
import { text, titles } from './titles.ts'

/** The version of {@link ModelManifest}, equal to the number of migrations that lead to it. */
export const MANIFEST_VERSION = manifestMigrations.length

/** The model behind the anchor `gan` of a blend. */
export const BLENDING_MODEL = 'blend-gpgan-64'

/** The model behind the method `harmonize` of a blend. */
export const HARMONIZING_MODEL = 'blend-harmonize'

/** Names a model, and its folder. */
export const ModelId = z.string().regex(/^[a-z0-9-]{1,64}$/)

/** A name in the folder itself: a manifest reaches nothing outside. */
const fileName = z.string().regex(/^[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}$/)

/** A tensor of pictures: how to make it of pixels, or pixels of it. Rows from the top, channels by plane (NCHW). */
export const PictureTensor = z.strictObject({
  name: text,
  /** What each channel holds. */
  channels: z
    .array(
      z.enum([
        'red',
        'green',
        'blue',
        'grey',
        'coverage',
        // 255 where the picture is transparent: what is to be filled.
        'hole',
        'lightness',
        'green-red',
        'blue-yellow',
        // Chroma that the user asks for, the middle of the range where nothing is said; and where something is: the end
        // of the range, else its middle.
        'hint-green-red',
        'hint-blue-yellow',
        'hint',
        // Signed distances from the border of a glyph's ink, above zero within it; see `FontModel`.
        'distance',
        // No channels of pictures: statistics of an object and its surroundings, and the colour change predicted from them.
        'statistic',
        'change',
      ]),
    )
    .min(1),
  /** The values that stand for 0 and 255; in CIE L*a*b* for 0 and 100 of L*, and for -110 and 110 of a* and b*. */
  range: z.tuple([z.number(), z.number()]).refine(([low, high]) => low !== high, 'the two ends are equal'),
  /** `lab` is CIE L*a*b* under D65: lightness, green-red (a*) and blue-yellow (b*). */
  colorSpace: z.enum(['srgb', 'lab', 'none']),
  /** Fixed, or any multiple of `multiple`. */
  size: z.union([
    z.strictObject({ width: z.int().min(1), height: z.int().min(1) }),
    z.strictObject({ multiple: z.int().min(1) }),
  ]),
  /** Set for an output that is larger than the input: the ratio of their sides. */
  scale: z.int().min(2).max(16).optional(),
})
export type PictureTensor = z.infer<typeof PictureTensor>

/** What is drawn for a translation: dark lines on white, areas of flat colours, labels of a palette, or any picture. */
export const Drawn = z.enum(['lines', 'areas', 'labels', 'picture'])
export type Drawn = z.infer<typeof Drawn>

/** What the file of role `generator` does, and the one of role `reverse` where there is one. */
const directions = z.strictObject({ forward: titles, reverse: titles.optional() })

/** The shorter side of the pictures that a translation was trained on. */
const side = z.int().min(1).max(4096)

/** A colour of a label model's palette, and what it stands for. */
export const PaletteEntry = z.strictObject({
  title: titles,
  color: z.tuple([1, 2, 3].map(() => z.int().min(0).max(255)) as [z.ZodInt, z.ZodInt, z.ZodInt]),
})
export type PaletteEntry = z.infer<typeof PaletteEntry>

/** What a file of a model does: the task itself, of a style the way back, and what goes with a model that generates. */
export const ModelRole = z.enum(['generator', 'reverse', 'encoder', 'critic'])
export type ModelRole = z.infer<typeof ModelRole>

/** How a translation comes to a picture's own size. */
export const Translation = z.discriminatedUnion('kind', [
  /** Chroma at the network's size, brought to the picture's by its lightness, which stays. */
  z.strictObject({ kind: z.literal('color'), side }),
  /** In tiles at any size, with the normalisation statistics of the whole picture. */
  z.strictObject({
    kind: z.literal('style'),
    side,
    directions,
  }),
  /** At the network's size, enlarged along its outlines. */
  z.strictObject({
    kind: z.literal('drawing'),
    side,
    draws: Drawn,
    /** Makes what would be drawn of a photo: the pairing it was trained by, where there is one. */
    pairing: z.enum(['edges', 'gray', 'flat', 'low-resolution', 'holes']).optional(),
    palette: z.array(PaletteEntry).min(1).max(64).optional(),
    /** For lines: whether the coloured drawings that it learned from have one colour in each area; `painted` if not. */
    areas: z.enum(['plain', 'painted']).optional(),
    /** Inputs of uniform numbers in [0, 1), [1, channels, H / stride, W / stride], each seed of which gives a variation. */
    noise: z
      .array(z.strictObject({ name: text, channels: z.int().min(1), stride: z.int().min(1) }))
      .default([]),
  }),
])
export type Translation = z.infer<typeof Translation>

/** Whether a translation can be told colours at places of the picture: a colouring that learned it, and line drawings. */
export const takesHints = (translation: Translation, input: Pick<PictureTensor, 'channels'>): boolean =>
  translation.kind === 'color'
    ? input.channels.includes('hint')
    : translation.kind === 'drawing' && translation.draws === 'lines'

/** What a generator can be asked for: one number of its condition. */
export const GeneratorWord = z.strictObject({
  /** Names it in files and on the command line. */
  name: z.string().min(1).max(100),
  title: titles,
  /** What the word is one of, such as a kind or a colour. Words of one group exclude each other, or are mixed. */
  group: z.string().min(1).max(40),
})
export type GeneratorWord = z.infer<typeof GeneratorWord>

/**
 * How a network draws pictures of numbers: the latent and, where it can be asked by words, a condition [1, words] -> the picture.
 * Beside it may lie an `encoder`, picture -> latent, and its `critic`, picture (and condition) -> how real it looks; both see
 * pictures as the output is.
 */
export const Generation = z.strictObject({
  latent: z.strictObject({
    name: text,
    /** Shape of one latent, without the batch: [numbers] or [numbers, 1, 1]. */
    shape: z.array(z.int().min(1)).min(1).max(4),
    /** How its numbers are drawn: standard normal, or uniform in [-1, 1]. */
    prior: z.enum(['normal', 'uniform']),
  }),
  condition: z.strictObject({ name: text, words: z.array(GeneratorWord).min(1).max(1000) }).optional(),
})
export type Generation = z.infer<typeof Generation>

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

/** A model of this installation. One that cannot be used is listed with the reason. */
export const ModelInfo = z.object({
  id: z.string(),
  manifest: ModelManifest.nullable(),
  /** Empty when the model can be used. */
  problem: z.string(),
  /** The problem as a sentence that can be translated. */
  said: Text.optional(),
  folder: z.string(),
  /** The size of all files in the folder. */
  bytes: z.int(),
  /** Whether it is the user's own, and can be removed. */
  own: z.boolean(),
})
export type ModelInfo = z.infer<typeof ModelInfo>

/** How a training run becomes a model of the user's own. */
export const PublishInput = z.object({
  /** The run's folder. */
  run: z.string().min(1),
  id: ModelId,
  title: titles,
  licence: z.strictObject({ weights: text, data: text }),
  /** What is drawn for a drawing model; told by the pairing, or any picture where pairs were given, if not said. */
  draws: Drawn.optional(),
  /** What the two networks of a style do. */
  directions: directions.optional(),
  /** What the classes of a generator are called, in their order; as their folders are, if not said. */
  words: z.array(GeneratorWord).optional(),
  /** What its card says of it, in the user's own words. */
  notes: z.string().max(4000).default(''),
  /** Which of the run's checkpoints: the latest, or the one with the best figure where it was kept. */
  which: z.enum(['latest', 'best']).default('latest'),
  /** Replaces a model of this id. */
  overwrite: z.boolean().default(false),
})
export type PublishInput = z.infer<typeof PublishInput>

export const PublishResult = z.object({
  folder: z.string(),
  manifest: ModelManifest,
  /** How the published file compares with the network as it was trained. */
  comparison: Comparison,
})

export const modelProcedures = {
  'models.list': procedure(z.object({}), z.object({ models: z.array(ModelInfo) })),
  /** `CARD.md`: what a model does and how good it is. */
  'models.card': procedure(z.object({ id: ModelId }), z.object({ markdown: z.string() })),
  /** One of the user's own. */
  'models.remove': procedure(z.object({ id: ModelId }), z.object({})),
  /** Copies manifest, card and networks into a folder, which is made if it is not there. */
  'models.export': procedure(
    z.object({ id: ModelId, folder: z.string().min(1), overwrite: z.boolean().default(false) }),
    z.object({ files: z.array(z.string()), bytes: z.int() }),
  ),
  /** Moves the user's own models into another folder, which is used from then on. Empty: the usual one. */
  'models.move': procedure(z.object({ folder: z.string() }), z.object({ folder: z.string() })),
  'models.publish': procedure(PublishInput, PublishResult),
}
