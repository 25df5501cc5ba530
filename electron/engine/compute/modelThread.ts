import { availableParallelism } from 'node:os'
import type { Text } from '../../contract/text.ts'
import { builtFile } from '../paths.ts'
import type { SessionPlace } from '../sessions/place.ts'
import { Thread } from '../threads/thread.ts'

export interface ModelThreadData {
  /** An `.onnx` file with one input and one output. */
  model: Uint8Array
  /** The id of the model, whose generator it is. */
  id: string
  threads: number
  place: SessionPlace
}

/** The thread of a model: it runs it on a row-major input. It tells why the processor computes in place of the device. */
export interface ModelKind {
  data: ModelThreadData
  orders: { run: { input: { data: Float32Array; shape: readonly number[] }; output: Float32Array } }
  event: Text
  word: never
}

/** Small networks gain nothing from more. */
const MAX_THREADS = 2

/** A model in a thread of its own. Runs are answered in the order they are asked for. */
export class ModelThread {
  readonly #thread: Thread<ModelKind>
  readonly #tell: (said: Text) => void

  /** @param tell called with the reason where the processor computes in place of the device */
  constructor(model: Uint8Array, id: string, place: SessionPlace, tell: (said: Text) => void) {
    const threads = Math.min(MAX_THREADS, availableParallelism())
    const data: ModelThreadData = { model, id, threads, place }
    this.#thread = new Thread(builtFile('model.worker.js'), data, { name: "model's thread" })
    this.#tell = tell
  }

  /** Runs it once, on a row-major input, which is handed over. */
  run(data: Float32Array, shape: readonly number[]): Promise<Float32Array> {
    return this.#thread.call('run', { data, shape }, { transfer: true, onEvent: this.#tell })
  }

  get ended(): boolean {
    return this.#thread.ended
  }

  /** Stops the thread, whatever it does. */
  end(): void {
    void this.#thread.end()
  }
}
