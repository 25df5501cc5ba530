import type { Contract, Input, JobEvent, Output } from './define.ts'
import { defect, fromPlainError, GanvasError } from './errors.ts'
import { describeIssues } from './issues.ts'
import type { sentences } from './sentences.ts'
import { text } from './text.ts'
import type { Wire } from './wire.ts'

export interface CallOptions {
  /** Aborting it stops the work itself; the call then rejects with code `cancelled`. */
  signal?: AbortSignal
  onEvent?: (event: JobEvent) => void
}

export interface Client<C extends Contract> {
  /** @throws GanvasError with the server's code, `invalid-input`, or `engine-lost` when the wire closes. */
  call<K extends keyof C & string>(name: K, input: Input<C, K>, options?: CallOptions): Promise<Output<C, K>>
  close(): void
}

/** Who is called, as errors name it. */
export type Peer = keyof typeof sentences.peers

interface Pending {
  resolve(output: unknown): void
  reject(error: GanvasError): void
  onEvent: ((event: JobEvent) => void) | undefined
}

/** The calling side of a contract over a wire. */
export function createClient<C extends Contract>(contract: C, wire: Wire, peer: Peer = 'engine'): Client<C> {
  const pending = new Map<number, Pending>()
  let lastId = 0
  let closed = false

  wire.onMessage((message) => {
    if (message.type === 'call' || message.type === 'cancel') return
    const call = pending.get(message.id)
    // An answer to a call that was cancelled meanwhile.
    if (!call) return
    if (message.type === 'event') return call.onEvent?.(message.event)
    pending.delete(message.id)
    if (message.type === 'done') call.resolve(message.output)
    else call.reject(fromPlainError(message.error))
  })
  wire.onClose(() => {
    closed = true
    for (const call of pending.values()) call.reject(lost())
    pending.clear()
  })

  function lost() {
    return new GanvasError('engine-lost', text('connection.lost', { peer: text(`peers.${peer}`) }))
  }

  async function call(name: string, input: unknown, options: CallOptions = {}): Promise<unknown> {
    const procedure = Object.hasOwn(contract, name) ? contract[name] : undefined
    if (!procedure) throw defect('not-found', `There is no procedure "${name}".`, { name })
    const parsed = procedure.input.safeParse(input)
    if (!parsed.success)
      throw defect('invalid-input', `${name}: ${describeIssues(parsed.error.issues)}`, { name })
    if (options.signal?.aborted) throw new GanvasError('cancelled', 'The job was cancelled.', { name })
    if (closed) throw lost()
    const id = ++lastId
    const answer = new Promise<unknown>((resolve, reject) => {
      pending.set(id, { resolve, reject, onEvent: options.onEvent })
    })
    const onAbort = () => wire.send({ type: 'cancel', id })
    options.signal?.addEventListener('abort', onAbort, { once: true })
    try {
      wire.send({ type: 'call', id, name, input: parsed.data })
      const output = procedure.output.safeParse(await answer)
      if (!output.success)
        throw new GanvasError(
          'internal',
          `${name} answered wrongly: ${describeIssues(output.error.issues)}`,
          { name },
        )
      return output.data
    } finally {
      pending.delete(id)
      options.signal?.removeEventListener('abort', onAbort)
    }
  }

  return { call: call as Client<C>['call'], close: () => wire.close() }
}
