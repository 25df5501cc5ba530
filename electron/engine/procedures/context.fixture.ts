import type { JobEvent } from '../../contract/define.ts'
import type { CallContext } from '../../contract/server.ts'

export interface Told extends CallContext {
  controller: AbortController
  /** What the call has told so far. */
  events: JobEvent[]
}

/** What a handler is called with, which can be aborted, and keeps what is told. */
export function context(onEvent: (event: JobEvent) => void = () => {}): Told {
  const controller = new AbortController()
  const events: JobEvent[] = []
  const emit = (event: JobEvent) => {
    events.push(event)
    onEvent(event)
  }
  return { controller, events, signal: controller.signal, emit }
}
