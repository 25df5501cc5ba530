import { madeFrom, type Term } from '../game/thing.ts'

/** A term beside a figure that nobody minimises, which is a curve of this name. */
export const watched = (name: string, figure: Term, term: Term): Term => ({
  ...madeFrom(figure, term),
  make: (table) => {
    table.step.report(name, figure.make(table))
    return term.make(table)
  },
})
