import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import { fromPlainError, GanvasError } from '../../contract/errors.ts'
import { createSharedMemory } from '../../imaging/memory.ts'
import { allow, cancel } from '../../imaging/team.ts'
import { builtFile } from '../paths.ts'
import { kernels } from './kernels.ts'
import type { BlendAnswer, BlendMessage, BlendRequest, ThreadData } from './messages.ts'

/** More threads than this wait for memory rather than compute. */
const MAX_THREADS = 8

export interface RequestOptions {
  /** Stops the computation within a few milliseconds; the request then rejects with `cancelled`. */
  signal?: AbortSignal
  onMessage?: (message: Extract<BlendMessage, { kind: 'level' | 'preview' }>) => void
}

/** The threads of one blend, over a memory of their own. They answer one request at a time. */
export class BlendThreads {
  readonly #memory: WebAssembly.Memory
  readonly #workers: Worker[]
  /** Settles the request that runs. */
  #running: { settle: (message: BlendMessage) => void; fail: (error: GanvasError) => void } | null = null
  #previous: Promise<unknown> = Promise.resolve()
  #ended: GanvasError | null = null

  static async start(threads = Math.min(MAX_THREADS, availableParallelism())): Promise<BlendThreads> {
    return new BlendThreads(await kernels(), threads)
  }

  private constructor(module: WebAssembly.Module, threads: number) {
    this.#memory = createSharedMemory()
    this.#workers = Array.from({ length: threads }, (_, index) => {
      const workerData: ThreadData = { module, memory: this.#memory, threads, index }
      const worker = new Worker(builtFile(index ? 'helper.worker.js' : 'blend.worker.js'), { workerData })
      worker.on('error', (error) =>
        this.#end(new GanvasError('internal', `A blend thread failed: ${error.message}`)),
      )
      // Idle threads keep no process alive.
      worker.unref()
      return worker
    })
    this.#workers[0]!.on('message', (message: BlendMessage) => this.#running?.settle(message))
  }

  /** Bytes of the shared memory, which grows to what the largest request needed. */
  get memoryBytes(): number {
    return this.#memory.buffer.byteLength
  }

  get ended(): boolean {
    return this.#ended !== null
  }

  /** Runs after the requests before it. */
  request(request: BlendRequest, options: RequestOptions = {}): Promise<BlendAnswer> {
    const answer = this.#previous.then(() => this.#run(request, options))
    this.#previous = answer.catch(() => {})
    return answer
  }

  /** Stops the threads, whatever they do, and gives their memory back. */
  end(): void {
    this.#end(new GanvasError('cancelled', 'The job was cancelled.'))
  }

  #end(reason: GanvasError): void {
    this.#ended ??= reason
    this.#running?.fail(this.#ended)
    for (const worker of this.#workers) void worker.terminate()
  }

  async #run(request: BlendRequest, { signal, onMessage }: RequestOptions): Promise<BlendAnswer> {
    if (this.#ended) throw this.#ended
    if (signal?.aborted) throw new GanvasError('cancelled', 'The job was cancelled.')
    const coordinator = this.#workers[0]!
    const onAbort = () => cancel(this.#memory)
    allow(this.#memory)
    signal?.addEventListener('abort', onAbort, { once: true })
    // A request keeps the process alive until it is answered.
    coordinator.ref()
    try {
      return await new Promise<BlendAnswer>((resolve, reject) => {
        const settle = (message: BlendMessage) => {
          if (message.kind === 'done') resolve(message.answer)
          else if (message.kind === 'failed') reject(fromPlainError(message.error))
          else onMessage?.(message)
        }
        this.#running = { settle, fail: reject }
        coordinator.postMessage(request)
      })
    } finally {
      this.#running = null
      coordinator.unref()
      signal?.removeEventListener('abort', onAbort)
    }
  }
}
