import { availableParallelism } from 'node:os'
import type { TranslateSettings } from '../../contract/document/index.ts'
import type { Pixels } from '../../contract/pixels.ts'
import type { Text } from '../../contract/text.ts'
import type { Translator } from '../models/translator.ts'
import { builtFile } from '../paths.ts'
import type { Traffic } from '../serving/http.ts'
import type { SessionPlace } from '../sessions/place.ts'
import { Thread } from '../threads/thread.ts'
import type { TranslateData, TranslateKind } from './translateMessages.ts'

/** Networks of a hundred pixels gain nothing from more. */
const MAX_THREADS = 4

/** Processor threads of each of so many translations at once. */
export const threadsOf = (atOnce: number): number =>
  Math.min(MAX_THREADS, Math.max(1, Math.floor(availableParallelism() / atOnce)))

export interface TranslateOptions {
  /** Stops the work within some milliseconds; the run then rejects with `cancelled`. */
  signal?: AbortSignal
  onProgress?: (step: number, total: number) => void
  onNotice?: (text: Text) => void
  /** Told what is exchanged with servers. */
  onTraffic?: (traffic: Traffic) => void
  /** Colours that the user asks for: RGBA of the picture's size. */
  hints?: Pixels | undefined
  /** Hands the picture over instead of copying it: the caller may not use it any more. */
  transfer?: boolean
}

export interface TranslateThreadOptions {
  /** Threads of the processor that its networks compute with. */
  threads?: number
  /** Pictures that are under way at once, of which others wait while one waits for a server; 1 if absent. */
  atOnce?: number
}

/** A translation model in a thread of its own. */
export class TranslateThread {
  readonly translator: Translator
  readonly place: SessionPlace
  readonly #thread: Thread<TranslateKind>

  constructor(
    translator: Translator,
    place: SessionPlace,
    { threads = threadsOf(1), atOnce = 1 }: TranslateThreadOptions = {},
  ) {
    this.translator = translator
    this.place = place
    const data: TranslateData = { translator, threads, atOnce, place }
    this.#thread = new Thread(builtFile('translate.worker.js'), data, { name: 'translation thread' })
  }

  get ended(): boolean {
    return this.#thread.ended
  }

  /** Stops the thread, whatever it does. */
  end(): void {
    void this.#thread.end()
  }

  /** Translates a picture, after those before it where so many are under way. */
  run(picture: Pixels, settings: TranslateSettings, options: TranslateOptions = {}): Promise<Pixels> {
    return this.#call('run', picture, settings, options)
  }

  /** Makes of a photo what would be drawn for the model. */
  prepare(picture: Pixels, settings: TranslateSettings, options: TranslateOptions = {}): Promise<Pixels> {
    return this.#call('prepare', picture, settings, options)
  }

  #call(
    order: 'run' | 'prepare',
    picture: Pixels,
    settings: TranslateSettings,
    { onProgress, onNotice, onTraffic, hints, ...options }: TranslateOptions,
  ): Promise<Pixels> {
    const onEvent = (event: TranslateKind['event']) => {
      if (event.kind === 'notice') onNotice?.(event.text)
      else if (event.kind === 'traffic') onTraffic?.(event.traffic)
      else onProgress?.(event.step, event.total)
    }
    return this.#thread.call(order, { picture, settings, hints }, { ...options, onEvent })
  }
}
