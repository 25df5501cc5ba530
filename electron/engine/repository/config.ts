import type { ServedName } from '../serving/client.ts'
import type { ExportedNetwork, ExportedTensor } from './exported.ts'

/** How servers are to run the networks of a repository. */
export interface Serving {
  /** Examples that a server computes at once, at most. */
  batch: number
  /** Copies of each network that run side by side, on each graphics card or on the processor. */
  instances: number
  /** Where the repository will lie for KServe, such as `pvc://models/ganvas` or `s3://bucket/ganvas`. */
  storage: string
}

/** How long a server waits for more examples before it computes those it has, in microseconds. */
const QUEUE_DELAY = 500

/** Triton's configuration of a network, in the text form of its protocol buffer `ModelConfig`. */
export function tritonConfig(
  { name }: ServedName,
  { inputs, outputs, together }: ExportedNetwork,
  { batch, instances }: Serving,
  sha256: string,
): string {
  const tensors = (list: readonly ExportedTensor[]) =>
    list
      .map(
        (tensor) =>
          `  { name: ${quoted(tensor.name)} data_type: TYPE_FP32 dims: [ ${tensor.dims.join(', ')} ] }`,
      )
      .join(',\n')
  return [
    `name: ${quoted(name)}`,
    'backend: "onnxruntime"',
    // Zero: the shapes below hold the batch, which is whatever is sent.
    `max_batch_size: ${together ? batch : 0}`,
    `input [\n${tensors(inputs)}\n]`,
    `output [\n${tensors(outputs)}\n]`,
    ...(together ? [`dynamic_batching { max_queue_delay_microseconds: ${QUEUE_DELAY} }`] : []),
    `instance_group [ { count: ${instances} } ]`,
    // A version is the hash of the network that was installed, so none is newer than another.
    'version_policy { all { } }',
    `parameters { key: "ganvas.sha256" value { string_value: "${sha256}" } }`,
    '',
  ].join('\n')
}

const quoted = (value: string): string => JSON.stringify(value)

/**
 * A resource that has KServe serve a repository by Triton. All of its own limits are written: those that were not would
 * be the runtime's, one processor, which is less than is asked for here.
 */
export const kserveManifest = ({ storage }: Serving): string => `# kubectl apply -f kserve.yaml
# Copy this folder to ${storage} first.
apiVersion: serving.kserve.io/v1beta1
kind: InferenceService
metadata:
  name: ganvas
spec:
  predictor:
    minReplicas: 1
    model:
      modelFormat:
        name: triton
      protocolVersion: v2
      runtime: kserve-tritonserver
      storageUri: ${JSON.stringify(storage)}
      resources:
        requests:
          cpu: "2"
          memory: 4Gi
        limits:
          cpu: "2"
          memory: 8Gi
`
