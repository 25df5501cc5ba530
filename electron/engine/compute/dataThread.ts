import type { Skipped, Source } from '../../train/data/source.ts'
import type { RecipeOptions } from '../../train/game/recipe.ts'
import type { RunSettings } from '../../train/game/training.ts'
import type { Batch } from '../../train/step/batch.ts'
import { builtFile } from '../paths.ts'
import { Thread } from '../threads/thread.ts'

/** Whose source the thread opens. */
export interface DataThreadData {
  recipe: string
  settings: RunSettings
  options: RecipeOptions
}

/** The thread of a source: it makes batches. It tells what was found to be unusable since it last told. */
export interface DataKind {
  data: DataThreadData
  orders: { batch: { input: { index: number; size: number }; output: Batch } }
  event: Source['skipped']
  word: never
}

/**
 * The source of a recipe in a thread of its own, so that pictures are decoded, cut and composed on another processor
 * core while a step blocks the thread that trains.
 */
export class DataThread implements Source {
  readonly skipped: Skipped[] = []
  readonly #thread: Thread<DataKind>

  constructor(data: DataThreadData) {
    this.#thread = new Thread(builtFile('data.worker.js'), data, { name: 'thread that prepares the data' })
  }

  batch(index: number, size: number): Promise<Batch> {
    const onEvent = (skipped: Source['skipped']) => this.skipped.push(...skipped)
    return this.#thread.call('batch', { index, size }, { onEvent })
  }

  close(): Promise<void> {
    return this.#thread.end()
  }
}
