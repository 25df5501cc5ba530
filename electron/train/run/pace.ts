/** How fast steps are done: an average that forgets slowly, so that the time left follows a change of load. */
export class Pace {
  readonly #total: number
  #last = performance.now()
  #seconds = 0
  #counted = 0

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
    // The first step also prepares all others.
    this.#seconds = this.#counted < 2 ? took : 0.95 * this.#seconds + 0.05 * took
    this.#counted++
    return this.#seconds * (this.#total - step)
  }
}
