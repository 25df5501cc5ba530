import { GanvasError } from '../../contract/errors.ts'
import { text } from '../../contract/text.ts'
import { showShape, sizeOf } from '../shapes.ts'
import { bytesPerElement, dtypeOf, type Tensor, tensor, tensorOfBytes } from '../tensor.ts'
import type { FileTensor } from './protobuf.ts'

/** Half precision, as files number it. */
export const float16 = 10
export const bfloat16 = 16

/**
 * Reads external data: bytes of a file beside the model, from `start` up to `end` or, without one, to its own end. Gives
 * fewer where the file is shorter. Such a file may be larger than what can be read whole.
 */
export type ExternalData = (location: string, start: number, end?: number) => Uint8Array

/**
 * Contents of an initialiser or of a tensor attribute.
 *
 * @param file what messages call the file
 * @throws unsupported for element types we do not hold, unreadable-file for missing data or a wrong length
 */
export function tensorFromFile(source: FileTensor, file: string, external: ExternalData): Tensor {
  const { name, type, dims: shape } = source
  const dtype = dtypeOf(type)
  if (!dtype) throw new GanvasError('unsupported', text('onnx.weightType', { name, file, type }))
  const count = sizeOf(shape)
  const bytes = source.external ? externalBytes(source, file, external) : source.raw
  const half = type === float16 || type === bfloat16
  const width = half ? 2 : bytesPerElement(dtype)
  const found = bytes ? bytes.length / width : source.typed.length
  if (found !== count)
    throw new GanvasError(
      'unreadable-file',
      found === 0
        ? text('onnx.weightEmpty', { name, file })
        : text('onnx.weightLength', { name, file, found, shape: showShape(shape), needed: count }),
    )
  if (half)
    return tensor(
      dtype,
      shape,
      widened(type, bytes ? uint16Of(bytes) : Uint16Array.from(source.typed, Number)),
    )
  if (bytes) return tensorOfBytes(dtype, shape, bytes)
  if (dtype === 'int64') return { dtype, shape, data: BigInt64Array.from(source.typed, BigInt) }
  return tensor(dtype, shape, source.typed.map(Number))
}

function externalBytes({ name, external: where }: FileTensor, file: string, read: ExternalData): Uint8Array {
  const { location = '', offset = '0', length } = where ?? {}
  if (location === '' || /^[/\\]|^[a-z]:|(^|[/\\])\.\.([/\\]|$)/i.test(location))
    throw new GanvasError('unreadable-file', text('onnx.weightOutside', { name, file, location }))
  const start = Number(offset)
  const end = length === undefined ? undefined : start + Number(length)
  const bytes = read(location, start, end)
  if (!(start >= 0) || (end !== undefined && bytes.length !== end - start))
    throw new GanvasError(
      'unreadable-file',
      text('onnx.weightCutShort', {
        name,
        file,
        location,
        start,
        end: end ?? '?',
        found: start + bytes.length,
      }),
    )
  return bytes
}

const uint16Of = (bytes: Uint8Array): Uint16Array => {
  const aligned = bytes.byteOffset % 2 === 0 ? bytes : new Uint8Array(bytes)
  return new Uint16Array(aligned.buffer, aligned.byteOffset, aligned.length / 2)
}

function widened(type: number, halves: Uint16Array): Float32Array {
  if (type === bfloat16) return new Float32Array(Uint32Array.from(halves, (bits) => bits << 16).buffer)
  return numbersOfHalves(halves)
}

/** IEEE 754 binary16. */
export function halfToNumber(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1
  const exponent = (bits >> 10) & 31
  const fraction = bits & 1023
  if (exponent === 0) return sign * fraction * 2 ** -24
  if (exponent === 31) return fraction ? Number.NaN : sign * Number.POSITIVE_INFINITY
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15)
}

let table: Float32Array | null = null

/** Many at once: looked up, since a model's millions are what opening it would take its time for. */
export function numbersOfHalves(halves: Uint16Array): Float32Array {
  table ??= Float32Array.from({ length: 0x10000 }, (_, bits) => halfToNumber(bits))
  const numbers = new Float32Array(halves.length)
  for (let i = 0; i < halves.length; i++) numbers[i] = table[halves[i]!]!
  return numbers
}
