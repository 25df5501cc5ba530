import { type Seen, type Term, thingsOf } from '../game/thing.ts'
import { categoryEntropy } from '../objectives/category.ts'

/** How badly a classifier tells the class of what it sees. */
export const category = (classifier: string, seen: Seen, label: string): Term => ({
  players: [classifier],
  things: [...thingsOf(seen), label],
  make: (table) => categoryEntropy(table.outputs(classifier, seen).value, table.thing(label)),
})
