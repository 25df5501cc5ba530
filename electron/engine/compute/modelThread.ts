import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import { GanvasError } from '../../contract/errors.ts'
import { builtFile } from '../paths.ts'

export interface ModelThreadData {
  /** An `.onnx` file with one input and one output. */
  model: Uint8Array
  threads: number
}

export interface ModelOrder {
  data: Float32Array
  shape: readonly number[]
}

export type ModelAnswer = { data: Float32Array } | { error: string }

/** Small networks gain nothing from more. */
const MAX_THREADS = 2

/** A model in a thread of its own. Runs are answered in the order they are asked for. */
export class ModelThread {
  readonly #worker: Worker
  readonly #waiting: { resolve: (data: Float32Array) => void; reject: (error: GanvasError) => void }[] = []
  #ended: GanvasError | null = null

  constructor(model: Uint8Array) {
    const workerData: ModelThreadData = { model, threads: Math.min(MAX_THREADS, availableParallelism()) }
    this.#worker = new Worker(builtFile('model.worker.js'), { workerData })
    this.#worker.on('message', (answer: ModelAnswer) => {
      const { resolve, reject } = this.#waiting.shift()!
      if ('data' in answer) resolve(answer.data)
      else reject(new GanvasError('internal', `The model could not be run: ${answer.error}`))
      if (this.#waiting.length === 0) this.#worker.unref()
    })
    this.#worker.on('error', (error) => this.#end(`The model's thread failed: ${error.message}`))
    this.#worker.on('exit', (code) => this.#end(`The model's thread ended (${code}).`))
    // An idle thread keeps no process alive.
    this.#worker.unref()
  }

  /** Runs it once, on a row-major input. */
  run(data: Float32Array, shape: readonly number[]): Promise<Float32Array> {
    if (this.#ended) return Promise.reject(this.#ended)
    return new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject })
      this.#worker.ref()
      this.#worker.postMessage({ data, shape } satisfies ModelOrder)
    })
  }

  get ended(): boolean {
    return this.#ended !== null
  }

  #end(reason: string): void {
    this.#ended ??= new GanvasError('internal', reason)
    for (const { reject } of this.#waiting.splice(0)) reject(this.#ended)
  }
}
