import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import type { TranslateSettings } from '../../contract/document.ts'
import { fromPlainError, GanvasError } from '../../contract/errors.ts'
import type { Pixels } from '../../contract/pixels.ts'
import type { DeviceId } from '../../contract/procedures/app.ts'
import type { Text } from '../../contract/text.ts'
import type { Translator } from '../models/translator.ts'
import { builtFile } from '../paths.ts'
import type { SessionPlace } from '../sessions/place.ts'
import type { TranslateData, TranslateMessage, TranslateOrder, TranslateTask } from './translateMessages.ts'

/** Networks of a hundred pixels gain nothing from more. */
const MAX_THREADS = 4

export interface TranslateOptions {
  /** Stops the work within some milliseconds; the run then rejects with `cancelled`. */
  signal?: AbortSignal
  onProgress?: (step: number, total: number) => void
  onNotice?: (text: Text) => void
}

/** A translation model in a thread of its own. It translates one picture after the other. */
export class TranslateThread {
  readonly translator: Translator
  readonly device: DeviceId
  readonly #worker: Worker
  /** Settles the run that is under way. */
  #running: { settle: (message: TranslateMessage) => void; fail: (error: GanvasError) => void } | null = null
  #previous: Promise<unknown> = Promise.resolve()
  #ended: GanvasError | null = null

  constructor(
    translator: Translator,
    place: SessionPlace,
    threads = Math.min(MAX_THREADS, availableParallelism()),
  ) {
    this.translator = translator
    this.device = place.device
    const workerData: TranslateData = { translator, threads, place }
    this.#worker = new Worker(builtFile('translate.worker.js'), { workerData })
    this.#worker.on('message', (message: TranslateMessage) => this.#running?.settle(message))
    this.#worker.on('error', (error) => this.#end(`The translation thread failed: ${error.message}`))
    this.#worker.on('exit', (code) => this.#end(`The translation thread ended (${code}).`))
    // An idle thread keeps no process alive.
    this.#worker.unref()
  }

  get ended(): boolean {
    return this.#ended !== null
  }

  /** Stops the thread, whatever it does. */
  end(): void {
    this.#end('The translation thread was ended.')
    void this.#worker.terminate()
  }

  /** Translates a picture, after those before it. */
  run(picture: Pixels, settings: TranslateSettings, options: TranslateOptions = {}): Promise<Pixels> {
    return this.#queue('run', picture, settings, options)
  }

  /** Makes of a photo what would be drawn for the model. */
  prepare(picture: Pixels, settings: TranslateSettings, options: TranslateOptions = {}): Promise<Pixels> {
    return this.#queue('prepare', picture, settings, options)
  }

  #queue(
    task: TranslateTask,
    picture: Pixels,
    settings: TranslateSettings,
    options: TranslateOptions,
  ): Promise<Pixels> {
    const result = this.#previous.then(() => this.#run(task, picture, settings, options))
    this.#previous = result.catch(() => {})
    return result
  }

  async #run(
    task: TranslateTask,
    picture: Pixels,
    settings: TranslateSettings,
    { signal, onProgress, onNotice }: TranslateOptions,
  ): Promise<Pixels> {
    if (this.#ended) throw this.#ended
    if (signal?.aborted) throw new GanvasError('cancelled', 'The job was cancelled.')
    const stop = () => this.#order({ kind: 'stop' })
    signal?.addEventListener('abort', stop, { once: true })
    this.#worker.ref()
    try {
      return await new Promise<Pixels>((resolve, reject) => {
        const settle = (message: TranslateMessage) => {
          if (message.kind === 'done') resolve(message.pixels)
          else if (message.kind === 'failed') reject(fromPlainError(message.error))
          else if (message.kind === 'notice') onNotice?.(message.text)
          else onProgress?.(message.step, message.total)
        }
        this.#running = { settle, fail: reject }
        this.#order({ kind: task, picture, settings })
      })
    } finally {
      this.#running = null
      this.#worker.unref()
      signal?.removeEventListener('abort', stop)
    }
  }

  #order(order: TranslateOrder): void {
    this.#worker.postMessage(order)
  }

  #end(reason: string): void {
    this.#ended ??= new GanvasError('internal', reason)
    this.#running?.fail(this.#ended)
  }
}
