import { z } from 'zod'
import { procedure } from '../define.ts'
import { ModelId } from '../ids.ts'
import { GeneratorWord } from '../model/generation.ts'
import { ModelManifest } from '../model/manifest.ts'
import { text, titles } from '../model/titles.ts'
import { Drawn, directions } from '../model/translation.ts'
import { Pixels } from '../pixels.ts'
import { Text } from '../text.ts'
import { Comparison } from './comparison.ts'

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
  /** A picture of the card, from the model's folder; RGBA. */
  'models.cardPicture': procedure(
    z.object({ id: ModelId, name: z.string().regex(/^[\w-][\w.-]{0,99}\.(png|jpe?g|webp)$/i) }),
    z.object({ picture: Pixels }),
  ),
  /** The first picture of its card, small; null where it has none. */
  'models.picture': procedure(z.object({ id: ModelId }), z.object({ picture: Pixels.nullable() })),
  /** One of the user's own. */
  'models.remove': procedure(z.object({ id: ModelId }), z.object({})),
  /** Copies manifest, card with its pictures, and networks into a folder, which is made if it is not there. */
  'models.export': procedure(
    z.object({ id: ModelId, folder: z.string().min(1), overwrite: z.boolean().default(false) }),
    z.object({ files: z.array(z.string()), bytes: z.int() }),
  ),
  /** Moves the user's own models into another folder, which is used from then on. Empty: the usual one. */
  'models.move': procedure(z.object({ folder: z.string() }), z.object({ folder: z.string() })),
  'models.publish': procedure(PublishInput, PublishResult),
}
