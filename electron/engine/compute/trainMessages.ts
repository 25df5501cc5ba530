import type { PlainError } from '../../contract/errors.ts'
import type { TrainInput } from '../../contract/procedures/train.ts'
import type { RunEvent, RunResult } from '../../train/loop.ts'

/** What the training thread is started with. */
export type TrainData = TrainInput

/** To the training thread. `stop` ends the run with a checkpoint. */
export type TrainOrder = 'pause' | 'resume' | 'stop'

/** From it; the last one is `done` or `failed`. */
export type TrainMessage =
  | { kind: 'event'; event: RunEvent }
  | { kind: 'done'; result: RunResult }
  | { kind: 'failed'; error: PlainError }
