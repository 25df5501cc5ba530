import { networkBench } from './networks/measure.ts'

/** Whole training steps: both networks, losses, gradients, updates. */
export const trainBench = networkBench('train', 1)
