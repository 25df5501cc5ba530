import type { Value } from '../../graph/graph.ts'

/** How far a group of parameters has come. */
export interface Clock {
  /** Updates before this one. */
  readonly updates: number
  /** Learning rate of this update. */
  readonly rate: number
}

/** An update rule, written with plain operators. */
export interface Optimiser {
  readonly name: string
  /** Tensors kept for each parameter, of its shape and first zero. */
  readonly slots: readonly string[]
  /** Numbers that change from update to update; worked out in double precision outside the graph. */
  readonly scalars: Readonly<Record<string, (clock: Clock) => number>>
  /** @returns the new parameter and the new contents of the slots */
  update(parameter: Value, gradient: Value, slots: readonly Value[], scalars: Scalars): Updated
}

export type Scalars = Readonly<Record<string, Value>>

export interface Updated {
  parameter: Value
  slots: readonly Value[]
}
