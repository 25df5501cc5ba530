import { randomUUID } from 'node:crypto'
import { availableParallelism } from 'node:os'
import { GanvasError } from '../../contract/errors.ts'
import { text } from '../../contract/text.ts'
import type { Generator } from '../../tools/sketch/generator.ts'
import type { SketchKind } from '../compute/sketchMessages.ts'
import { builtFile } from '../paths.ts'
import type { SessionPlace } from '../sessions/place.ts'
import { Thread } from '../threads/thread.ts'

/** Sketches at once; a page that was closed without saying so loses its own to a newer one. */
const MAX_SESSIONS = 2
/** Small networks gain nothing from more. */
const MAX_THREADS = 8

/** A thread of a generator. */
export const sketchThread = (generator: Generator, place: SessionPlace): Thread<SketchKind> =>
  new Thread(
    builtFile('sketch.worker.js'),
    { generator, threads: Math.min(MAX_THREADS, availableParallelism()), place },
    { name: 'sketch thread' },
  )

/** One sketch: its thread, and the search that runs in it. */
export class SketchSession {
  readonly thread: Thread<SketchKind>
  #running: AbortController | null = null

  constructor(thread: Thread<SketchKind>) {
    this.thread = thread
  }

  /** Stops the search that runs. It ends within one step, and its candidates stay where they came to. */
  interrupt(): void {
    this.#running?.abort()
    this.#running = null
  }

  /** A signal for the next search, which the one before it gives way to. */
  begin(signal: AbortSignal): AbortSignal {
    this.interrupt()
    this.#running = new AbortController()
    return AbortSignal.any([this.#running.signal, signal])
  }
}

/** The sketches of all pages. */
export class SketchSessions {
  readonly #sessions = new Map<string, SketchSession>()

  add(thread: Thread<SketchKind>): string {
    const id = randomUUID()
    this.#sessions.set(id, new SketchSession(thread))
    for (const oldest of [...this.#sessions.keys()].slice(0, -MAX_SESSIONS)) this.close(oldest)
    return id
  }

  /** @throws not-found for a sketch that was closed, or whose thread has ended */
  get(id: string): SketchSession {
    const session = this.#sessions.get(id)
    if (session && !session.thread.ended) return session
    throw new GanvasError('not-found', text('sketch.closed', { session: id }))
  }

  /** Its search ends within one step, and then its thread: ended amid a run of the network, it would take the process along. */
  close(id: string): void {
    const session = this.#sessions.get(id)
    session?.interrupt()
    session?.thread.close()
    this.#sessions.delete(id)
  }
}
