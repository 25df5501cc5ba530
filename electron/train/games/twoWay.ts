import type { z } from 'zod'
import { type Net, oneInput } from '../../nets/net.ts'
import type { Network } from '../../nets/weights.ts'
import { type Direction, directions, unpaired } from '../domains/unpaired.ts'
import type { Game, Judge, Player } from '../game/game.ts'
import { play } from '../game/play.ts'
import { type Recipe, recipe } from '../game/recipe.ts'
import type { Thing } from '../game/thing.ts'
import { made } from '../game/things.ts'
import { meanDifference } from '../judges/meanDifference.ts'
import { checkTrainable } from '../run/foreign.ts'
import type { Minimisation } from '../step/step.ts'
import { type UpdateChoice, updateOf } from './update.ts'

/** The same for each direction. */
export const bothWays = <T>(make: (direction: Direction) => T): T[] => directions.map(make)

/** Two generators, each with a critic of what it makes; there, and back again. What they minimise is the game's own. */
export function twoSides({ examples, generators, critic, update, average }: Sides) {
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

interface Sides {
  /** What an example is: the things `a` and `b`. */
  examples: Readonly<Record<'a' | 'b', Thing>>
  generators: Readonly<Record<Direction['name'], Net>>
  critic: Net
  update: Minimisation
  average: number
}

/** What every game between two kinds of pictures asks of its options. */
interface TwoWayChoice extends UpdateChoice {
  size: number
  second?: string | undefined
  average: number
}

/** A game between two kinds of pictures: its networks, and who minimises what. */
interface TwoWay<Chosen> extends Pick<Recipe, 'name' | 'summary' | 'defaults'> {
  options: z.ZodType<Chosen>
  /** The network of either direction. */
  generator(chosen: Chosen): Network
  /** Sides that a generator takes are multiples of it. */
  multiple(chosen: Chosen): number
  critic(chosen: Chosen): Net
  /** What the game adds to two generators, each with a critic of what it makes: turns, their order, other things. */
  rules(chosen: Chosen): Rules | Promise<Rules>
}

type Rules = Pick<Game, 'turns' | 'order' | 'given' | 'ready'> & Partial<Pick<Game, 'things'>>

/**
 * A recipe between two kinds of pictures. A network from elsewhere leads from the first kind to the other, and the way
 * back begins from nothing.
 */
export function twoWay<Chosen extends TwoWayChoice>(definition: TwoWay<Chosen>): Recipe {
  const { name, summary, options, defaults, generator, multiple, critic, rules } = definition
  const generators = (chosen: Chosen, given: Network | undefined): Record<Direction['name'], Net> => {
    const own = generator(chosen)
    return { aToB: oneInput(given ?? own), bToA: oneInput(own) }
  }
  return recipe({
    name,
    summary,
    options,
    defaults,
    open: (settings, chosen) => unpaired.open(settings, chosen),

    model: (chosen, about, given) =>
      unpaired.model(generators(chosen, given), chosen, about, multiple(chosen)),

    async prepare(_, chosen, { watched }, start) {
      const { size, average } = chosen
      const picture = [3, size, size]
      if (start?.network) checkTrainable(start.network, picture, picture)
      const { players, things } = twoSides({
        examples: unpaired.examples(chosen),
        generators: generators(chosen, start?.network),
        critic: critic(chosen),
        update: updateOf(chosen),
        average,
      })
      const { things: others, ...own } = await rules(chosen)
      return play({
        players,
        things: { ...things, ...others },
        ...own,
        products: {
          'a-to-b': { player: 'aToB', inputs: { input: picture } },
          'b-to-a': { player: 'bToA', inputs: { input: picture } },
        },
        shown: { things: bothWays(({ name: there, from }) => [from, there, `${from}Again`]).flat(), rows: 4 },
        judges: [cycleError(watched !== undefined)],
      })
    },
  })
}

/** How far pictures come back from the other kind changed. */
const cycleError = (heldOut: boolean): Judge => ({
  sees: bothWays(({ from }) => [from, `${from}Again`]).flat(),
  figures(results) {
    const [a, b] = bothWays(({ from }) => meanDifference(results, from, `${from}Again`))
    return { [heldOut ? 'cycleHeldOut' : 'cycleSeen']: (a! + b!) / 2 }
  },
})
