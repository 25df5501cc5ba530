import { InferenceSession, Tensor } from 'onnxruntime-node'
import type { DeviceId } from '../../contract/procedures/app.ts'
import type { Session, SessionData, SessionTensor, SessionTensors } from '../../graph/session.ts'

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
}

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
  const settings = sessionOptions(device, options)
  const session = await (typeof model === 'string'
    ? InferenceSession.create(model, settings)
    : InferenceSession.create(model, settings))
  return {
    inputs: session.inputNames,
    outputs: session.outputNames,
    async run(feeds, wanted) {
      const results = await session.run(tensorsOf(feeds), Array.isArray(wanted) ? wanted : fetchesOf(wanted))
      return Object.fromEntries(
        Object.entries(results).map(([name, tensor]) => [
          name,
          { data: tensor.data as SessionData, shape: tensor.dims, type: tensor.type },
        ]),
      )
    },
    release: () => session.release(),
  }
}

/** What ONNX Runtime's documentation asks for on each device. */
export function sessionOptions(
  device: DeviceId,
  { threads, spinning = true, training = false, profile }: RuntimeOptions,
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

const fetchesOf = (wanted: SessionTensors | readonly string[] | undefined) =>
  wanted === undefined ? ({} as Record<string, Tensor>) : tensorsOf(wanted as SessionTensors)

const tensorsOf = (tensors: SessionTensors): Record<string, Tensor> =>
  Object.fromEntries(Object.entries(tensors).map(([name, tensor]) => [name, tensorOf(tensor)]))

function tensorOf({ data, shape, type }: SessionTensor): Tensor {
  return type === undefined
    ? new Tensor(data as Float32Array, shape)
    : new Tensor(type as 'float32', data as Float32Array, shape)
}
