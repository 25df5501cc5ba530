import type { z } from 'zod'
import type { Contract, JobEvent, Lane, Output } from './define.ts'
import { defect, GanvasError, toPlainError } from './errors.ts'
import { describeIssues } from './issues.ts'
import type { Message, Wire } from './wire.ts'

export interface CallContext {
  /** Aborted when the caller cancels or the wire closes. */
  signal: AbortSignal
  /** Aborted when the wire closes: one and the same for all calls of a wire. Absent where there is none. */
  closed?: AbortSignal
  emit(event: JobEvent): void
}

export type Handlers<C extends Contract> = {
  [K in keyof C]: (
    input: z.output<C[K]['input']>,
    context: CallContext,
  ) => Promise<Output<C, K>> | Output<C, K>
}

/** Runs a job when its turn comes; the engine's queue. Plain procedures never pass through it. */
export type Schedule = <T>(lane: Lane, context: CallContext, work: () => Promise<T>) => Promise<T>

const runAtOnce: Schedule = (_lane, _context, work) => work()

/** The answering side of a contract. `onFailure` sees every failure before it is sent, for the log. */
export function serve<C extends Contract>(
  contract: C,
  handlers: Handlers<C>,
  wire: Wire,
  {
    schedule = runAtOnce,
    onFailure = () => {},
  }: { schedule?: Schedule; onFailure?: (name: string, thrown: unknown) => void } = {},
): void {
  const running = new Map<number, AbortController>()
  const closing = new AbortController()
  let open = true
  const send = (message: Message) => {
    if (open) wire.send(message)
  }

  async function answer(id: number, name: string, input: unknown): Promise<void> {
    const controller = new AbortController()
    running.set(id, controller)
    const context: CallContext = {
      signal: controller.signal,
      closed: closing.signal,
      emit: (event) => send({ type: 'event', id, event }),
    }
    try {
      const procedure = Object.hasOwn(contract, name) ? contract[name] : undefined
      if (!procedure) throw defect('not-found', `There is no procedure "${name}".`, { name })
      const parsed = procedure.input.safeParse(input)
      if (!parsed.success)
        throw defect('invalid-input', `${name}: ${describeIssues(parsed.error.issues)}`, { name })
      const handler = handlers[name] as (input: unknown, context: CallContext) => Promise<unknown>
      const work = async () => handler(parsed.data, context)
      const output = procedure.lane ? await schedule(procedure.lane, context, work) : await work()
      send({ type: 'done', id, output: procedure.output.parse(output) })
    } catch (thrown) {
      const error = controller.signal.aborted
        ? new GanvasError('cancelled', 'The job was cancelled.', { name })
        : thrown
      onFailure(name, error)
      send({ type: 'fail', id, error: toPlainError(error) })
    } finally {
      running.delete(id)
    }
  }

  wire.onMessage((message) => {
    if (message.type === 'call') void answer(message.id, message.name, message.input)
    else if (message.type === 'cancel') running.get(message.id)?.abort()
  })
  wire.onClose(() => {
    open = false
    closing.abort()
    for (const controller of running.values()) controller.abort()
  })
}
