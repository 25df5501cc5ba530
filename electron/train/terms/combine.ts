import * as op from '../../graph/builder.ts'
import { madeFrom, type Term } from '../game/thing.ts'
import type { Moment } from '../step/step.ts'

/** The terms one after the other, added up. */
export const sum = (...terms: readonly Term[]): Term => ({
  ...madeFrom(...terms),
  make: (table) => terms.map((term) => term.make(table)).reduce(op.add),
})

/** A weight: a number, or one that changes in the course of a run, with a name of its own in the game. */
export type Weight = number | { name: string; at: (moment: Moment) => number }

/** A term as many times. */
export const times = (weight: Weight, term: Term): Term => ({
  ...madeFrom(term),
  make: (table) => {
    const value = term.make(table)
    return op.mul(value, typeof weight === 'number' ? weight : table.step.scalar(weight.name, weight.at))
  },
})

/** The same, as a curve of this name too, in another unit if one is given. */
export const reported = (name: string, term: Term, unit = 1): Term => ({
  ...madeFrom(term),
  make: (table) => {
    const value = term.make(table)
    table.step.report(name, unit === 1 ? value : op.mul(value, unit))
    return value
  },
})
