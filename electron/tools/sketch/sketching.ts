import type { SketchPoint, SketchSettings } from '../../contract/document/index.ts'
import { GanvasError } from '../../contract/errors.ts'
import type { Pixels } from '../../contract/pixels.ts'
import type { SketchCandidates } from '../../contract/sketchCandidates.ts'
import { text } from '../../contract/text.ts'
import type { SketchAt, SketchInfo } from '../../contract/tools/sketch.ts'
import type { OpenSession } from '../../graph/session.ts'
import { Random } from '../../nets/random.ts'
import { Detail, detailSize } from './detail.ts'
import { type Generator, generatorGraph, latentLength } from './generator.ts'
import { drawLatent, near } from './latents/prior.ts'
import { middleFeatures } from './middle.ts'
import { strip } from './pictures.ts'
import { type Drawing, Renderer } from './render.ts'
import { candidatesFor } from './search/budget.ts'
import { type Candidate, guessCosts, newCandidate } from './search/candidate.ts'
import type { SearchOptions } from './search/graph.ts'
import { type Anchor, drag, type Search, search, type Watching } from './search/live.ts'
import { SearchNetwork } from './search/network.ts'
import { rank, thumbnail } from './search/rank.ts'
import { askOf, type Strokes } from './search/strokes.ts'
import { conditionOf, wordsOf } from './words.ts'

/** Latents of a run of the network: as many as are worth their overhead, and few enough to answer soon. */
export const GROUP = 8

export interface Update {
  strokes: Strokes
  words: Readonly<Record<string, number>>
  settings: SketchSettings
  chosen?: number | undefined
}

/** What a search tells while it runs. */
export interface Listener extends Omit<Watching, 'look'> {
  /** Whether somebody would look by now; candidates are not drawn for nobody. */
  due(): boolean
  show(found: SketchCandidates): void
}

/** One person's work with one generator: its candidates, what was fixed, what is said in words. */
export class Sketching {
  readonly generator: Generator
  readonly renderer: Renderer
  readonly #open: OpenSession
  readonly #networks = new Map<string, Promise<SearchNetwork>>()
  #detail: Promise<Detail | null> | null = null
  #candidates: Candidate[] = []
  #anchor: Anchor | null = null
  #said: Readonly<Record<string, number>> = {}
  #order: number[] = []

  private constructor(generator: Generator, renderer: Renderer, open: OpenSession) {
    this.generator = generator
    this.renderer = renderer
    this.#open = open
  }

