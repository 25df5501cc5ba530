/** Knows whether a button, finger or pen is pressed, so that work which holds the page can wait for its end. */
export class Presses {
  readonly #pressed = new Set<number>()
  #waiting: (() => void)[] = []

  /** @param target receives all pointer events of the page: its window. */
  constructor(target: EventTarget) {
    const listen = (type: string, listener: (event: PointerEvent) => void) =>
      target.addEventListener(type, (event) => listener(event as PointerEvent), { capture: true })
    listen('pointerdown', ({ pointerId }) => this.#pressed.add(pointerId))
    listen('pointerup', ({ pointerId }) => this.#end(pointerId))
    listen('pointercancel', ({ pointerId }) => this.#end(pointerId))
    // A release outside the window is never told; the next move without buttons tells it.
    listen('pointermove', ({ pointerId, buttons }) => buttons === 0 && this.#end(pointerId))
    target.addEventListener('blur', () => this.forget())
  }

  /** Resolves at once when nothing is pressed, else when all is released. */
  released(): Promise<void> {
    if (this.#pressed.size === 0) return Promise.resolve()
    return new Promise((resolve) => this.#waiting.push(resolve))
  }

  /** Called when nothing is pressed any more, or the release would not be reported. */
  forget(): void {
    this.#pressed.clear()
    this.#resolveIfReleased()
  }

  #end(pointer: number): void {
    if (this.#pressed.delete(pointer)) this.#resolveIfReleased()
  }

  #resolveIfReleased(): void {
    if (this.#pressed.size > 0) return
    for (const resolve of this.#waiting.splice(0)) resolve()
  }
}
