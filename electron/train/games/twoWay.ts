import type { Net } from '../../nets/net.ts'
import { type Direction, directions } from '../domains/unpaired.ts'
import type { Game, Judge, Player } from '../game/game.ts'
import type { Thing } from '../game/thing.ts'
import { made } from '../game/things.ts'
import { meanDifference } from '../judges/meanDifference.ts'
import type { Minimisation } from '../step/step.ts'

/** The same for each direction. */
export const bothWays = <T>(make: (direction: Direction) => T): T[] => directions.map(make)

export interface TwoWayOptions {
  /** What an example is: the things `a` and `b`. */
  examples: Readonly<Record<'a' | 'b', Thing>>
  generators: Readonly<Record<Direction['name'], Net>>
  critic: Net
  update: Minimisation
  average: number
}

/** Two generators, each with a critic of what it makes; there, and back again. What they minimise is the game's own. */
export function twoWay({ examples, generators, critic, update, average }: TwoWayOptions) {
  const generator = (net: Net): Player => ({
    net,
    update,
    average: average > 0 ? average : undefined,
    statistics: 'batch',
  })
  const players: Game['players'] = {
    aToB: generator(generators.aToB),
    bToA: generator(generators.bToA),
    criticA: { net: critic, update },
    criticB: { net: critic, update },
  }
  const again = bothWays(({ name, back, from }) => [
    [name, made(name, from)] as const,
    [`${from}Again`, made(back, name)] as const,
  ])
  return { players, things: { ...examples, ...Object.fromEntries(again.flat()) } }
}

/** Both generators as networks of pictures of one side. */
export const bothProducts = (size: number): Game['products'] => ({
  'a-to-b': { player: 'aToB', inputs: { input: [3, size, size] } },
  'b-to-a': { player: 'bToA', inputs: { input: [3, size, size] } },
})

export const bothShown = {
  things: bothWays(({ name, from }) => [from, name, `${from}Again`]).flat(),
  rows: 4,
}

/** How far pictures come back from the other kind changed. */
export const cycleError = (heldOut: boolean): Judge => ({
  sees: bothWays(({ from }) => [from, `${from}Again`]).flat(),
  figures(results) {
    const [a, b] = bothWays(({ from }) => meanDifference(results, from, `${from}Again`))
    return { [heldOut ? 'cycleHeldOut' : 'cycleSeen']: (a! + b!) / 2 }
  },
})
