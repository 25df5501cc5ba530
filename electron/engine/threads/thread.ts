import { Worker } from 'node:worker_threads'
import { fromPlainError, GanvasError } from '../../contract/errors.ts'
import type { FromThread, InputOf, OrderName, OutputOf, ThreadKind, ToThread } from './kind.ts'
import { countCalls, stopCalls } from './nativeCalls.ts'
import { buffersIn, post } from './transfer.ts'

export interface CallOptions<K extends ThreadKind> {
  /** The call rejects with `cancelled` when the thread has stopped; see {@link ThreadOptions.deaf}. */
  signal?: AbortSignal | undefined
  onEvent?: ((event: K['event']) => void) | undefined
  /** Hands the arrays of the input over instead of copying them: the caller may not use them any more. */
  transfer?: boolean
}

export interface ThreadOptions {
  /** What messages call it, after "The". */
  name: string
  /** The thread cannot be interrupted: a cancelled call rejects at once, and its result is dropped when it comes. */
  deaf?: boolean
}

interface Waiting {
  resolve(output: unknown): void
  reject(error: unknown): void
  onEvent?: ((event: never) => void) | undefined
}

const running = new Set<Pick<Thread<ThreadKind>, 'end'>>()

const endListeners = new Set<(thread: number) => void>()

/** Has it called with the number of each thread that ends, by which the thread knows itself as `threadId`. */
export function onThreadEnd(listener: (thread: number) => void): void {
  endListeners.add(listener)
}

/** Ends all threads of this process, so that it can end without them. */
export async function endThreads(): Promise<void> {
  await Promise.all([...running].map((thread) => thread.end()))
}

/**
 * A worker thread that does orders, one after the other, as `serveOrders` has it at its other end. An idle one keeps no
 * process alive.
 */
export class Thread<K extends ThreadKind> {
  readonly #worker: Worker
  readonly #calls = countCalls()
  readonly #gone: Promise<void>
  readonly #options: ThreadOptions
  readonly #waiting = new Map<number, Waiting>()
  #last = 0
  #ended: GanvasError | null = null

  /** @param file the JavaScript that it runs */
  constructor(file: URL, data: K['data'], options: ThreadOptions) {
    this.#options = options
    this.#worker = new Worker(file, { workerData: data })
    const { threadId } = this.#worker
    this.#worker.on('message', (message: FromThread) => this.#hear(message))
    this.#worker.on('error', (error) => this.#end(`failed: ${error.message}`))
    this.#worker.on('messageerror', (error) => this.#end(`cannot be understood: ${error.message}`))
    this.#gone = new Promise((resolve) => {
      this.#worker.on('exit', (code) => {
        this.#end(`ended (${code}).`)
        running.delete(this)
        for (const listener of endListeners) listener(threadId)
        resolve()
      })
    })
    this.#worker.unref()
    running.add(this)
  }

  /** Whether it takes no more orders. */
  get ended(): boolean {
    return this.#ended !== null
  }

  /**
   * Has an order done, after those before it.
   *
   * @throws GanvasError what the order failed of; `cancelled`; `internal` when the thread ends before it is done
   */
  async call<N extends OrderName<K>>(
    name: N,
    input: InputOf<K, N>,
    { signal, onEvent, transfer = false }: CallOptions<K> = {},
  ): Promise<OutputOf<K, N>> {
    if (this.#ended) throw this.#ended
    if (signal?.aborted) throw cancelled()
    const id = ++this.#last
    this.#post({ kind: 'order', id, name, input }, transfer ? buffersIn(input) : [])
    this.#worker.ref()
    let cancel = () => {}
    try {
      return await new Promise<OutputOf<K, N>>((resolve, reject) => {
        const waiting: Waiting = { resolve: (output) => resolve(output as OutputOf<K, N>), reject, onEvent }
        this.#waiting.set(id, waiting)
        cancel = () => {
          this.#post({ kind: 'cancel', id })
          if (!this.#options.deaf) return
          waiting.onEvent = undefined
          reject(cancelled())
        }
        signal?.addEventListener('abort', cancel, { once: true })
      })
    } finally {
      signal?.removeEventListener('abort', cancel)
    }
  }

  /** Says something that is heard beside the order being done. */
  say(word: K['word']): void {
    this.#post({ kind: 'word', word })
  }

  /** Lets it end by itself once it has done its orders. */
  close(): void {
    this.#post({ kind: 'close' })
  }

  /** Stops it, whatever it does; a run of a network is waited for. Resolves when it is gone. */
  async end(reason: GanvasError = this.#failure('was ended.')): Promise<void> {
    this.#fail(reason)
    this.#worker.ref()
    if (stopCalls(this.#calls)) await this.#worker.terminate()
    await this.#gone
  }

  #post(message: ToThread, buffers: readonly ArrayBuffer[] = []): void {
    post(this.#worker, message, buffers)
  }

  #hear(message: FromThread): void {
    const waiting = this.#waiting.get(message.id)
    if (message.kind === 'event') {
      waiting?.onEvent?.(message.event as never)
      return
    }
    this.#waiting.delete(message.id)
    if (this.#waiting.size === 0) this.#worker.unref()
    if (message.kind === 'done') waiting?.resolve(message.output)
    else waiting?.reject(fromPlainError(message.error))
  }

  #end(how: string): void {
    this.#fail(this.#failure(how))
  }

  #failure(how: string): GanvasError {
    return new GanvasError('internal', `The ${this.#options.name} ${how}`)
  }

  #fail(reason: GanvasError): void {
    this.#ended ??= reason
    for (const { reject } of this.#waiting.values()) reject(this.#ended)
    this.#waiting.clear()
  }
}

const cancelled = () => new GanvasError('cancelled', 'The job was cancelled.')
