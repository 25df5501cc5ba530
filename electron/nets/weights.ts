import type { Value } from '../graph/graph.ts'
import type { Shape } from '../graph/shapes.ts'
import type { Initialiser } from './initialisers.ts'

/** How the numbers of a noise input are drawn. */
export type NoiseKind =
  /** Standard normal. */
  | { readonly kind: 'normal' }
  /** Uniform in [from, to). */
  | { readonly kind: 'uniform'; readonly from: number; readonly to: number }
  /** 1 / keep with probability `keep`, else 0: the factors of dropout. */
  | { readonly kind: 'keep'; readonly keep: number }

/**
 * Where a network gets its tensors from while it is written into a graph. The trainer, the exporter and the counter
 * of parameters each give their own, so an architecture is written once. Asking twice for one name gives the same
 * value: applying a network twice shares its weights.
 */
export interface Weights {
  /** Batch statistics are in force. */
  readonly training: boolean
  /** A tensor that is trained. */
  parameter(name: string, shape: Shape, initial: Initialiser): Value
  /** A tensor that the network itself carries on from step to step, such as a running mean. */
  buffer(name: string, shape: Shape, initial: Initialiser): Value
  /** What a buffer holds after this step. */
  replace(name: string, value: Value): void
  /** Numbers drawn anew for each step, or for each use. */
  noise(name: string, shape: Shape, kind: NoiseKind): Value
  /** The same, with `scope/` before every name. */
  within(scope: string): Weights
}

/** An architecture: writes itself into the graph of its input. */
export type Network = (input: Value, weights: Weights) => Value
