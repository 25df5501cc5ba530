import type { TrainInput } from '../../contract/procedures/train.ts'
import type { Foreign } from '../../train/run/foreign.ts'
import type { RunEvent, RunResult } from '../../train/run/options.ts'
import type { NamedTensor } from '../../train/step/tensors.ts'
import type { SessionPlace } from '../sessions/place.ts'

/** What the training thread is started with. */
export interface TrainData extends Omit<TrainInput, 'from' | 'device'> {
  place: SessionPlace
  /** What tensors of a new run start as: see `RunOptions`. */
  initial?: ReadonlyMap<string, NamedTensor>
  foreign?: Foreign
  keepBest?: boolean
  /** Leaves the processor to whatever else wants it, where the system can tell threads apart. */
  background?: boolean
}

/** To the training thread. `stop` ends the run with a checkpoint. */
export type TrainOrder = 'pause' | 'resume' | 'stop'

/** The thread of one run. */
export interface TrainKind {
  data: TrainData
  orders: { train: { input: object; output: RunResult } }
  event: RunEvent
  word: TrainOrder
}
