import { defect } from '../../contract/errors.ts'
import type { Value } from '../../graph/graph.ts'
import type { Shape } from '../../graph/shapes.ts'
import type { NoiseKind } from '../../nets/weights.ts'
import { type Seen, type Thing, thingsOf } from './thing.ts'

const fromNothing = { players: [], things: [] }

/** What the domain gives under this name, of this shape for one example. */
export const example = (name: string, shape: Shape): Thing => ({
  ...fromNothing,
  make: ({ step, rows }) => step.input(name, [rows, ...shape]),
})

/** Numbers drawn anew for each step; standard normal ones if not said otherwise. */
export const noise = (name: string, shape: Shape, kind?: NoiseKind): Thing => ({
  ...fromNothing,
  make: ({ step, rows }) => step.noise(name, [rows, ...shape], kind),
})

/** What a player makes of what it sees. */
export const made = (player: string, seen: Seen): Thing => ({
  players: [player],
  things: thingsOf(seen),
  make: (table) => table.outputs(player, seen),
})

/** What a player makes of what it sees as it is when it is looked at: by averages, where it has some. Nothing trains it by this. */
export const madeAtRest = (player: string, seen: Seen): Thing => ({
  players: [player],
  things: thingsOf(seen),
  make: (table) => table.settled(player, seen),
})

/** A further output (head) of the player that made a thing. */
export const headOf = (thing: string, head: string): Thing => ({
  players: [],
  things: [thing],
  make(table) {
    const { heads } = table.thingWithHeads(thing)
    const found = heads[head]
    if (found) return found
    throw defect(
      'invalid-input',
      `What made '${thing}' hands out no '${head}'. It hands out: ${Object.keys(heads).join(', ') || 'nothing'}.`,
      { thing, head },
    )
  },
})

/** A function of other things. */
export const from = (things: readonly string[], make: (...values: Value[]) => Value): Thing => ({
  players: [],
  things,
  make: (table) => make(...things.map((name) => table.thing(name))),
})

/** A thing as it is: no loss is differentiated through it. */
export const still = (name: string): Thing => ({
  players: [],
  things: [name],
  make: (table) => table.step.hold(table.thing(name)),
})
