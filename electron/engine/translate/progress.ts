import type { CallContext } from '../../contract/server.ts'
import type { BatchTimes } from '../../contract/tools/translate.ts'
import type { Traffic } from '../serving/http.ts'

/** How far a batch is, of which several pictures may be under way. */
export class BatchProgress {
  readonly #skipped: number
  readonly #total: number
  readonly #emit: CallContext['emit']
  readonly #began = performance.now()
  /** How much of each picture is done that is under way. */
  readonly #parts = new Map<string, number>()
  #done = 0

  /** @param skipped pictures of the total that were done before, and took no time */
  constructor(skipped: number, total: number, emit: CallContext['emit']) {
    this.#skipped = skipped
    this.#total = total
    this.#emit = emit
  }

  /** @param part of a picture, 0 to 1 */
  at(label: string, part: number): void {
    this.#parts.set(label, part)
    const work = this.#done + [...this.#parts.values()].reduce((sum, each) => sum + each, 0)
    const step = this.#skipped + work
    const seconds = (performance.now() - this.#began) / 1000
    const secondsLeft = work > 0 ? (seconds / work) * (this.#total - step) : null
    this.#emit({ kind: 'progress', step, total: this.#total, secondsLeft, label })
  }

  over(label: string): void {
    this.#parts.delete(label)
    this.#done++
  }
}

/** Adds up where the time of a batch goes, over all pictures that are under way at once. */
export function timesOf() {
  const times = { read: 0, computed: 0, written: 0 }
  const wire = { seconds: 0, sentBytes: 0, receivedBytes: 0 }
  return {
    async during<T>(which: keyof typeof times, work: () => Promise<T>): Promise<T> {
      const began = performance.now()
      try {
        return await work()
      } finally {
        times[which] += (performance.now() - began) / 1000
      }
    },
    exchanged: ({ sentBytes, receivedBytes, wireSeconds }: Traffic): void => {
      wire.seconds += wireSeconds
      wire.sentBytes += sentBytes
      wire.receivedBytes += receivedBytes
    },
    summary: (): BatchTimes => ({
      ...times,
      // What went over the wire did so while a picture was being computed.
      computed: Math.max(0, times.computed - wire.seconds),
      sent: wire.seconds,
      sentBytes: wire.sentBytes,
      receivedBytes: wire.receivedBytes,
    }),
  }
}
