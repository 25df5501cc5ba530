import * as op from '../graph/builder.ts'
import type { Value } from '../graph/graph.ts'
import { heUniform, type Initialiser } from './initialisers.ts'
import { linear } from './layers.ts'
import type { Network } from './weights.ts'

export interface MlpOptions {
  outputs: number
  /** Units of the hidden layers. */
  hidden: readonly number[]
  activation?: (x: Value) => Value
  initial?: Initialiser
}

/** Fully connected layers with an activation between them: [N, inputs] -> [N, outputs]. */
export const mlp =
  ({ outputs, hidden, activation = op.relu, initial = heUniform }: MlpOptions): Network =>
  (input, weights) => {
    const inner = hidden.reduce(
      (x, units, index) => activation(linear(x, weights.within(`hidden${index + 1}`), units, { initial })),
      input,
    )
    return linear(inner, weights.within('out'), outputs, { initial })
  }
