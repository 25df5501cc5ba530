import PQueue from 'p-queue'
import { type Lane, lanes } from '../contract/define.ts'
import { GanvasError } from '../contract/errors.ts'
import type { CallContext, Schedule } from '../contract/server.ts'

/**
 * The engine's job queue: one job of a lane at a time, in the order they came. A waiting job is told how many are
 * ahead of it. Cancelled while it waits, it never starts; cancelled while it runs, its lane stays taken until
 * the work has really stopped.
 */
export function createQueue(): Schedule {
  const queues = Object.fromEntries(lanes.map((lane) => [lane, new Queue()])) as Record<Lane, Queue>
  return (lane, context, work) => queues[lane].run(context, work)
}

class Queue {
  readonly #queue = new PQueue({ concurrency: 1 })
  #waiting: CallContext[] = []
  /** How many run: 0 or 1. */
  #busy = 0

  async run<T>(context: CallContext, work: () => Promise<T>): Promise<T> {
    const cancelled = new GanvasError('cancelled', 'The job was cancelled.')
    if (context.signal.aborted) throw cancelled
    // Not the caller's own signal: p-queue would give the lane away while aborted work still runs.
    const leave = new AbortController()
    const onAbort = () => {
      this.#drop(context)
      leave.abort(cancelled)
    }
    context.signal.addEventListener('abort', onAbort, { once: true })
    let started = false
    const turn = this.#queue.add(
      async () => {
        started = true
        context.signal.removeEventListener('abort', onAbort)
        this.#busy = 1
        this.#drop(context)
        try {
          return await work()
        } finally {
          this.#busy = 0
        }
      },
      { signal: leave.signal },
    )
    if (!started) {
      this.#waiting.push(context)
      context.emit({ kind: 'queued', ahead: this.#busy + this.#waiting.length - 1 })
    }
    return turn
  }

  #drop(context: CallContext): void {
    const at = this.#waiting.indexOf(context)
    if (at < 0) return
    this.#waiting.splice(at, 1)
    for (const [place, other] of this.#waiting.entries())
      if (place >= at) other.emit({ kind: 'queued', ahead: this.#busy + place })
  }
}
