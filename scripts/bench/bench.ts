export interface BenchOptions {
  /** On which networks are computed, where a bench is of networks. */
  device: string
  /** Times that a case is measured at most, or glyphs: 1 to see that it still works. */
  runs: number
}

/** Yields lines as they are measured; `only` names the cases that are wanted, all when empty. */
export type Bench = (only: readonly string[], options: BenchOptions) => AsyncIterable<Record<string, unknown>>
