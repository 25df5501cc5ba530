import type { Form } from '../forms/form.ts'
import { type Seen, type Term, thingsOf } from '../game/thing.ts'

export interface AdversarialOptions {
  /** Names the random draws of the critic's view, such as augmentation: the same name in two turns gives the same draws. */
  as?: string
}

/** One side of an adversarial loss: a form's function of what a critic gives for what it sees. */
const adversarial =
  (side: keyof Form) =>
  (form: Form, critic: string, seen: Seen, { as }: AdversarialOptions = {}): Term => ({
    players: [critic],
    things: thingsOf(seen),
    make: (table) => form[side](table.outputs(critic, seen, as).value),
  })

/** The critic's loss on real examples. */
export const asReal = adversarial('asReal')

/** The critic's loss on generated examples. */
export const asFake = adversarial('asFake')

/** The generator's loss: the critic should take what it made for real. */
export const fool = adversarial('fool')

/** The loss of a player that changes real examples, such as an encoder: the critic should take them for generated. */
export const dodge = adversarial('dodge')
