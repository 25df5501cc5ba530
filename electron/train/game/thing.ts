import type { Value } from '../../graph/graph.ts'
import type { Inputs, Outputs } from '../../nets/net.ts'
import type { StepBuilder } from '../step/step.ts'

/**
 * What a network sees: a thing by its name, under the network's input `input`, or a thing for each of its inputs. Of
 * several, the first is what is judged, and what the player's view is applied to.
 */
export type Seen = string | Readonly<Record<string, string>>

/** One turn of a game in a step: gives things and what players make of them, each made when it is first asked for. */
export interface Table {
  readonly step: StepBuilder
  /** Examples in the batch. */
  readonly rows: number
  thing(name: string): Value
  thingWithHeads(name: string): Outputs
  /**
   * What a player makes of what it sees, as its weights are in this turn.
   *
   * @param as names what its view draws; the first of what it sees if not given
   */
  outputs(player: string, seen: Seen, as?: string): Outputs
  /** The same of its weights as they are when it is looked at, which nothing then trains: averages, where it has some. */
  settled(player: string, seen: Seen): Outputs
  /** The same of values. */
  play(player: string, inputs: Inputs, as: string): Outputs
}

/** A value of a step, and what it is made from: names are checked before a run begins. */
export interface Thing {
  readonly players: readonly string[]
  readonly things: readonly string[]
  /** What looks at the whole batch, where something does: such a step cannot be taken in parts. */
  readonly whole?: string | undefined
  make(table: Table): Value | Outputs
}

/** A thing that is a single number, as a loss. */
export interface Term extends Thing {
  make(table: Table): Value
}

export const thingsOf = (seen: Seen): string[] => (typeof seen === 'string' ? [seen] : Object.values(seen))

/** What several things are made from. */
export function madeFrom(...parts: readonly Omit<Thing, 'make'>[]): Omit<Thing, 'make'> {
  const whole = parts.find((part) => part.whole)?.whole
  return {
    players: parts.flatMap(({ players }) => players),
    things: parts.flatMap(({ things }) => things),
    ...(whole && { whole }),
  }
}
