/**
 * Something that happens to the window and that the page asks for by a call which stays open. At most one call
 * waits; what happens while none does is kept for the next.
 */
export class Waiting<T> {
  #kept: T[] = []
  #answer: ((value: T) => void) | null = null

  /** Whether a page is listening now. */
  get isAwaited(): boolean {
    return this.#answer !== null
  }

  put(value: T): void {
    if (!this.#answer) {
      this.#kept.push(value)
      return
    }
    this.#answer(value)
    this.#answer = null
  }

  next(signal: AbortSignal): Promise<T> {
    return new Promise((resolve, reject) => {
      if (this.#kept.length > 0) return resolve(this.#kept.shift()!)
      const answer = (value: T) => {
        signal.removeEventListener('abort', gone)
        resolve(value)
      }
      const gone = () => {
        if (this.#answer === answer) this.#answer = null
        reject(signal.reason)
      }
      this.#answer = answer
      signal.addEventListener('abort', gone, { once: true })
    })
  }
}
