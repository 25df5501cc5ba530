import { type Seen, type Term, thingsOf } from '../game/thing.ts'
import { mean } from '../objectives/mean.ts'

/** The mean of what a player gives for what it sees, such as the energy of a picture. */
export const energy = (player: string, seen: Seen): Term => ({
  players: [player],
  things: thingsOf(seen),
  make: (table) => mean(table.outputs(player, seen).value),
})
