import { Worker } from 'node:worker_threads'
import { fromPlainError, GanvasError, type PlainError } from '../../contract/errors.ts'
import type { Batch, Source } from '../../train/data/source.ts'
import type { RecipeOptions, RunSettings } from '../../train/recipes/recipe.ts'
import { builtFile } from '../paths.ts'

/** Whose source the thread opens: the thread prepares the recipe once more, and takes nothing of it but its data. */
export interface DataThreadData {
  recipe: string
  settings: RunSettings
  options: RecipeOptions
}

/** Asks for a batch. */
export interface BatchOrder {
  index: number
  size: number
}

/** Answers come in the order of the orders; `skipped` lists what was found to be unusable since the last one. */
export type BatchAnswer = { skipped: Source['skipped'] } & ({ batch: Batch } | { error: PlainError })

/**
 * The source of a recipe in a thread of its own, so that pictures are decoded, cut and composed on another processor
 * core while a step blocks the thread that trains.
 */
export class DataThread implements Source {
  readonly skipped: { file: string; reason: string }[] = []
  readonly #worker: Worker
  readonly #waiting: { resolve: (batch: Batch) => void; reject: (error: GanvasError) => void }[] = []
  #ended: GanvasError | null = null

  constructor(workerData: DataThreadData) {
    this.#worker = new Worker(builtFile('data.worker.js'), { workerData })
    this.#worker.on('message', (answer: BatchAnswer) => {
      this.skipped.push(...answer.skipped)
      const { resolve, reject } = this.#waiting.shift()!
      if ('batch' in answer) resolve(answer.batch)
      else reject(fromPlainError(answer.error))
    })
    this.#worker.on('error', (error) =>
      this.#end(`The thread that prepares the data failed: ${error.message}`),
    )
    this.#worker.on('exit', (code) => this.#end(`The thread that prepares the data ended (${code}).`))
  }

  batch(index: number, size: number): Promise<Batch> {
    if (this.#ended) return Promise.reject(this.#ended)
    return new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject })
      this.#worker.postMessage({ index, size } satisfies BatchOrder)
    })
  }

  async close(): Promise<void> {
    await this.#worker.terminate()
  }

  #end(reason: string): void {
    this.#ended ??= new GanvasError('internal', reason)
    for (const { reject } of this.#waiting.splice(0)) reject(this.#ended)
  }
}
