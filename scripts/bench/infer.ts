import { networkBench } from './networks/measure.ts'

/** The generators alone, as they are exported. */
export const inferBench = networkBench('infer', 1.5)
