export interface TrialOptions {
  /** An empty folder of its own. */
  readonly folder: string
  /** How many times it hurts the studio. */
  readonly count: number
  /** Seed of all that is drawn at random. */
  readonly seed: number
}

/** What was hurt, a sentence each, and figures with their units in the names. */
export type Outcome = { faults: string[] } & Record<string, unknown>

export interface Trial {
  /** How often, where nothing is said. */
  readonly count: number
  run(options: TrialOptions): Promise<Outcome>
}