  static async start(
    generator: Generator,
    open: OpenSession,
    options: {
      /** As many as this machine searches in some seconds if not given. */
      candidates?: number | undefined
      seed: number
      words: Readonly<Record<string, number>>
      from?: SketchPoint | undefined
    },
  ): Promise<Sketching> {
    const sketching = new Sketching(generator, await Renderer.open(generator, open, GROUP), open)
    sketching.#said = options.words
    if (options.from) sketching.#checked(options.from)
    const candidates = options.candidates ?? candidatesFor(await sketching.#secondsToDraw(), GROUP)
    await sketching.#draw(candidates, options.seed, options.from?.latent)
    if (options.from) await sketching.take(0, options.from)
    return sketching
  }

  /** What a page is told of it. */
  info(): Omit<SketchInfo, 'session'> {
    const { output, condition, files } = this.generator
    return {
      width: output.size.width,
      height: output.size.height,
      latent: latentLength(this.generator),
      words: (condition?.words ?? []).map((word) => ({ ...word })),
      detail: detailSize(this.generator),
      critic: files.critic !== undefined,
      encoder: files.encoder !== undefined,
      handles: middleFeatures(generatorGraph(this.generator, 1)) !== null,
      candidates: this.found(),
    }
  }

  get candidates(): readonly Candidate[] {
    return this.#candidates
  }

  /** As they are, for whoever asks. */
  found(step = 0, total = 0, handles: SketchCandidates['handles'] = []): SketchCandidates {
    return {
      pictures: strip(
        this.generator,
        this.#candidates.map(({ picture }) => picture),
      ),
      points: this.#candidates.map((_, candidate) => this.pointOf({ candidate })),
      costs: this.#candidates.map(({ costs }) => costs.total),
      order: this.#order,
      step,
      total,
      handles,
    }
  }

  /** Searches under strokes and words. @throws what the listener throws to stop it; candidates are then where they came to */
  async update({ strokes, words, settings, chosen }: Update, listener: Listener): Promise<SketchCandidates> {
    this.#said = words
    const ask = askOf(this.generator, strokes)
    const realism = settings.realism > 0
    for (const candidate of this.#candidates) guessCosts(candidate, ask, settings.color)
    this.#sort()
    const first = Math.min(chosen ?? this.#order[0]!, this.#candidates.length - 1)
    const work: Search = {
      generator: this.generator,
      candidates: this.#candidates,
      order: [first, ...this.#order.filter((k) => k !== first)],
      ask,
      said: words,
      settings,
      anchor: this.#anchor,
    }
    const look = (step: number, total: number, handles: SketchCandidates['handles'] = []) => {
      const end = step === total
      if (!end && !listener.due()) return
      // Once half of the way is gone what is shown stays where it is.
      if (step <= total / 2 || end) this.#sort()
      listener.show(this.found(step, total, handles))
    }
    const watching = { breathe: () => listener.breathe(), notice: listener.notice, look }
    if (ask.handles.length > 0) {
      const network = await this.#network({ batch: 1, realism, handles: true })
      if (!network.program.features)
        throw new GanvasError('unsupported', text('sketch.noHandles', { model: this.generator.id }))
      let places: SketchCandidates['handles'] = []
      await drag(network, this.#candidates[first]!, work, {
        ...watching,
        look: (step, total, handles = []) => {
          places = [...handles]
          look(step, total, places)
        },
      })
      return this.found(settings.iterations, settings.iterations, places)
    }
    const ranked = () => [first, ...this.#ranked().filter((k) => k !== first)]
    await search(await this.#network({ batch: GROUP, realism }), work, watching, ranked)
    this.#sort()
    return this.found(settings.iterations, settings.iterations)
  }

  /** The result that others stay near from here on; all but it are drawn anew around it. */
  async fix(at: SketchAt): Promise<void> {
    const point = this.pointOf(at)
    const count = this.#candidates.length
    const [picture] = await this.draw([this.drawingOf(point)])
    this.#anchor = { latent: Float32Array.from(point.latent), picture: picture! }
    await this.#draw(count, hashOf(point.latent), point.latent)
    await this.take(0, point)
  }

  async restart(seed: number): Promise<void> {
    this.#anchor = null
    await this.#draw(this.#candidates.length, seed)
  }

  /** Puts a result in the place of a candidate. */
  async take(place: number, point: SketchPoint): Promise<void> {
    this.#checked(point)
    const condition = conditionOf(this.generator, point.words)
    const candidate = newCandidate(this.generator, point.latent, new Random(place))
    const [picture] = await this.draw([{ latent: candidate.latent, condition }])
    this.#candidates[this.#place(place)] = this.#drawn({ ...candidate, own: condition, condition }, picture!)
    this.#order = [place, ...this.#order.filter((k) => k !== place)]
  }

  draw(drawings: readonly Drawing[]): Promise<Float32Array[]> {
    return this.renderer.draw(drawings)
  }

  /** @throws invalid-input for a latent of another generator, or a candidate that there is not */
  pointOf(at: SketchAt): SketchPoint {
    if ('point' in at) return this.#checked(at.point)
    const { latent, condition } = this.#candidates[this.#place(at.candidate)]!
    return { latent: Array.from(latent), words: wordsOf(this.generator, condition) }
  }

  /** A result as it is kept: through the second stage, where the generator has one. RGB */
  async kept(point: SketchPoint): Promise<Pixels> {
    const drawing = this.drawingOf(point)
    const [picture] = await this.draw([drawing])
    this.#detail ??= Detail.open(this.generator, this.#open)
    const detail = await this.#detail
    if (!detail) return strip(this.generator, [picture!])
    return strip(detail, [await detail.draw({ picture: picture!, condition: drawing.condition })])
  }

  drawingOf({ latent, words }: SketchPoint): Drawing {
    return { latent, condition: conditionOf(this.generator, words) }
  }

  async release(): Promise<void> {
    await this.renderer.release()
    await (await this.#detail?.catch(() => null))?.release()
    for (const opened of await Promise.allSettled(this.#networks.values()))
      if (opened.status === 'fulfilled') await opened.value.release()
  }

  /** Seconds of drawing a group, once the network is warm. */
  async #secondsToDraw(): Promise<number> {
    const latent = new Float32Array(latentLength(this.generator))
    const group = Array.from({ length: GROUP }, () => ({
      latent,
      condition: conditionOf(this.generator, {}),
    }))
    await this.draw(group)
    const began = performance.now()
    await this.draw(group)
    return (performance.now() - began) / 1000
  }

  /** New candidates, at random or around a latent. */
  async #draw(count: number, seed: number, around?: readonly number[]): Promise<void> {
    const { latent } = this.generator
    const random = new Random(seed, 'candidates')
    const made = Array.from({ length: count }, () => {
      const numbers = around
        ? near(random, around, latent.prior)
        : drawLatent(random, latentLength(this.generator), latent.prior)
      const candidate = newCandidate(this.generator, numbers, random)
      return { ...candidate, condition: conditionOf(this.generator, this.#said, candidate.own) }
    })
    const pictures = await this.draw(made)
    this.#candidates = made.map((candidate, k) => this.#drawn(candidate, pictures[k]!))
    this.#sort()
  }

  #drawn(candidate: Candidate, picture: Float32Array): Candidate {
    const { channels, size } = this.generator.output
    return { ...candidate, picture, thumb: thumbnail(picture, channels.length, size.width, size.height) }
  }

  #sort(): void {
    this.#order = this.#ranked()
  }

  #ranked(): number[] {
    return rank(
      this.#candidates.map(({ costs }) => costs.total),
      this.#candidates.map(({ thumb }) => thumb),
    )
  }

  #place(candidate: number): number {
    const count = this.#candidates.length
    if (candidate < count) return candidate
    throw new GanvasError('invalid-input', text('sketch.noCandidate', { candidate, count }))
  }

  #checked(point: SketchPoint): SketchPoint {
    const wanted = latentLength(this.generator)
    if (point.latent.length === wanted) return point
    const { id } = this.generator
    throw new GanvasError(
      'invalid-input',
      text('sketch.otherLatent', { model: id, numbers: point.latent.length, wanted }),
    )
  }

  #network(options: SearchOptions): Promise<SearchNetwork> {
    const key = JSON.stringify(options)
    const known = this.#networks.get(key)
    if (known) return known
    const opened = SearchNetwork.open(this.generator, options, this.#open)
    this.#networks.set(key, opened)
    opened.catch(() => this.#networks.delete(key))
    return opened
  }
}

/** A seed that follows from a latent, so that the same result fixed again gives the same candidates. */
const hashOf = (latent: readonly number[]): number =>
  latent.reduce((hash, value) => (Math.imul(hash, 31) + Math.round(1e4 * value)) >>> 0, 7)
