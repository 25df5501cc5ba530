import { inEnglish, type Text } from '../../contract/text.ts'
import type { Graph, ValueType } from '../graph.ts'
import type { Operator, Refusal } from '../operator.ts'
import { unsupported } from '../shapes.ts'

/** What a black box needs in order to be written back. */
export interface Foreign {
  /** The node as the file had it. */
  readonly proto: unknown
  /** Version of its domain's operator set. */
  readonly version: number
  /** Names by which its subgraphs call the values that stand behind its inputs proper. */
  readonly captured: readonly string[]
}

/**
 * An operator that the runtime may know and we do not. It runs, and can be copied and written; it has no gradient. It is
 * written as it was read, but for what `foreign.ts` knows to have changed since its opset.
 *
 * @param types  of the outputs, as far as the file says; 'kept' where the only one has the type of the first input
 * @param reason why it is a black box, for the one who asks for its gradient
 */
export const blackBox = (
  name: string,
  domain: string,
  types: readonly ValueType[] | 'kept',
  reason: Text | string,
  foreign: Foreign,
): Operator => ({
  name,
  domain,
  inputs: [],
  attributes: {},
  pure: false,
  static: false,
  sparesOutputs: false,
  differentiableOutputs: Number.POSITIVE_INFINITY,
  infer: ({ inputs }) => (types === 'kept' ? [inputs[0]!] : types),
  evaluate: () => {
    throw unsupported(`${name} has no reference result, because ${inEnglish(reason)}`)
  },
  gradient: { refuses: reason },
  examples: [],
  foreign,
})

/** The nodes of a graph that only the runtime understands, and why. */
export const blackBoxesOf = ({ nodes }: Graph): { node: string; operator: string; reason: Text | string }[] =>
  nodes
    .filter(({ operator }) => operator.foreign)
    .map(({ name, operator }) => ({
      node: name,
      operator: operator.domain ? `${operator.domain}.${operator.name}` : operator.name,
      reason: (operator.gradient as Refusal).refuses,
    }))
