import { madeFrom, type Term } from '../game/thing.ts'

/** Adds a curve of this name to a term: a figure that is not minimised. */
export const watched = (name: string, figure: Term, term: Term): Term => ({
  ...madeFrom(figure, term),
  make: (table) => {
    table.step.report(name, figure.make(table))
    return term.make(table)
  },
})
