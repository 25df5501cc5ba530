import { type Seen, type Term, thingsOf } from '../game/thing.ts'
import { categoryEntropy } from '../objectives/category.ts'
import { categoryLoss } from './category.ts'

/** How badly a classifier tells the class of what it sees. @param head where its scores are, if they are not its value */
export const category = (classifier: string, seen: Seen, label: string, head?: string): Term => ({
  players: [classifier],
  things: [...thingsOf(seen), label],
  make(table) {
    const { value, heads } = table.outputs(classifier, seen)
    return categoryEntropy(head === undefined ? value : heads[head]!, table.thing(label))
  },
})

/** How little a classifier takes what it sees for one class, counted from 0: a critic of several kinds, and who fools it. */
export const takenFor = (classifier: string, seen: Seen, kind: number): Term => ({
  players: [classifier],
  things: thingsOf(seen),
  make: (table) => categoryLoss(table.outputs(classifier, seen).value, kind),
})
