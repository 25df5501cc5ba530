import { BroadcastChannel, threadId } from 'node:worker_threads'

/*
 * Every thread says when it begins to send to a server and when it is done, so that the engine can show to where
 * pictures go in this moment.
 */

const CHANNEL = 'ganvas.servers'

interface Said {
  thread: number
  /** The servers that the thread exchanges something with, one entry an exchange. */
  addresses: readonly string[]
}

const underWay: string[] = []
let channel: BroadcastChannel | null = null

function tell(): void {
  if (!channel) {
    channel = new BroadcastChannel(CHANNEL)
    // It keeps no process alive.
    channel.unref()
  }
  channel.postMessage({ thread: threadId, addresses: underWay } satisfies Said)
}

/** Says that an exchange with a server begins. @returns to be called when it is over */
export function tellSending(address: string): () => void {
  underWay.push(address)
  tell()
  return () => {
    underWay.splice(underWay.indexOf(address), 1)
    tell()
  }
}

/** The servers that something is sent to, as all threads of this process say. */
export class SendingWatch {
  readonly #said = new Map<number, readonly string[]>()
  readonly #waiting = new Set<() => void>()

  constructor() {
    const heard = new BroadcastChannel(CHANNEL)
    heard.unref()
    heard.onmessage = (event: unknown) => {
      const { thread, addresses } = (event as { data: Said }).data
      this.#said.set(thread, addresses)
      this.#changed()
    }
  }

  /** Their addresses, each once, in order. */
  get addresses(): string[] {
    return [...new Set([...this.#said.values()].flat())].sort()
  }

  /** Forgets what a thread said, which has ended and says no more. */
  forget(thread: number): void {
    if (this.#said.delete(thread)) this.#changed()
  }

  /** Resolves with the addresses as soon as they are others than those that are known. */
  async other(known: readonly string[], signal?: AbortSignal): Promise<string[]> {
    while (!signal?.aborted && this.addresses.join() === [...known].sort().join())
      await new Promise<void>((resolve) => {
        const done = () => {
          this.#waiting.delete(done)
          signal?.removeEventListener('abort', done)
          resolve()
        }
        this.#waiting.add(done)
        signal?.addEventListener('abort', done)
      })
    return this.addresses
  }

  #changed(): void {
    for (const done of this.#waiting) done()
  }
}
