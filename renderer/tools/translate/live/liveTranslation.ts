import type { RasterLayer, TranslateSettings } from '../../../../electron/contract/document/index.ts'
import { toPlainError } from '../../../../electron/contract/errors.ts'
import type { Pixels, Rect } from '../../../../electron/contract/pixels.ts'
import type { TranslateInput } from '../../../../electron/contract/tools/translate.ts'
import type { DocumentSession } from '../../../document/index.ts'
import { paperOf } from '../paper.ts'
import type { Translator } from '../state.ts'
import { idleSide, Pace } from './pace.ts'
import { ReducedPicture } from './reducedPicture.ts'

/** What is to be seen: the translation of a layer as it is when its turn comes. */
export interface LiveRequest {
  readonly session: DocumentSession
  readonly layer: RasterLayer
  /** The layer of the same pixels that holds colours asked for. */
  readonly hints?: RasterLayer
  readonly translator: Translator
  readonly settings: TranslateSettings
}

export interface LiveListener {
  /** @param milliseconds from reading the layer to this; null for one that was not asked for by a stroke */
  shown(request: LiveRequest, pixels: Pixels, milliseconds: number | null): void
  failed(thrown: unknown): void
}

/** Translates one picture; rejects with `cancelled` as soon as the signal is aborted. */
export type Translate = (input: TranslateInput, signal: AbortSignal) => Promise<Pixels>

/** Milliseconds of reducing between two turns of the page. */
const SLICE = 4

/** A translation that is wanted, and what tells it apart from the one before. */
interface Wanted {
  readonly request: LiveRequest
  readonly key: string
  /** The gesture that drew its last pixels. */
  readonly gesture: string
  /** Once more at a larger size, when the pen rests. */
  readonly idle?: true
}

const turn = () => new Promise<void>((resolve) => setTimeout(resolve))

/**
 * Translates a layer again and again while it is drawn on. One job is in flight at a time and the newest request waits.
 * The strokes of one gesture wait for a job of their own gesture; a job of an older one is cancelled for them. What was
 * made small to be quick is made again, larger, when the hand rests.
 */
export class LiveTranslation {
  readonly #translate: Translate
  readonly #listener: LiveListener
  readonly #now: () => number
  readonly #pace = new Pace()
  #wanted: Wanted | null = null
  #running: (Wanted & { abort: AbortController }) | null = null
  #busy = false
  #reduced: ReducedPicture | null = null
  #hints: ReducedPicture | null = null
  /** The key of what was last shown or is being made. */
  #key = ''
  /** Counts the times it was ended, so that an answer that comes after is dropped. */
  #epoch = 0

  /** @param now milliseconds of a clock */
  constructor(translate: Translate, listener: LiveListener, now = () => performance.now()) {
    this.#translate = translate
    this.#now = now
    this.#listener = listener
  }

  show(request: LiveRequest): void {
    const key = keyOf(request)
    if (key === (this.#wanted?.key ?? this.#key)) return
    this.#wanted = { request, key, gesture: gestureOf(request.session) }
    if (this.#running && isOlder(this.#running, this.#wanted)) this.#running.abort.abort()
    if (!this.#busy) void this.#work()
  }

  end(): void {
    this.#epoch++
    this.#wanted = null
    this.#reduced = null
    this.#hints = null
    this.#key = ''
    this.#running?.abort.abort()
  }

  /** Pixels of a raster changed. */
  changed(raster: string, rect: Rect): void {
    for (const small of [this.#reduced, this.#hints]) if (small?.raster.id === raster) small.invalidate(rect)
  }

  async #work(): Promise<void> {
    this.#busy = true
    try {
      while (this.#wanted) await this.#next()
    } finally {
      this.#busy = false
    }
  }

  async #next(): Promise<void> {
    const epoch = this.#epoch
    const first = this.#wanted
    try {
      // Not in the frame that draws the stroke.
      await turn()
      const reduced = this.#wanted && this.#reducedOf(this.#wanted.request)
      const side = this.#wanted ? this.#sideOf(this.#wanted) : 0
      const hints = this.#wanted && this.#hintsOf(this.#wanted.request)
      for (const small of [reduced, hints])
        while (small && !small.work(side, performance.now() + SLICE)) await turn()
      const wanted = this.#wanted
      // Another layer, or another size: once more from the start.
      if (!wanted || !reduced || reduced !== this.#reducedOf(wanted.request) || side !== this.#sideOf(wanted))
        return
      if (hints !== this.#hintsOf(wanted.request)) return
      this.#wanted = null
      this.#key = wanted.key
      const began = this.#now()
      const picture = reduced.read(side, paperOf(wanted.request.translator))
      const pixels = await this.#run(wanted, { picture, ...(hints && { hints: hints.read(side, null) }) })
      const milliseconds = wanted.idle ? null : this.#now() - began
      if (milliseconds !== null) this.#pace.took(milliseconds)
      if (epoch !== this.#epoch) return
      this.#listener.shown(wanted.request, pixels, milliseconds)
      const idle = { ...wanted, idle: true as const }
      if (!this.#wanted && side < this.#sideOf(idle)) this.#wanted = idle
    } catch (thrown) {
      // What cannot even be read is not tried again and again.
      if (this.#wanted === first) this.#wanted = null
      if (epoch !== this.#epoch || toPlainError(thrown).code === 'cancelled') return
      this.#key = ''
      this.#listener.failed(thrown)
    }
  }

  async #run(wanted: Wanted, pixels: Pick<TranslateInput, 'picture' | 'hints'>): Promise<Pixels> {
    const { translator, settings } = wanted.request
    const abort = new AbortController()
    this.#running = { ...wanted, abort }
    try {
      return await this.#translate({ model: translator.id, ...pixels, settings }, abort.signal)
    } finally {
      this.#running = null
    }
  }

  #reducedOf({ session, layer }: LiveRequest): ReducedPicture {
    const raster = session.rasters.color(layer.raster)
    if (this.#reduced?.raster !== raster) this.#reduced = new ReducedPicture(raster)
    return this.#reduced
  }

  #hintsOf({ session, hints }: LiveRequest): ReducedPicture | null {
    const raster = hints && session.rasters.color(hints.raster)
    if (this.#hints?.raster !== raster) this.#hints = raster ? new ReducedPicture(raster) : null
    return this.#hints
  }

  #sideOf({ request: { translator, settings }, idle }: Wanted): number {
    return idle ? idleSide(translator, settings) : this.#pace.side(translator, settings)
  }
}

/** The same as long as the result would be. */
function keyOf({ session, layer, hints, translator, settings }: LiveRequest): string {
  const versions = [layer, hints].map((one) => one && [one.raster, session.rasters.get(one.raster).version])
  return JSON.stringify([session.data.id, versions, translator.id, settings])
}

/** Changes when a stroke ends, and with undo. */
function gestureOf(session: DocumentSession): string {
  const { history, historyPosition } = session.store.getState()
  return `${historyPosition} ${history.at(-1)?.serial ?? 0}`
}

/** Whether what `running` makes is no step on the way to `newest`. */
function isOlder(running: Wanted, newest: Wanted): boolean {
  const [p, q] = [running.request, newest.request]
  return (
    running.idle === true ||
    running.gesture !== newest.gesture ||
    p.session !== q.session ||
    p.layer.id !== q.layer.id ||
    p.translator.id !== q.translator.id ||
    JSON.stringify(p.settings) !== JSON.stringify(q.settings)
  )
}
