import { InferenceSession, Tensor } from 'onnxruntime-node'
import type { DeviceId } from '../../contract/procedures/app.ts'
import type {
  Session,
  SessionData,
  SessionFeeds,
  SessionTensor,
  SessionTensors,
} from '../../graph/session.ts'
import { nativeCall } from '../threads/nativeCalls.ts'
import { copyModel } from './copyModel.ts'
import { HeldTensor } from './heldTensor.ts'

/* The only file of the product that opens sessions of ONNX Runtime. */

export interface RuntimeOptions {
  /** How many of the processor's threads compute; as many as it has cores if absent. */
  threads?: number | undefined
  /** Where a profile of the operators is written, as the beginning of its path. */
  profile?: string | undefined
  /** The model is run again and again on tensors of its own that lie ready, as a training step is. */
  training?: boolean | undefined
  /** Whether threads spin while they wait: quicker, and it takes the processor from others. True if absent. */
  spinning?: boolean | undefined
  /** Outputs that stay on the device where it can keep them. */
  kept?: readonly string[] | undefined
}

/** ONNX Runtime's binding for Node.js knows the memory of no other device. */
const keeps: ReadonlySet<DeviceId> = new Set(['webgpu'])

/**
 * Opens a model on a device; what the device has no kernel for is computed by the processor.
 *
 * @param model the bytes of an `.onnx` file, or its path where weights lie beside it
 * @throws Error in the runtime's words
 */
export async function openOn(
  device: DeviceId,
  model: Uint8Array | string,
  options: RuntimeOptions = {},
): Promise<Session> {
  const kept = keeps.has(device) ? (options.kept ?? []) : []
  const settings = sessionOptions(device, { ...options, kept })
  const session = await nativeCall(() =>
    typeof model === 'string'
      ? InferenceSession.create(model, settings)
      : InferenceSession.create(model, settings),
  )
  const base = {
    inputs: session.inputNames,
    outputs: session.outputNames,
    release: () => nativeCall(() => session.release()),
  }
  if (kept.length === 0)
    return {
      ...base,
      async run(feeds, wanted) {
        const fetches = Array.isArray(wanted)
          ? (wanted as string[])
          : tensorsOf((wanted ?? {}) as SessionTensors)
        const natives = await nativesOf(device, feeds)
        return resultsOf(await nativeCall(() => session.run(natives, fetches)))
      },
    }
  const keeping = new KeepingRuns(device, session)
  return { ...base, run: keeping.run, runKeeping: keeping.runKeeping }
}

/** What ONNX Runtime's documentation asks for on each device. */
export function sessionOptions(
  device: DeviceId,
  { threads, spinning = true, training = false, profile, kept = [] }: RuntimeOptions,
): InferenceSession.SessionOptions {
  return {
    executionProviders: device === 'cpu' ? ['cpu'] : [providerOf(device), 'cpu'],
    graphOptimizationLevel: 'all',
    // DirectML supports neither parallel execution nor memory patterns.
    executionMode: 'sequential',
    enableCpuMemArena: true,
    // Beside what the first training step took a plan of all memory would be laid out: more memory, and no faster.
    enableMemPattern: !training && device !== 'dml',
    ...(threads !== undefined && { intraOpNumThreads: threads }),
    ...(!spinning && { extra: { session: { intra_op: { allow_spinning: '0' } } } }),
    ...(kept.length > 0 && {
      preferredOutputLocation: Object.fromEntries(kept.map((name) => [name, 'gpu-buffer'])),
    }),
    ...(profile !== undefined && { enableProfiling: true, profileFilePrefix: profile }),
    logSeverityLevel: 3,
  }
}

function providerOf(device: Exclude<DeviceId, 'cpu'>): InferenceSession.ExecutionProviderConfig {
  // The neural engine computes in half precision, which its own compiler decides.
  if (device === 'coreml') return { name: 'coreml', coreMlFlags: COREML_CREATE_ML_PROGRAM }
  return device
}

/** COREML_FLAG_CREATE_MLPROGRAM: the format that has kernels for most operators. */
const COREML_CREATE_ML_PROGRAM = 0x010

/** The sessions that copy what a device holds, one a device, for as long as the thread lives. */
const readers = new Map<DeviceId, Promise<Session>>()

async function readerOf(device: DeviceId): Promise<Session> {
  const known = readers.get(device) ?? openOn(device, copyModel())
  readers.set(device, known)
  known.catch(() => readers.delete(device))
  return known
}

/** The runs of a session that keeps outputs: it can neither leave one out nor write into memory that it is given. */
class KeepingRuns {
  readonly #device: DeviceId
  readonly #session: InferenceSession

  constructor(device: DeviceId, session: InferenceSession) {
    this.#device = device
    this.#session = session
  }

  run: Session['run'] = async (feeds, wanted) => {
    const names = wanted && (Array.isArray(wanted) ? (wanted as string[]) : Object.keys(wanted))
    const { results, kept } = await this.#outputs(feeds)
    try {
      for (const [name, held] of kept) results[name] = { data: await held.read(), shape: held.shape }
    } finally {
      for (const held of kept.values()) held.release()
    }
    if (wanted && !Array.isArray(wanted)) write(results, wanted as SessionTensors)
    return names ? Object.fromEntries(names.map((name) => [name, results[name]!])) : results
  }

  runKeeping: NonNullable<Session['runKeeping']> = async (feeds, into) => {
    const { results, kept } = await this.#outputs(feeds)
    write(results, into)
    return kept
  }

  async #outputs(
    feeds: SessionFeeds,
  ): Promise<{ results: Record<string, SessionTensor>; kept: Map<string, HeldTensor> }> {
    const device = this.#device
    const natives = await nativesOf(device, feeds)
    const outputs = Object.entries(await nativeCall(() => this.#session.run(natives)))
    const stayed = outputs.filter(([, { location }]) => location === 'gpu-buffer')
    const others = outputs.filter(([, { location }]) => location !== 'gpu-buffer')
    return {
      results: resultsOf(Object.fromEntries(others)),
      kept: new Map(
        stayed.map(([name, tensor]) => [name, new HeldTensor(device, tensor, () => readerOf(device))]),
      ),
    }
  }
}

function write(results: SessionTensors, into: SessionTensors): void {
  for (const [name, { data }] of Object.entries(results))
    (into[name]?.data as Float32Array | undefined)?.set(data as Float32Array)
}

const resultsOf = (tensors: Readonly<Record<string, Tensor>>): Record<string, SessionTensor> =>
  Object.fromEntries(
    Object.entries(tensors).map(([name, tensor]) => [
      name,
      { data: tensor.data as SessionData, shape: tensor.dims, type: tensor.type },
    ]),
  )

const tensorsOf = (tensors: SessionTensors): Record<string, Tensor> =>
  Object.fromEntries(Object.entries(tensors).map(([name, tensor]) => [name, tensorOf(tensor)]))

/** The runtime's own tensors. What another device holds passes through the processor's memory. */
async function nativesOf(device: DeviceId, feeds: SessionFeeds): Promise<Record<string, Tensor>> {
  const natives: Record<string, Tensor> = {}
  for (const [name, feed] of Object.entries(feeds))
    if (!('read' in feed)) natives[name] = tensorOf(feed)
    else if (feed instanceof HeldTensor && feed.device === device) natives[name] = feed.native
    else natives[name] = tensorOf({ data: await feed.read(), shape: feed.shape })
  return natives
}

function tensorOf({ data, shape, type }: SessionTensor): Tensor {
  return type === undefined
    ? new Tensor(data as Float32Array, shape)
    : new Tensor(type as 'float32', data as Float32Array, shape)
}
