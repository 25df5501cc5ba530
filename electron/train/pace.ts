/** How fast steps are done: an average that forgets slowly, so that the time left follows a change of load. */
export class Pace {
  readonly #total: number
  #last = performance.now()
  #seconds: number | null = null

  constructor(total: number) {
    this.#total = total
  }

  /** Time that is not to count. */
  pause(milliseconds: number): void {
    this.#last += milliseconds
  }

  /** @returns the seconds left after `step` steps, of which the latest has just ended */
  left(step: number): number {
    const now = performance.now()
    const took = (now - this.#last) / 1000
    this.#last = now
    this.#seconds = this.#seconds === null ? took : 0.95 * this.#seconds + 0.05 * took
    return this.#seconds * (this.#total - step)
  }
}
