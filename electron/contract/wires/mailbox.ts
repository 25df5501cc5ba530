import type { Message } from '../wire.ts'

/** The receiving half of every wire: keeps messages until someone listens, and says once that it is closed. */
export class Mailbox {
  #waiting: Message[] = []
  #onMessage: ((message: Message) => void) | undefined
  #onClose: (() => void) | undefined
  #closed = false

  deliver(message: Message): void {
    if (this.#closed) return
    if (this.#onMessage) this.#onMessage(message)
    else this.#waiting.push(message)
  }

  close(): void {
    if (this.#closed) return
    this.#closed = true
    this.#onClose?.()
  }

  onMessage(listener: (message: Message) => void): void {
    this.#onMessage = listener
    for (const message of this.#waiting.splice(0)) listener(message)
  }

  onClose(listener: () => void): void {
    this.#onClose = listener
    if (this.#closed) listener()
  }
}
