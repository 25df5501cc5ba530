import { z } from 'zod'
import { job, procedure } from '../define.ts'
import { FileSource } from '../fileEnds.ts'
import { ModelId } from '../ids.ts'
import { Generation, GeneratorWord } from '../model/generation.ts'
import { ModelManifest } from '../model/manifest.ts'
import { PictureTensor } from '../model/tensor.ts'
import { titles } from '../model/titles.ts'
import { Pixels, Rect } from '../pixels.ts'
import { SketchCandidates } from '../sketchCandidates.ts'
import { SketchPoint, SketchWords } from '../sketchPoint.ts'
import { SketchHandle, SketchSettings } from './sketchRecipe.ts'

const session = z.string().max(64)
const nothing = z.object({})

/** Names one candidate of a session, or any result by its latent. */
export const SketchAt = z.union([
  z.object({ candidate: z.int().min(0).max(63) }),
  z.object({ point: SketchPoint }),
])
export type SketchAt = z.infer<typeof SketchAt>

/** Pictures below each other, RGB, and the results that they show. */
export const SketchFrames = z.object({ pictures: Pixels, points: z.array(SketchPoint) })
export type SketchFrames = z.infer<typeof SketchFrames>

const frames = z.int().min(2).max(64)

export const SketchInfo = z.object({
  session,
  /** The size of the generator's pictures, in pixels. */
  width: z.int(),
  height: z.int(),
  /** The size of pictures that are kept, of a generator with a second stage; null: they are as they are searched. */
  detail: z.object({ width: z.int(), height: z.int() }).nullable(),
  /** Numbers of a latent. */
  latent: z.int(),
  /** Empty for a generator that cannot be asked by words. */
  words: z.array(GeneratorWord),
  /** Whether its critic can judge realism, photos are guessed by an encoder, and parts can be dragged by handles. */
  critic: z.boolean(),
  encoder: z.boolean(),
  handles: z.boolean(),
  candidates: SketchCandidates,
})
export type SketchInfo = z.infer<typeof SketchInfo>

/** What is drawn, each stretched over the generator's picture; of any size. */
export const SketchStrokes = z.object({
  /** RGBA: colours asked for where it is opaque. */
  color: Pixels.optional(),
  /** RGBA: outlines asked for where it is opaque and dark, and where it is opaque and bright that there be none. */
  outline: Pixels.optional(),
  /** Parts of the chosen candidate that are to come elsewhere. While there are some, it alone changes. */
  handles: z.array(SketchHandle).max(8).default([]),
})
export type SketchStrokes = z.infer<typeof SketchStrokes>

/** How far a photo is from the nearest picture that a generator can draw. Differences are root mean squares, in parts of the range. */
export const SketchErrors = z.object({
  /** The difference where the search began: of what the encoder guessed, or the best of many draws. */
  start: z.number(),
  /** The difference that the search came to. */
  end: z.number(),
  /** The same by features of the generator's critic, where it has one. */
  features: z.number().optional(),
  /** What a picture of nothing but the photo's mean colour has. */
  plain: z.number(),
})
export type SketchErrors = z.infer<typeof SketchErrors>

export const ProjectInput = z.object({
  model: ModelId,
  photo: Pixels,
  /** What of the photo; all of it if absent. Stretched to the generator's picture. */
  region: Rect.optional(),
  iterations: z.int().min(0).max(2000).default(60),
  seed: z.int().min(0).max(0xffff_ffff).default(0),
  words: SketchWords.prefault({}),
})
export type ProjectInput = z.infer<typeof ProjectInput>

export const ProjectResult = z.object({
  point: SketchPoint,
  /** The reconstruction, RGB of the generator's size. */
  pixels: Pixels,
  errors: SketchErrors,
  /** What of the photo's variance the reconstruction explains, from 0 to 1. */
  explained: z.number(),
  /** Whether the photo seems to be of another kind than the generator learned. */
  foreign: z.boolean(),
  seconds: z.number(),
})
export type ProjectResult = z.infer<typeof ProjectResult>

/** Pictures that are drawn by one call. */
export const SAMPLES_AT_ONCE = 64

export const TransferInput = z.object({
  model: ModelId,
  photo: Pixels,
  /** What of the photo was edited; all of it if absent. */
  region: Rect.optional(),
  /** The photo's reconstruction, and what was made of it. */
  before: SketchPoint,
  after: SketchPoint,
  /** Where the edit may show: 1 channel of the photo's size. */
  mask: Pixels.optional(),
  /** 1 is the whole edit. */
  strength: z.number().min(0).max(1.5).default(1),
  way: z.enum(['linear', 'spherical']).default('linear'),
})
export type TransferInput = z.infer<typeof TransferInput>

/** A generator from elsewhere, an `.onnx` file, and what its file does not say. */
const GeneratorFacts = z.object({
  source: FileSource,
  prior: z.enum(['normal', 'uniform']).optional(),
  /** The numbers that stand for black and white; told by the network's last operator if absent. */
  range: z.tuple([z.number(), z.number()]).optional(),
  /** Names of its classes, in their order. */
  words: z.array(z.string().min(1).max(100)).max(1000).optional(),
})
export type GeneratorFacts = z.infer<typeof GeneratorFacts>

export const GeneratorImport = GeneratorFacts.extend({
  id: ModelId,
  title: titles,
  licence: z.strictObject({ weights: z.string().min(1).max(4000), data: z.string().min(1).max(4000) }),
  overwrite: z.boolean().default(false),
})
export type GeneratorImport = z.infer<typeof GeneratorImport>

