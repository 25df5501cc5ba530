import type { PlainError } from '../../contract/errors.ts'

/**
 * A kind of worker thread, as a type alone: both of its ends are checked against it. `never` stands for what it does
 * not have.
 */
export interface ThreadKind {
  /** What it is started with. */
  data: unknown
  /** What it can be ordered to do, by name. */
  orders: Record<string, { input: unknown; output: unknown }>
  /** What it tells while it does an order. */
  event: unknown
  /** Messages that it handles at once, between the orders' awaits. */
  word: unknown
}

export type OrderName<K extends ThreadKind> = keyof K['orders'] & string
export type InputOf<K extends ThreadKind, N extends OrderName<K>> = K['orders'][N]['input']
export type OutputOf<K extends ThreadKind, N extends OrderName<K>> = K['orders'][N]['output']

/** To a thread. `close` lets it end once it has done its orders. */
export type ToThread =
  | { kind: 'order'; id: number; name: string; input: unknown }
  | { kind: 'cancel'; id: number }
  | { kind: 'word'; word: unknown }
  | { kind: 'close' }

/** From it: the last one of an order is `done` or `failed`. */
export type FromThread =
  | { kind: 'event'; id: number; event: unknown }
  | { kind: 'done'; id: number; output: unknown }
  | { kind: 'failed'; id: number; error: PlainError }
