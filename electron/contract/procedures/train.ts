import { z } from 'zod'
import { job, procedure } from '../define.ts'
import { DeviceId } from './app.ts'

export const TrainInput = z.object({
  recipe: z.string(),
  /** A folder of pictures, or the name of a synthetic data set. That of the run, when it goes on, if not given. */
  data: z.string().optional(),
  /** Receives the checkpoint, curves, samples and models. Made if it is not there. */
  out: z.string(),
  /** Those of the run that goes on, else the recipe's own, stand in for what is not given. */
  steps: z.int().min(1).max(100_000_000).optional(),
  batch: z.int().min(1).max(65_536).optional(),
  seed: z.int().min(0).max(Number.MAX_SAFE_INTEGER).optional(),
  device: DeviceId.default('cpu'),
  /** Goes on from the checkpoint in `out`. */
  resume: z.boolean().default(false),
  /**
   * Fine-tunes: a new run starts with the weights and the options of this model, where none are given, or trains the
   * network in this `.onnx` file.
   */
  from: z.string().min(1).optional(),
  /** Options of the recipe, by name; text is read as what they are. */
  options: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).default({}),
  /** Passes that each batch is taken in, for less memory; it must divide the batch. */
  accumulate: z.int().min(1).max(65_536).optional(),
  /** Threads that compute a step; all processors if not given. */
  threads: z.int().min(1).max(256).optional(),
  /** Steps between checkpoints and between sample grids. */
  checkpointEvery: z.int().min(1).default(1000),
  sampleEvery: z.int().min(1).default(500),
})
export type TrainInput = z.infer<typeof TrainInput>

export const TrainResult = z.object({
  /** Steps done in all. */
  step: z.int(),
  /** Cancelled: a checkpoint was written, and nothing is lost. */
  stopped: z.boolean(),
  losses: z.record(z.string(), z.number()),
  seconds: z.number(),
})
export type TrainResult = z.infer<typeof TrainResult>

export const Recipes = z.array(
  z.object({
    name: z.string(),
    summary: z.string(),
    steps: z.int(),
    batch: z.int(),
    /** JSON schema of the recipe's options. */
    options: z.record(z.string(), z.unknown()),
  }),
)

export const trainProcedures = {
  'train.recipes': procedure(z.object({}), Recipes),
  /** Streams `progress`, `losses` and `notice`. Cancelling ends it with a checkpoint. */
  'train.run': job('training', TrainInput, TrainResult),
}
