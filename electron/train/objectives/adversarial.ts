import type { Value } from '../../graph/graph.ts'

/** A game between generator and critic, as losses over the critic's scores (any shape). */
export interface AdversarialObjective {
  /** What the critic minimises. */
  critic(real: Value, fake: Value): Value
  /** What the generator minimises. */
  generator(fake: Value): Value
}
