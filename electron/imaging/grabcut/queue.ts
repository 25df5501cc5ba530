/** First in, first out, each number at most once at a time. */
export class Queue {
  readonly #items: Int32Array
  readonly #waiting: Uint8Array
  #first = 0
  #length = 0

  constructor(capacity: number) {
    this.#items = new Int32Array(capacity)
    this.#waiting = new Uint8Array(capacity)
  }

  add(item: number): void {
    if (this.#waiting[item]) return
    this.#waiting[item] = 1
    this.#items[(this.#first + this.#length++) % this.#items.length] = item
  }

  /** -1 when empty. */
  take(): number {
    if (this.#length === 0) return -1
    const item = this.#items[this.#first]!
    this.#first = (this.#first + 1) % this.#items.length
    this.#length--
    this.#waiting[item] = 0
    return item
  }
}
