import type { Value } from '../../graph/graph.ts'
import type { Term } from '../game/thing.ts'

/** How far two things are from each other, by a measure of two values. */
export const distance = (measure: (a: Value, b: Value) => Value, a: string, b: string): Term => ({
  players: [],
  things: [a, b],
  make: (table) => measure(table.thing(a), table.thing(b)),
})
