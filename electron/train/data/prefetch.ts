import type { Batch } from '../step/batch.ts'
import type { Source } from './source.ts'

/** Keeps a few batches ahead of the step in the making. */
export class Prefetch {
  readonly #source: Source
  readonly #size: number
  readonly #ahead: number
  readonly #started = new Map<number, Promise<Batch>>()

  constructor(source: Source, size: number, ahead = 2) {
    this.#source = source
    this.#size = size
    this.#ahead = ahead
  }

  /** Batch `index`; the ones before it are forgotten. */
  take(index: number): Promise<Batch> {
    for (let next = index; next <= index + this.#ahead; next++)
      if (!this.#started.has(next)) this.#start(next)
    const batch = this.#started.get(index)!
    for (const known of this.#started.keys()) if (known <= index) this.#started.delete(known)
    return batch
  }

  #start(index: number): void {
    const batch = this.#source.batch(index, this.#size)
    // What goes wrong is said when the batch is taken.
    batch.catch(() => {})
    this.#started.set(index, batch)
  }
}
