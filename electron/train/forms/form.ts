import type { Value } from '../../graph/graph.ts'

/**
 * An adversarial form, one side at a time: each is a loss over the critic's scores of one batch, of any shape. A game is
 * put together of them: `asReal` and `asFake` are the critic's, `fool` and `dodge` those of whoever made what it sees.
 */
export interface Form {
  /** The critic is to take these for real. */
  asReal(scores: Value): Value
  /** The critic is to take these for made. */
  asFake(scores: Value): Value
  /** Whoever made these wants them taken for real. */
  fool(scores: Value): Value
  /** Whoever has a hand in real ones, such as an encoder, wants them taken for made. */
  dodge(scores: Value): Value
}
