import { type Seen, type Term, thingsOf } from '../game/thing.ts'
import { pullingAway } from '../objectives/pullingAway.ts'

/** {@link pullingAway} of what a player hands out of what it sees: a batch of one picture costs most. */
export const spreadOf = (player: string, seen: Seen, head: string): Term => ({
  players: [player],
  things: thingsOf(seen),
  whole: 'The pulling-away term',
  make: (table) => pullingAway(table.outputs(player, seen).heads[head]!),
})
