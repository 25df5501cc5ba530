import PQueue from 'p-queue'
import { GanvasError } from '../contract/errors.ts'
import type { CallContext, Schedule } from '../contract/server.ts'

/**
 * Jobs that share the processor take turns in one lane; files have a second, so that none waits for a blend;
 * training and batches, which take hours, lanes of their own; and so has what a training is prepared by.
 */
function laneOf(name: string): 'files' | 'training' | 'batch' | 'lab' | 'compute' {
  if (/^(files|project|recovery)\./.test(name)) return 'files'
  if (name.startsWith('lab.')) return 'lab'
  if (name.endsWith('.batch')) return 'batch'
  return name.startsWith('train.') ? 'training' : 'compute'
}

/**
 * The engine's job queue: one job of a lane at a time, in the order they came. A waiting job hears how many are
 * ahead of it. Cancelled while it waits, it never starts; cancelled while it runs, its lane stays taken until
 * the work has really stopped.
 */
export function createQueue(): Schedule {
  const lanes = {
    files: new Lane(),
    training: new Lane(),
    batch: new Lane(),
    lab: new Lane(),
    compute: new Lane(),
  }
  return (name, context, work) => lanes[laneOf(name)].run(name, context, work)
}

class Lane {
  readonly #queue = new PQueue({ concurrency: 1 })
  #waiting: CallContext[] = []
  /** How many run: 0 or 1. */
  #busy = 0

  async run<T>(name: string, context: CallContext, work: () => Promise<T>): Promise<T> {
    const cancelled = new GanvasError('cancelled', 'The job was cancelled.', { name })
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
