import { defect } from '../../contract/errors.ts'
import type { Value } from '../../graph/graph.ts'
import { type Inputs, type Outputs, withoutHeads } from '../../nets/net.ts'
import type { Weights } from '../../nets/weights.ts'
import type { StepBuilder } from '../step/step.ts'
import type { Game, Player } from './game.ts'
import { type Seen, type Table, thingsOf } from './thing.ts'

/** How weights are taken: as they are trained; for samples and figures, averaged where averages are kept; or averaged, with their normalisation statistics gathered anew. */
export type Mode = 'training' | 'evaluating' | 'gathering'

/** Things of a step, which outlive the turn that made them. */
const things = new WeakMap<StepBuilder, Map<string, Outputs>>()

/** The table at which a turn of a game is played. */
export class GameTable implements Table {
  readonly step: StepBuilder
  readonly rows: number
  readonly #game: Game
  readonly #mode: Mode
  readonly #things: Map<string, Outputs>
  /** What players gave in this turn; in the next one their weights are others. */
  readonly #looks = new Map<string, Outputs>()

  constructor(game: Game, step: StepBuilder, rows: number, mode: Mode = 'training') {
    this.step = step
    this.rows = rows
    this.#game = game
    this.#mode = mode
    this.#things = things.get(step) ?? new Map()
    things.set(step, this.#things)
  }

  thing(name: string): Value {
    return this.thingWithHeads(name).value
  }

  thingWithHeads(name: string): Outputs {
    const known = this.#things.get(name)
    if (known) return known
    const made = named(this.#game.things, 'thing', name).make(this)
    const outputs = 'value' in made ? made : withoutHeads(made)
    this.#things.set(name, outputs)
    return outputs
  }

  outputs(player: string, seen: Seen, as = thingsOf(seen)[0]!): Outputs {
    const key = JSON.stringify([player, seen, as])
    const known = this.#looks.get(key)
    if (known) return known
    const values = Object.entries(typeof seen === 'string' ? { input: seen } : seen).map(
      ([input, thing]) => [input, this.thing(thing)] as const,
    )
    const outputs = this.play(player, Object.fromEntries(values), as)
    this.#looks.set(key, outputs)
    return outputs
  }

  settled(player: string, seen: Seen): Outputs {
    return new GameTable(this.#game, this.step, this.rows, 'evaluating').outputs(player, seen)
  }

  play(name: string, inputs: Inputs, as: string): Outputs {
    const { net, sees } = named(this.#game.players, 'player', name)
    const [first, ...others] = Object.entries(inputs)
    const judged = sees ? sees(this.step, as, first![1]) : first![1]
    return net(Object.fromEntries([[first![0], judged], ...others]), this.#weightsOf(name))
  }

  #weightsOf(name: string): Weights {
    const { average, statistics = 'running' }: Player = named(this.#game.players, 'player', name)
    if (this.#mode === 'training') return this.step.weights(name)
    if (average !== undefined)
      return this.#mode === 'gathering' ? this.step.recalibrating(name) : this.step.averaged(name)
    return this.step.weights(name, statistics === 'batch')
  }
}

/** @throws invalid-input naming what there is */
export function named<T>(record: Readonly<Record<string, T>>, kind: string, name: string): T {
  if (Object.hasOwn(record, name)) return record[name]!
  throw defect(
    'invalid-input',
    `The game has no ${kind} '${name}'. It has: ${Object.keys(record).join(', ') || 'none'}.`,
    { kind, name },
  )
}
