import { GanvasError } from '../contract/errors.ts'

/** Does one thing at a time. Of those that arrive meanwhile only the newest is kept; the others are answered `cancelled`. */
export class Newest {
  #busy = false
  #waiting: { start: () => void; drop: () => void } | null = null

  /** @throws GanvasError `cancelled` when something newer, or {@link close}, came before its turn */
  async do<T>(work: () => Promise<T>): Promise<T> {
    if (this.#busy) await this.#turn()
    this.#busy = true
    try {
      return await work()
    } finally {
      this.#busy = false
      const next = this.#waiting
      this.#waiting = null
      next?.start()
    }
  }

  /** Drops what waits. */
  close(): void {
    this.#waiting?.drop()
    this.#waiting = null
  }

  #turn(): Promise<void> {
    this.#waiting?.drop()
    return new Promise((start, reject) => {
      const drop = () => reject(new GanvasError('cancelled', 'Something newer was asked for.'))
      this.#waiting = { start, drop }
    })
  }
}
