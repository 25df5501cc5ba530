import type { JobEvent } from './define.ts'
import type { PlainError } from './errors.ts'

/** What travels on a wire. Anything structured clone and MessagePack both carry; bytes stay bytes. */
export type Message =
  | { type: 'call'; id: number; name: string; input: unknown }
  | { type: 'cancel'; id: number }
  | { type: 'event'; id: number; event: JobEvent }
  | { type: 'done'; id: number; output: unknown }
  | { type: 'fail'; id: number; error: PlainError }

/** A transport. MessagePort, WebSocket and an in-memory pair implement it; nothing above knows which. */
export interface Wire {
  send(message: Message): void
  /** One listener; messages that arrive before it is set are delivered when it is. */
  onMessage(listener: (message: Message) => void): void
  /** Called once, when no further message can arrive. */
  onClose(listener: () => void): void
  close(): void
}
