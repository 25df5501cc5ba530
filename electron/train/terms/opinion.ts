import type { Form } from '../forms/form.ts'
import { type Seen, type Term, thingsOf } from '../game/thing.ts'

export interface OpinionOptions {
  /** Names what the critic's view draws, so that looks at one thing in two turns can be given draws of their own. */
  as?: string
}

const opinion =
  (side: keyof Form) =>
  (form: Form, critic: string, seen: Seen, { as }: OpinionOptions = {}): Term => ({
    players: [critic],
    things: thingsOf(seen),
    make: (table) => form[side](table.outputs(critic, seen, as).value),
  })

/** A critic is to take what it sees for real. */
export const asReal = opinion('asReal')

/** A critic is to take what it sees for made. */
export const asFake = opinion('asFake')

/** Whoever made what a critic sees wants it taken for real. */
export const fool = opinion('fool')

/** Whoever has a hand in real examples wants them taken for made. */
export const dodge = opinion('dodge')