/** What a generator from elsewhere was found to be, and what it draws. */
export const GeneratorTrial = z.object({
  generation: Generation,
  output: PictureTensor,
  parameters: z.int(),
  /** Draws at random below each other, RGB. */
  pictures: Pixels,
  count: z.int(),
})
export type GeneratorTrial = z.infer<typeof GeneratorTrial>

export const sketchProcedures = {
  /** Draws pictures as they come, by a seed: those from `first` on, in the row of all of its draws. */
  'sketch.sample': job(
    'compute',
    z.object({
      model: ModelId,
      first: z.int().min(0).default(0),
      count: z.int().min(1).max(SAMPLES_AT_ONCE),
      seed: z.int().min(0).max(0xffff_ffff).default(0),
      /** Where nothing is said of a group, one of its words is drawn for each picture. */
      words: SketchWords.prefault({}),
      /** Through the generator's second stage, where it has one. */
      detail: z.boolean().optional(),
    }),
    SketchFrames,
  ),

  /**
   * Opens a session of a generator: a model whose task is `generate`. Its candidates are drawn at random, or near `from`. A page
   * that opens a third one loses its oldest. The job waits for none: sketching is live.
   */
  'sketch.open': procedure(
    z.object({
      model: ModelId,
      /** As many as this machine searches in some seconds if absent. */
      candidates: z.int().min(1).max(64).optional(),
      seed: z.int().min(0).max(0xffff_ffff).default(0),
      words: SketchWords.prefault({}),
      from: SketchPoint.optional(),
    }),
    SketchInfo,
  ),
  /**
   * Searches candidates that agree with what is drawn, from where they are. Streams `candidates` at once and as they become
   * better, and notices. The newest update of a session wins: one before it is answered `cancelled`.
   */
  'sketch.update': procedure(
    z.object({
      session,
      strokes: SketchStrokes.prefault({}),
      words: SketchWords.prefault({}),
      settings: SketchSettings.prefault({}),
      /** Which candidate handles hold on to, and which is searched first. */
      chosen: z.int().min(0).max(63).optional(),
    }),
    SketchCandidates,
  ),
  /** Makes a result the one that others stay near, and draws the candidates anew around it. */
  'sketch.fix': procedure(z.object({ session, at: SketchAt }), SketchCandidates),
  /** Forgets what was fixed, and draws all candidates anew. */
  'sketch.restart': procedure(z.object({ session, seed: z.int().min(0).max(0xffff_ffff) }), SketchCandidates),
  /** A result: its picture, and its latent. */
  'sketch.picture': procedure(
    z.object({
      session,
      at: SketchAt,
      /** Through the generator's second stage, where it has one: as it is kept. */
      detail: z.boolean().optional(),
    }),
    z.object({ pixels: Pixels, point: SketchPoint }),
  ),
  /** From one result to another, both among the frames; two frames of more are a mixture of the two. */
  'sketch.between': procedure(
    z.object({
      session,
      from: SketchAt,
      to: SketchAt,
      frames,
      way: z.enum(['linear', 'spherical']).default('spherical'),
    }),
    SketchFrames,
  ),
  /** A walk at random from a result that comes back to it. */
  'sketch.walk': procedure(
    z.object({
      session,
      from: SketchAt,
      frames,
      seed: z.int().min(0).max(0xffff_ffff),
      /** How far it goes: 1 is as far as two draws are apart. */
      reach: z.number().min(0).max(1).default(0.7),
    }),
    SketchFrames,
  ),
  /** The directions in which the generator's pictures change most. @returns the share of all change that each has */
  'sketch.directions': procedure(z.object({ session }), z.object({ shares: z.array(z.number()) })),
  /** A result moved along directions, each in standard deviations of what the generator draws. */
  'sketch.move': procedure(
    z.object({ session, at: SketchAt, amounts: z.array(z.number().min(-10).max(10)).max(32) }),
    z.object({ pixels: Pixels, point: SketchPoint }),
  ),
  /** The mean of the candidates, those that agree best counting most (Zhu et al. 2014, AverageExplorer): a shadow to draw over. */
  'sketch.average': procedure(z.object({ session }), z.object({ pixels: Pixels })),
  /** Puts a result in the place of a candidate, which is searched on from there. */
  'sketch.take': procedure(
    z.object({ session, candidate: z.int().min(0).max(63), point: SketchPoint }),
    SketchCandidates,
  ),
  'sketch.close': procedure(z.object({ session }), nothing),
  /** What of a text a generator understands, in any of its languages, and which words it never learned. */
  'sketch.words': procedure(
    z.object({ model: ModelId, text: z.string().max(1000) }),
    z.object({ words: SketchWords, unknown: z.array(z.string()) }),
  ),
  /**
   * Looks for the latent whose picture is most like a photo. Streams progress and previews, and a notice for a photo of
   * another kind than the generator learned, with which it goes on.
   */
  'sketch.project': job('compute', ProjectInput, ProjectResult),
  /**
   * Carries an edit of a reconstruction back to the photo at its own resolution: what moves and changes colour along the way
   * from `before` to `after` does so in the photo. Streams progress. Output: RGB of `rect`, or RGBA where the photo has
   * transparency. Cancelled, it ends within one frame.
   */
  'sketch.transfer': job(
    'compute',
    TransferInput,
    z.object({ pixels: Pixels, rect: Rect, seconds: z.number() }),
  ),
  /** Draws with a generator from elsewhere, an `.onnx` file that makes pictures of numbers, as it would be installed. */
  'sketch.tryImport': procedure(GeneratorFacts, GeneratorTrial),
  /** Installs one as a model of the user's own. */
  'sketch.import': procedure(GeneratorImport, z.object({ folder: z.string(), manifest: ModelManifest })),
}
