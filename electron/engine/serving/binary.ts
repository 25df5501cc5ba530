import type { SessionData, SessionTensor, SessionTensors } from '../../graph/session.ts'

/*
 * The binary tensor extension of the Open Inference Protocol: a header in JSON, and behind it the elements of each
 * tensor as they lie in memory, row-major and little-endian.
 */

type Elements = new (buffer: ArrayBuffer, from: number, count: number) => SessionData

/** The arrays that hold the protocol's types of elements. */
const arrays: Readonly<Record<string, Elements & { BYTES_PER_ELEMENT: number }>> = {
  FP32: Float32Array,
  FP64: Float64Array,
  INT8: Int8Array,
  UINT8: Uint8Array,
  INT16: Int16Array,
  UINT16: Uint16Array,
  INT32: Int32Array,
  UINT32: Uint32Array,
  INT64: BigInt64Array,
  UINT64: BigUint64Array,
}

/** What ONNX Runtime calls them. */
const types: Readonly<Record<string, string>> = Object.fromEntries(
  Object.keys(arrays).map((name) => [name, name.replace('FP', 'FLOAT').toLowerCase()]),
)

/** The protocol's name of a tensor's elements. */
export function datatypeOf(data: SessionData): string {
  return Object.entries(arrays).find(([, array]) => data instanceof array)![0]
}

/** What a server answered is no answer of the protocol, or not the one to the question. */
export class Nonsense extends Error {
  override readonly name = 'Nonsense'
}

/** The body of an inference request, in pieces that are sent one behind the other. */
export function encodeRequest(
  inputs: SessionTensors,
  outputs: readonly string[],
): { headerBytes: number; pieces: Uint8Array[]; bytes: number } {
  const tensors = Object.entries(inputs)
  const header = new TextEncoder().encode(
    JSON.stringify({
      inputs: tensors.map(([name, { data, shape }]) => ({
        name,
        shape,
        datatype: datatypeOf(data),
        parameters: { binary_data_size: data.byteLength },
      })),
      outputs: outputs.map((name) => ({ name, parameters: { binary_data: true } })),
    }),
  )
  const pieces = [
    header,
    ...tensors.map(([, { data }]) => new Uint8Array(data.buffer, data.byteOffset, data.byteLength)),
  ]
  return { headerBytes: header.length, pieces, bytes: pieces.reduce((sum, { length }) => sum + length, 0) }
}

/** The same as JSON alone, for servers that do not know the extension: several times as large, and slow. */
export function encodeInWords(inputs: SessionTensors, outputs: readonly string[]): Uint8Array {
  const words = {
    inputs: Object.entries(inputs).map(([name, { data, shape }]) => ({
      name,
      shape,
      datatype: datatypeOf(data),
      data: Array.from(data as Iterable<number | bigint>, Number),
    })),
    outputs: outputs.map((name) => ({ name })),
  }
  return new TextEncoder().encode(JSON.stringify(words))
}

interface AnsweredTensor {
  name: string
  shape: number[]
  datatype: string
  parameters?: { binary_data_size?: number }
  /** Where the server sent no bytes. */
  data?: unknown
}

/**
 * The tensors of an answer.
 *
 * @param headerBytes of the JSON in front; null where all of the body is JSON
 * @throws Nonsense for what is cut short, contradicts itself, or is of a type that the protocol does not know
 */
export function decodeResponse(body: Uint8Array, headerBytes: number | null): SessionTensors {
  if (headerBytes !== null && !(headerBytes > 0 && headerBytes <= body.length))
    throw new Nonsense('a header longer than the answer')
  const { outputs } = parsed(body.subarray(0, headerBytes ?? body.length))
  if (!Array.isArray(outputs)) throw new Nonsense('no outputs')
  let at = headerBytes ?? body.length
  return Object.fromEntries(
    (outputs as AnsweredTensor[]).map((tensor) => {
      const size = tensor.parameters?.binary_data_size
      const decoded = size === undefined ? listed(tensor) : stored(tensor, body.subarray(at, at + size))
      at += size ?? 0
      return [tensor.name, decoded]
    }),
  )
}

function parsed(header: Uint8Array): { outputs?: unknown } {
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(header))
    if (typeof value === 'object' && value !== null) return value
  } catch {
    // Said below.
  }
  throw new Nonsense('no JSON')
}

function elementsOf({ name, shape, datatype }: AnsweredTensor): {
  array: Elements & { BYTES_PER_ELEMENT: number }
  count: number
} {
  const array = Object.hasOwn(arrays, datatype) ? arrays[datatype]! : null
  if (!array) throw new Nonsense(`"${name}" of type ${datatype}`)
  if (!Array.isArray(shape) || !shape.every((extent) => Number.isInteger(extent) && extent >= 0))
    throw new Nonsense(`"${name}" of shape ${JSON.stringify(shape)}`)
  return { array, count: shape.reduce((product, extent) => product * extent, 1) }
}

function stored(tensor: AnsweredTensor, bytes: Uint8Array): SessionTensor {
  const { array, count } = elementsOf(tensor)
  if (bytes.length !== count * array.BYTES_PER_ELEMENT)
    throw new Nonsense(`"${tensor.name}" [${tensor.shape}] in ${bytes.length} bytes`)
  // Elements lie anywhere in the body, and arrays begin at multiples of their size.
  const copy = new Uint8Array(bytes).buffer
  return { data: new array(copy, 0, count), shape: tensor.shape, type: types[tensor.datatype]! }
}

function listed(tensor: AnsweredTensor): SessionTensor {
  const { array, count } = elementsOf(tensor)
  const numbers = Array.isArray(tensor.data) ? (tensor.data as unknown[]).flat(Number.POSITIVE_INFINITY) : []
  if (numbers.length !== count)
    throw new Nonsense(`"${tensor.name}" [${tensor.shape}] with ${numbers.length} numbers`)
  const data = new array(new ArrayBuffer(count * array.BYTES_PER_ELEMENT), 0, count)
  const big = typeof data[0] === 'bigint'
  numbers.forEach((value, i) => {
    data[i] = (big ? BigInt(value as number) : Number(value)) as never
  })
  return { data, shape: tensor.shape, type: types[tensor.datatype]! }
}
