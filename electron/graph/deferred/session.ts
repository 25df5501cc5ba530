import type { Deferred, Pass } from '../deferredPass.ts'
import type { OpenOptions, Session, SessionFeeds, SessionTensor, SessionTensors } from '../session.ts'
import { type Shape, sizeOf } from '../shapes.ts'
import { type Kernel, Kernels } from './kernel.ts'

/**
 * The session of the whole model: it runs the shortened one, and then the passes. The runtime's binding copies every
 * output into memory of its own at each run (onnxruntime-node 1.30), so few outputs are less work and less memory.
 */
export class DeferringSession implements Session {
  readonly inputs: readonly string[]
  readonly outputs: readonly string[]
  readonly late: ReadonlySet<string>
  readonly #session: Session
  readonly #passes: readonly { pass: Pass; kernel: Kernel }[]
  readonly #between: SessionTensors

  constructor(session: Session, { passes, between }: Deferred) {
    const kernels = new Kernels()
    this.#session = session
    this.#passes = passes.map((pass) => ({ pass, kernel: kernels.of(pass) }))
    this.#between = Object.fromEntries(between.map(({ name, shape }) => [name, room(shape)]))
    this.late = new Set(passes.flatMap(({ outputs }) => outputs.map(({ name }) => name)))
    this.inputs = session.inputs
    this.outputs = [...session.outputs.filter((name) => !(name in this.#between)), ...this.late]
  }

  async run(feeds: SessionFeeds, wanted?: Parameters<Session['run']>[1]): Promise<SessionTensors> {
    const into = wanted && !Array.isArray(wanted) ? (wanted as SessionTensors) : null
    const soon = into && Object.entries(into).filter(([name]) => this.#session.outputs.includes(name))
    const results = await this.#session.run(
      feeds,
      soon ? { ...Object.fromEntries(soon), ...this.#between } : undefined,
    )
    const known = { ...results, ...(into && this.#between), ...(await atHand(feeds)) }
    const late = Object.fromEntries(
      this.#passes.flatMap(({ pass, kernel }) => this.#computed(pass, kernel, known, into ?? {})),
    )
    const all = { ...results, ...late }
    const names = wanted ? (into ? Object.keys(into) : (wanted as readonly string[])) : this.outputs
    return Object.fromEntries(names.map((name) => [name, all[name]!]))
  }

  #computed(
    { tensors, scalars, outputs, shape }: Pass,
    kernel: Kernel,
    known: SessionTensors,
    into: SessionTensors,
  ): [string, SessionTensor][] {
    const numbers = (name: string) => known[name]!.data as Float32Array
    const results = outputs.map(({ name }) => into[name] ?? room(shape))
    kernel.run(
      tensors.map(numbers),
      scalars.map((scalar) => (typeof scalar === 'number' ? scalar : numbers(scalar)[0]!)),
      results.map(({ data }) => data as Float32Array),
    )
    return outputs.map(({ name }, k) => [name, results[k]!])
  }

  release(): Promise<void> {
    return this.#session.release()
  }
}

/** Inputs in the processor's memory, wherever they lie. */
async function atHand(feeds: SessionFeeds): Promise<SessionTensors> {
  const entries = Object.entries(feeds).map(async ([name, feed]) => {
    const tensor = 'read' in feed ? { data: await feed.read(), shape: feed.shape } : feed
    return [name, tensor] as const
  })
  return Object.fromEntries(await Promise.all(entries))
}

/** Opens a model, in its deferred form if it has one. @param open on the processor, whose memory the passes work on */
export async function openDeferring(
  open: (model: Uint8Array) => Promise<Session>,
  model: Uint8Array,
  { deferred }: OpenOptions = {},
): Promise<Session> {
  const form = deferred?.()
  return form ? new DeferringSession(await open(form.model), form) : open(model)
}

const room = (shape: Shape): SessionTensor => ({ data: new Float32Array(sizeOf(shape)), shape })
