/** After a change, autosave waits for a rest of this long: what a reload at once could still lose… */
export const IDLE_MS = 200
/** …but never longer than this from the first change that is not saved. */
export const LATEST_MS = 30_000

/** Decides when to save: shortly after the user rests, and at the latest half a minute after a change. */
export class AutosaveClock {
  readonly #save: () => void
  readonly #now: () => number
  #timer: ReturnType<typeof setTimeout> | undefined
  #firstChange: number | null = null

  constructor(save: () => void, now: () => number = Date.now) {
    this.#save = save
    this.#now = now
  }

  changed(): void {
    const now = this.#now()
    this.#firstChange ??= now
    clearTimeout(this.#timer)
    this.#timer = setTimeout(
      () => this.flush(),
      Math.min(IDLE_MS, Math.max(0, this.#firstChange + LATEST_MS - now)),
    )
  }

  /** Saves now what would be saved later. */
  flush(): void {
    if (this.#firstChange === null) return
    this.stop()
    this.#save()
  }

  /** After a save that failed: tries again with the next change, and in half a minute at the latest. */
  failed(): void {
    this.#firstChange ??= this.#now()
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.flush(), LATEST_MS)
  }

  /** Forgets the changes: there is nothing left to save. */
  stop(): void {
    clearTimeout(this.#timer)
    this.#firstChange = null
  }
}
