import type { Shape } from './shapes.ts'

/**
 * What is computed in one pass over memory, element by element: the update of a parameter, say, with all that its
 * optimiser remembers of it.
 */
export interface Pass {
  /** The shape of every tensor that is read or written. */
  readonly shape: Shape
  /** The tensors that are read, by their names as inputs or outputs of the model. */
  readonly tensors: readonly string[]
  /** Numbers, and names of inputs or outputs of the model that hold one. */
  readonly scalars: readonly (string | number)[]
  readonly instructions: readonly Instruction[]
  /** What is written: the names of outputs, and what holds them. */
  readonly outputs: readonly { readonly name: string; readonly operand: number }[]
}

/** Operands are counted through tensors, scalars and the results of earlier instructions, in this order. */
export interface Instruction {
  readonly operator: Elementwise
  readonly operands: readonly number[]
}

/** A model without some of its outputs, and the passes that compute these from what it hands out in their place. */
export interface Deferred {
  readonly model: Uint8Array
  readonly passes: readonly Pass[]
  /** Outputs that it has for the passes alone. */
  readonly between: readonly { readonly name: string; readonly shape: Shape }[]
}

/** Operators that IEEE 754 rounds to the nearest number, so that one result is right and every processor finds it. */
export const elementwise = ['Add', 'Sub', 'Mul', 'Div', 'Min', 'Max', 'Sqrt', 'Neg', 'Abs'] as const
export type Elementwise = (typeof elementwise)[number]

export const isElementwise = (operator: string): operator is Elementwise =>
  (elementwise as readonly string[]).includes(operator)
