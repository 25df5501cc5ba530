import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import { GanvasError } from '../../contract/errors.ts'
import { createSharedMemory } from '../../imaging/memory.ts'
import { allow, cancel } from '../../imaging/team.ts'
import { builtFile } from '../paths.ts'
import type { InputOf, OrderName, OutputOf } from '../threads/kind.ts'
import { type CallOptions, Thread } from '../threads/thread.ts'
import type { BlendKind, ThreadData } from './blendMessages.ts'
import { kernels } from './kernels.ts'

/** More threads than this wait for memory rather than compute. */
const MAX_THREADS = 8

/** The threads of one blend, over a memory of their own: one that takes orders, and its helpers. */
export class BlendThreads {
  readonly #memory: WebAssembly.Memory
  readonly #coordinator: Thread<BlendKind>
  readonly #helpers: Worker[]
  #previous: Promise<unknown> = Promise.resolve()

  static async start(threads = Math.min(MAX_THREADS, availableParallelism())): Promise<BlendThreads> {
    return new BlendThreads(await kernels(), threads)
  }

  private constructor(module: WebAssembly.Module, threads: number) {
    this.#memory = createSharedMemory()
    const dataOf = (index: number): ThreadData => ({ module, memory: this.#memory, threads, index })
    this.#coordinator = new Thread(builtFile('blend.worker.js'), dataOf(0), { name: 'blend thread' })
    this.#helpers = Array.from({ length: threads - 1 }, (_, k) => {
      const helper = new Worker(builtFile('helper.worker.js'), { workerData: dataOf(k + 1) })
      helper.on('error', (error) =>
        this.#end(new GanvasError('internal', `A blend thread failed: ${error.message}`)),
      )
      // An idle thread keeps no process alive.
      helper.unref()
      return helper
    })
  }

  /** Bytes of the shared memory, which grows to what the largest order needed. */
  get memoryBytes(): number {
    return this.#memory.buffer.byteLength
  }

  get ended(): boolean {
    return this.#coordinator.ended
  }

  /**
   * Has an order done after those before it; see `Thread`. Aborting its signal stops the computation within a few
   * milliseconds.
   */
  call<N extends OrderName<BlendKind>>(
    name: N,
    input: InputOf<BlendKind, N>,
    options: CallOptions<BlendKind> = {},
  ): Promise<OutputOf<BlendKind, N>> {
    const answer = this.#previous.then(() => this.#call(name, input, options))
    this.#previous = answer.catch(() => {})
    return answer
  }

  /** Stops the threads, whatever they do, and gives their memory back. */
  end(): void {
    this.#end(new GanvasError('cancelled', 'The job was cancelled.'))
  }

  #end(reason: GanvasError): void {
    void this.#coordinator.end(reason)
    for (const helper of this.#helpers) void helper.terminate()
  }

  /** The coordinator receives no messages while it computes; a word of shared memory, which all threads poll, cancels it. */
  async #call<N extends OrderName<BlendKind>>(
    name: N,
    input: InputOf<BlendKind, N>,
    options: CallOptions<BlendKind>,
  ): Promise<OutputOf<BlendKind, N>> {
    const { signal } = options
    const stop = () => cancel(this.#memory)
    allow(this.#memory)
    signal?.addEventListener('abort', stop, { once: true })
    try {
      return await this.#coordinator.call(name, input, options)
    } finally {
      signal?.removeEventListener('abort', stop)
    }
  }
}
