import { z } from 'zod'
import { job, procedure } from '../define.ts'
import { ModelId } from '../ids.ts'
import { ModelManifest } from '../model/manifest.ts'
import { Pixels } from '../pixels.ts'
import { Text } from '../text.ts'
import { PublishInput, PublishResult } from './models.ts'

/** Pairings that make pairs of plain pictures, in the order in which they are offered. */
export const madePairings = [
  'edges',
  'edges-hints',
  'gray',
  'gray-hints',
  'flat',
  'low-resolution',
  'holes',
] as const
export const MadePairing = z.enum(madePairings)
export type MadePairing = z.infer<typeof MadePairing>

const folder = z.string().min(1)

/** Games between two kinds of pictures, and those that draw pictures of which nothing is said; the first is the usual one. */
export const twoKindsGames = ['cyclegan', 'discogan', 'dualgan'] as const
export type TwoKindsGame = (typeof twoKindsGames)[number]
export const drawingGames = ['dcgan', 'mrgan', 'ebgan', 'began'] as const
export type DrawingGame = (typeof drawingGames)[number]

/** What a new model learns from. Folders are of the engine's machine; their own folders count too. */
export const LabData = z.discriminatedUnion('kind', [
  /** Plain pictures, of which pairs are made. */
  z.object({ kind: z.literal('pictures'), folder, pairing: MadePairing }),
  /** Files with input and target side by side. */
  z.object({ kind: z.literal('strips'), folder, inputOn: z.enum(['left', 'right']) }),
  /** Two folders with files of equal name. */
  z.object({ kind: z.literal('matched'), input: folder, target: folder }),
  /** Two kinds of pictures without pairs. */
  z.object({ kind: z.literal('unpaired'), a: folder, b: folder, game: z.enum(twoKindsGames).optional() }),
  /**
   * Pictures to draw others like them. What is said of each: `nothing`; its class, where each of the folder's own folders is
   * one; or a caption, in a text file of its name or else in the name itself.
   */
  z.object({
    kind: z.literal('drawn'),
    folder,
    said: z.enum(['nothing', 'classes', 'captions']),
    /** Of pictures of which nothing is said. */
    game: z.enum(drawingGames).optional(),
  }),
])
export type LabData = z.infer<typeof LabData>

const choice = z.union([z.string(), z.number(), z.boolean()])

/** How a training goes about it: the recipe's own options, and those of every run. */
export const LabSettings = z.object({
  steps: z.int().min(1).max(10_000_000),
  batch: z.int().min(1).max(1024),
  seed: z.int().min(0).max(Number.MAX_SAFE_INTEGER).default(0),
  /** Threads that compute a step. */
  threads: z.int().min(1).max(256),
  options: z.record(z.string(), choice),
  /** Stops by itself once the figure that it is judged by has stalled. */
  untilStalled: z.boolean().optional(),
})
export type LabSettings = z.infer<typeof LabSettings>

export const LabPlan = z.object({
  data: LabData,
  /** Fine-tunes this model. */
  from: ModelId.nullable().default(null),
  settings: LabSettings,
})
export type LabPlan = z.infer<typeof LabPlan>

/** Names a run, and its folder. */
export const RunName = z.string().regex(/^[a-z0-9-]{1,64}$/)

/**
 * - `training`, `paused`, `stopping` a run that the engine has under way; `stopping` until its checkpoint is written
 * - `stopped`      by the user, before its last step
 * - `done`         all its steps
 * - `interrupted`  the engine ended meanwhile; it goes on from its last checkpoint
 * - `failed`       with a reason
 */
export const RunState = z.enum(['training', 'paused', 'stopping', 'stopped', 'done', 'interrupted', 'failed'])
export type RunState = z.infer<typeof RunState>

const numbers = z.record(z.string(), z.number())

export const RunInfo = z.object({
  name: RunName,
  title: z.string(),
  recipe: z.string(),
  plan: LabPlan,
  state: RunState,
  /** Another studio on this data folder has it under way, and alone can pause or stop it. */
  elsewhere: z.boolean(),
  /** Why it failed, in English; with `text` where the page can say it in its own language. */
  problem: z.object({ message: z.string(), text: Text.nullable() }).nullable(),
  /** Milliseconds since 1970. */
  created: z.number(),
  step: z.int(),
  /** The losses of the last step, by name. */
  losses: numbers,
  /** The latest on held-out pictures, or on seen ones where none are held out; names as in the curves. */
  figures: numbers,
  /** The checkpoint with the best figure, where one is kept. */
  best: z.object({ step: z.int(), figure: z.string(), value: z.number() }).nullable(),
  /** Spent on training so far. */
  seconds: z.number(),
  secondsLeft: z.number().nullable(),
  /** What the engine takes while it trains. */
  memoryBytes: z.number().nullable(),
  /** Whether there is a checkpoint: to go on from, and to publish. */
  checkpoint: z.boolean(),
  /** Steps with a sample grid, in order. */
  samples: z.array(z.int()),
  /** What the run had to say, such as pictures that it left out; in English alone what an older Ganvas kept. */
  notices: z.array(z.union([z.string(), Text])),
  /** What the curves say now that a person should know, such as that nothing becomes better any more. */
  warnings: z.array(Text),
  /** The model that it was published as. */
  published: z.string().nullable(),
})
export type RunInfo = z.infer<typeof RunInfo>

