/** Lets work through, or holds it. */
export class Gate {
  #closed: { promise: Promise<void>; resolve: () => void } | null = null

  close(): void {
    if (this.#closed) return
    let resolve = () => {}
    const promise = new Promise<void>((settle) => {
      resolve = settle
    })
    this.#closed = { promise, resolve }
  }

  open(): void {
    this.#closed?.resolve()
    this.#closed = null
  }

  /** Resolves at once while the gate is open, else when it opens. */
  passed(): Promise<void> {
    return this.#closed?.promise ?? Promise.resolve()
  }
}
