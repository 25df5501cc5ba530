import type { Value } from '../graph/graph.ts'
import type { Network, Weights } from './weights.ts'

export type Inputs = Readonly<Record<string, Value>>

/** What a network gives: its value, and whatever else it hands out by name, such as features, a code, or scores. */
export interface Outputs {
  readonly value: Value
  readonly heads: Readonly<Record<string, Value>>
}

/** An architecture of named inputs. It writes itself into their graph. */
export type Net = (inputs: Inputs, weights: Weights) => Outputs

export const withoutHeads = (value: Value): Outputs => ({ value, heads: {} })

/** A network of one value, under the name `input`. */
export const oneInput =
  (network: Network): Net =>
  ({ input }, weights) =>
    withoutHeads(network(input!, weights))

/** A network of one value that is made of several inputs, in the order of their names here. */
export const joined =
  <Name extends string>(names: readonly Name[], join: (...inputs: Value[]) => Value, network: Network): Net =>
  (inputs, weights) =>
    withoutHeads(network(join(...names.map((name) => inputs[name]!)), weights))