/** A file that cannot be trained on, and why. */
export const Unusable = z.object({ file: z.string(), reason: Text })
export type Unusable = z.infer<typeof Unusable>

export const DataReport = z.object({
  /** Pictures, or pairs, that were found. */
  count: z.int(),
  /** How many of them are never trained on. */
  heldOut: z.int(),
  /** How many were opened; of a large folder not all. */
  opened: z.int(),
  /** Files that training will leave out: the first of them. */
  unusable: z.array(Unusable),
  unusableCount: z.int(),
  /** The shortest side of a usable picture, in pixels. */
  shortestSide: z.int(),
})
export type DataReport = z.infer<typeof DataReport>

export const PairPreview = z.object({ input: Pixels, target: Pixels })
export type PairPreview = z.infer<typeof PairPreview>

/** Something to learn from: a pair, or a picture and what is said of it. */
export const Example = z.object({ input: Pixels, target: Pixels.optional(), said: z.string().optional() })
export type Example = z.infer<typeof Example>

export const Estimate = z.object({
  /** The median. */
  secondsPerStep: z.number(),
  /** With its share of samples and checkpoints. */
  secondsOfOne: z.number(),
  /** How many real steps were measured, and how far they lay apart: half of the middle half, over the median. */
  measuredSteps: z.int(),
  spread: z.number(),
  /** For all steps of the plan. */
  seconds: z.number(),
  /** What training takes above the idle engine, at its peak. */
  memoryBytes: z.number(),
})
export type Estimate = z.infer<typeof Estimate>

const run = z.object({ name: RunName })
const nothing = z.object({})
const png = z.custom<Uint8Array>((value) => value instanceof Uint8Array, 'expected bytes')

export const labProcedures = {
  /** What each pairing makes of the sample photo, small. */
  'lab.pairings': procedure(
    nothing,
    z.object({ examples: z.array(PairPreview.extend({ pairing: MadePairing })) }),
  ),
  /** Installed translation models that a training can go on with, networks from elsewhere among them. */
  'lab.trainable': procedure(nothing, z.object({ models: z.array(ModelManifest) })),
  /** The game that suits two kinds of pictures, by what was measured on some of each. Cancellable. */
  'lab.advise': job(
    'lab',
    z.object({ a: folder, b: folder }),
    z.object({ game: z.enum(twoKindsGames), said: Text }),
  ),
  /** The settings that are recommended for some data, or for going on with a model. */
  'lab.recommend': procedure(
    z.object({ data: LabData, from: ModelId.nullable().default(null) }),
    z.object({ recipe: z.string(), settings: LabSettings }),
  ),
  /**
   * Opens the pictures, as many as a few seconds allow. Cancellable.
   *
   * @throws what makes training impossible: no pictures, one only, none that can be used
   */
  'lab.check': job('lab', z.object({ data: LabData }), DataReport),
  /** Ten examples as training will see them; of unpaired data ten pictures of each kind. */
  'lab.preview': job('lab', z.object({ plan: LabPlan }), z.object({ examples: z.array(Example) })),
  /** Measures a few real steps in a process of its own. Cancellable. */
  'lab.estimate': job('lab', z.object({ plan: LabPlan }), Estimate),
  'lab.list': procedure(nothing, z.object({ runs: z.array(RunInfo) })),
  /** Begins a training, which goes on without the page. One run at a time. */
  'lab.start': procedure(z.object({ title: z.string().min(1).max(100), plan: LabPlan }), RunInfo),
  /** Goes on with a run, to `steps` in all if given. */
  'lab.resume': procedure(run.extend({ steps: z.int().min(1).max(10_000_000).optional() }), RunInfo),
  'lab.pause': procedure(run.extend({ paused: z.boolean() }), RunInfo),
  /** Ends with a checkpoint after the step that runs. */
  'lab.stop': procedure(run, RunInfo),
  'lab.delete': procedure(run, nothing),
  /** Curves after a step, thinned out to at most `points` by the means of equal spans; figures as they are. */
  'lab.curves': procedure(
    run.extend({ points: z.int().min(10).max(5000).default(400) }),
    z.object({
      losses: z.array(z.object({ step: z.number(), values: numbers })),
      figures: z.array(z.object({ step: z.number(), values: numbers })),
    }),
  ),
  /** The sample grid of a step, the latest if not given. */
  'lab.sample': procedure(run.extend({ step: z.int().min(0).optional() }), z.object({ png })),
  /** Makes a run a model: of the studio, or in a folder of `into`. On trial, the run does not count as published. */
  'lab.publish': procedure(
    PublishInput.omit({ run: true }).extend({
      name: RunName,
      into: z.string().min(1).optional(),
      trial: z.boolean().optional(),
    }),
    PublishResult,
  ),
}
