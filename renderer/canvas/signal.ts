/** A list of listeners. */
export interface Signal<A extends unknown[]> {
  emit(...values: A): void
  /** @returns a function that ends the subscription. */
  subscribe(listener: (...values: A) => void): () => void
}

export function createSignal<A extends unknown[]>(): Signal<A> {
  const listeners = new Set<(...values: A) => void>()
  return {
    emit: (...values) => {
      for (const listener of [...listeners]) listener(...values)
    },
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
