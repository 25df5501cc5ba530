export interface BenchOptions {
  /** On which networks are computed, where a bench is of networks. */
  device: string
}

/** Yields lines as they are measured; `only` names the cases that are wanted, all when empty. */
export type Bench = (only: readonly string[], options: BenchOptions) => AsyncIterable<Record<string, unknown>>
