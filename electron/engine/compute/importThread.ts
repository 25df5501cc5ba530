import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import { fromPlainError, GanvasError } from '../../contract/errors.ts'
import { builtFile } from '../paths.ts'
import type {
  ImportAnswer,
  ImportData,
  ImportOrder,
  ImportOrderName,
  ImportOrders,
} from './importMessages.ts'

const MAX_THREADS = 4

/** A network that is being imported, in a thread of its own: reading and running large ones takes seconds. */
export class ImportThread {
  readonly #worker: Worker
  readonly #waiting = new Map<number, { resolve(output: unknown): void; reject(error: GanvasError): void }>()
  #last = 0
  #ended: GanvasError | null = null

  constructor(data: Omit<ImportData, 'threads'>) {
    const workerData: ImportData = { ...data, threads: Math.min(MAX_THREADS, availableParallelism()) }
    this.#worker = new Worker(builtFile('import.worker.js'), { workerData })
    this.#worker.on('message', (answer: ImportAnswer) => {
      const waiting = this.#waiting.get(answer.id)
      this.#waiting.delete(answer.id)
      if (this.#waiting.size === 0) this.#worker.unref()
      if ('error' in answer) waiting?.reject(fromPlainError(answer.error))
      else waiting?.resolve(answer.output)
    })
    this.#worker.on('error', (error) => this.#end(`The import thread failed: ${error.message}`))
    this.#worker.on('exit', (code) => this.#end(`The import thread ended (${code}).`))
    // An idle thread keeps no process alive.
    this.#worker.unref()
  }

  /** Rejects with `cancelled` once the signal is aborted; the thread then ends what it does and drops the result. */
  call<K extends ImportOrderName>(
    name: K,
    input: ImportOrders[K]['input'],
    signal?: AbortSignal,
  ): Promise<ImportOrders[K]['output']> {
    if (this.#ended) return Promise.reject(this.#ended)
    const id = ++this.#last
    return new Promise<ImportOrders[K]['output']>((resolve, reject) => {
      this.#waiting.set(id, { resolve: (output) => resolve(output as ImportOrders[K]['output']), reject })
      signal?.addEventListener(
        'abort',
        () => reject(new GanvasError('cancelled', 'The job was cancelled.')),
        {
          once: true,
        },
      )
      this.#worker.ref()
      this.#worker.postMessage({ id, name, input } satisfies ImportOrder<K>)
    })
  }

  /** Stops the thread, whatever it does. */
  end(): void {
    this.#end('The import thread was ended.')
    void this.#worker.terminate()
  }

  #end(reason: string): void {
    this.#ended ??= new GanvasError('internal', reason)
    for (const { reject } of this.#waiting.values()) reject(this.#ended)
    this.#waiting.clear()
  }
}
