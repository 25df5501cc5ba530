import type { Text } from '../../contract/text.ts'
import type { Batch } from '../step/batch.ts'

/** A file that could not be used, and why; a plain string where only another program's words tell it. */
export interface Skipped {
  file: string
  reason: Text | string
}

/** Where batches come from. */
export interface Source {
  /**
   * Batch number `index` of a run. It follows from the index alone, so that a resumed run sees what an unbroken one
   * would have seen. Asking for it before it is needed lets it be made while a step computes. The arrays are new ones,
   * for the caller to keep.
   */
  batch(index: number, size: number): Promise<Batch>
  /** Files that could not be used so far, and why. */
  readonly skipped: readonly Skipped[]
  /** Lets go of what it holds, such as a thread. */
  close?(): Promise<void>
}
