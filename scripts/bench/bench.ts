/** Yields lines as they are measured; `only` names the cases that are wanted, all when empty. */
export type Bench = (only: readonly string[]) => AsyncIterable<Record<string, unknown>>
