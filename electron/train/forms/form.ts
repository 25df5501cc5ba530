import type { Value } from '../../graph/graph.ts'

/**
 * An adversarial form, one side at a time: each is a loss over the critic's scores of one batch, of any shape. A game is
 * put together of them: `asReal` and `asFake` are the critic's, `fool` and `dodge` those of the players that made what it sees.
 */
export interface Form {
  /** The critic is to take these for real. */
  asReal(scores: Value): Value
  /** The critic is to take these for made. */
  asFake(scores: Value): Value
  /** The generator's loss: these should be taken for real. */
  fool(scores: Value): Value
  /** The loss of a player that changes real examples, such as an encoder: these should be taken for generated. */
  dodge(scores: Value): Value
}
