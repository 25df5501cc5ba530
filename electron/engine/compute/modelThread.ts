import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import { GanvasError } from '../../contract/errors.ts'
import type { Text } from '../../contract/text.ts'
import { builtFile } from '../paths.ts'
import type { SessionPlace } from '../sessions/place.ts'

export interface ModelThreadData {
  /** An `.onnx` file with one input and one output. */
  model: Uint8Array
  threads: number
  place: SessionPlace
}

export interface ModelOrder {
  data: Float32Array
  shape: readonly number[]
}

/** `said`: why the processor computes in place of the device; told at most once. */
export type ModelAnswer = { data: Float32Array } | { error: string } | { said: Text }

/** Small networks gain nothing from more. */
const MAX_THREADS = 2

/** A model in a thread of its own. Runs are answered in the order they are asked for. */
export class ModelThread {
  readonly #worker: Worker
  readonly #waiting: { resolve: (data: Float32Array) => void; reject: (error: GanvasError) => void }[] = []
  #ended: GanvasError | null = null

  /** @param tell hears why the processor computes in place of the device */
  constructor(model: Uint8Array, place: SessionPlace, tell: (said: Text) => void) {
    const threads = Math.min(MAX_THREADS, availableParallelism())
    const workerData: ModelThreadData = { model, threads, place }
    this.#worker = new Worker(builtFile('model.worker.js'), { workerData })
    this.#worker.on('message', (answer: ModelAnswer) => {
      if ('said' in answer) return tell(answer.said)
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

  /** Stops the thread, whatever it does. */
  end(): void {
    this.#end('The model was closed.')
    void this.#worker.terminate()
  }

  #end(reason: string): void {
    this.#ended ??= new GanvasError('internal', reason)
    for (const { reject } of this.#waiting.splice(0)) reject(this.#ended)
  }
}
