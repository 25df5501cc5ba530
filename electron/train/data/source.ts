import type { Text } from '../../contract/text.ts'

/** The contents of the data inputs of a step, by name; row-major, of the shape that the step declared. */
export type Batch = Readonly<Record<string, Float32Array>>

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

/** Rows `first` to `first + count` of a batch of `size` rows. */
export function rowsOf(batch: Batch, size: number, first: number, count: number): Batch {
  return Object.fromEntries(
    Object.entries(batch).map(([name, data]) => {
      const row = data.length / size
      return [name, data.subarray(first * row, (first + count) * row)]
    }),
  )
}
