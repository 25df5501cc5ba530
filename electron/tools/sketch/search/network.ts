import type { OpenSession, Session, SessionTensor } from '../../../graph/session.ts'
import { sizeOf } from '../../../graph/shapes.ts'
import type { Generator } from '../generator.ts'
import { freeOf } from '../latents/prior.ts'
import { optimiser, type SearchModel, type SearchOptions, searchModel, type Term, terms } from './graph.ts'

/** As many latents as a run of the network takes, on their way. */
export interface Group {
  /** [N, Z] without bounds; see `latents/prior.ts`. */
  free: Float32Array
  /** What the optimiser remembers, [N, Z] each. */
  slots: Float32Array[]
  updates: number
}

/** What a step is fed with, beside latents: tensors by their names as {@link searchModel} has them, and weights. */
export interface StepInput {
  readonly feeds: Readonly<Record<string, Float32Array>>
  readonly weights: Readonly<Partial<Record<Term, number>>>
  readonly rate: number
}

/** What the latents that a step began with look like. */
export interface Seen {
  /** [N, C, H, W] in [0, 1]. */
  readonly pictures: Float32Array
  /** What each term costs each latent, with its weight, and their sum. */
  readonly costs: readonly Readonly<Record<Term | 'total', number>>[]
  /** [N, C, h, w]; null without handles. */
  readonly features: Float32Array | null
}

/** A search of one generator, ready to run. */
export class SearchNetwork {
  readonly program: SearchModel
  readonly #session: Session
  readonly #feeds: Record<string, SessionTensor> = {}
  readonly #prior: Generator['latent']['prior']

  private constructor(program: SearchModel, session: Session, prior: Generator['latent']['prior']) {
    this.program = program
    this.#session = session
    this.#prior = prior
    for (const [name, shape] of program.inputs)
      this.#feeds[name] = { data: new Float32Array(sizeOf(shape)), shape }
  }

  static async open(generator: Generator, options: SearchOptions, open: OpenSession): Promise<SearchNetwork> {
    const program = searchModel(generator, options)
    const network = `${generator.version} search ${JSON.stringify(options)}`
    return new SearchNetwork(program, await open(program.model, { network }), generator.latent.prior)
  }

  /** Latents as a group. @param latents `batch` of them */
  group(latents: readonly ArrayLike<number>[]): Group {
    const z = latents[0]!.length
    const free = new Float32Array(latents.length * z)
    latents.forEach((latent, n) => {
      free.set(freeOf(latent, this.#prior), n * z)
    })
    return { free, slots: optimiser.slots.map(() => new Float32Array(free.length)), updates: 0 }
  }

  /** Goes a step: the group's latents become better ones. @returns what they were before */
  async step(group: Group, { feeds, weights, rate }: StepInput): Promise<Seen> {
    const { batch, inputs, costs, features } = this.program
    const given: Record<string, SessionTensor> = { ...this.#feeds }
    const put = (name: string, data: Float32Array) => {
      const shape = inputs.get(name)
      if (shape) given[name] = { data, shape }
    }
    for (const [name, data] of Object.entries(feeds)) put(name, data)
    for (const term of terms) put(`weight.${term}`, Float32Array.of(weights[term] ?? 0))
    put('free', group.free)
    optimiser.slots.forEach((slot, k) => {
      put(`free.${slot}`, group.slots[k]!)
    })
    for (const [name, at] of Object.entries(optimiser.scalars))
      put(name, Float32Array.of(at({ updates: group.updates, rate })))
    const results = await this.#session.run(given)
    const found = (name: string) => results[name]!.data as Float32Array
    group.free = found('next.free')
    group.slots = optimiser.slots.map((slot) => found(`next.free.${slot}`))
    group.updates++
    const table = found('costs')
    return {
      pictures: found('pictures'),
      features: features ? found('features') : null,
      costs: Array.from({ length: batch }, (_, n) =>
        Object.fromEntries([
          ...terms.map((term) => [term, 0]),
          ...costs.map((name, k) => [name, table[n * costs.length + k]!]),
        ]),
      ),
    }
  }

  release(): Promise<void> {
    return this.#session.release()
  }
}
