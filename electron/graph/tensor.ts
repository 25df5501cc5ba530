import { invalid, type Shape, showShape, sizeOf } from './shapes.ts'

/**
 * Element types. Half precision is a storage format of files only and becomes `float32` when read. The type and
 * shape of an `opaque` value are known to the runtime but not to us: a black box computes it.
 */
export type DType = 'float32' | 'float64' | 'int64' | 'int32' | 'int8' | 'uint8' | 'bool' | 'opaque'

const arrays = {
  float32: Float32Array,
  float64: Float64Array,
  int64: BigInt64Array,
  int32: Int32Array,
  int8: Int8Array,
  uint8: Uint8Array,
  bool: Uint8Array,
}

/** Element types by their number in ONNX files. */
const byNumber = {
  1: 'float32',
  2: 'uint8',
  3: 'int8',
  6: 'int32',
  7: 'int64',
  9: 'bool',
  10: 'float16',
  11: 'float64',
  16: 'bfloat16',
} as const
const names: Readonly<Record<number, (typeof byNumber)[keyof typeof byNumber]>> = byNumber

/** What the element type of this number is called; undefined for one that we do not know. */
export const elementType = (number: number): string | undefined => names[number]

/** The element type that holds those of this number; undefined for one that we do not hold. Halves compute in single. */
export const dtypeOf = (number: number): Tensor['dtype'] | undefined => {
  const name = names[number]
  return name === 'float16' || name === 'bfloat16' ? 'float32' : name
}

/** The number of an element type in ONNX files, 0 for `opaque`. */
export const numberOf = (dtype: DType): number =>
  Number(Object.keys(byNumber).find((number) => names[Number(number)] === dtype) ?? 0)

export type TensorData = Float32Array | Float64Array | BigInt64Array | Int32Array | Int8Array | Uint8Array

/** Contents of a constant, row-major, with the array type that belongs to the element type. */
export interface Tensor {
  readonly dtype: Exclude<DType, 'opaque'>
  readonly shape: Shape
  readonly data: TensorData
}

export const isFloat = (dtype: DType): boolean => dtype === 'float32' || dtype === 'float64'

export const bytesPerElement = (dtype: Tensor['dtype']): number => arrays[dtype].BYTES_PER_ELEMENT

/** Builds a tensor from numbers, rounding to its element type. */
export function tensor(dtype: Tensor['dtype'], shape: Shape, numbers: ArrayLike<number>): Tensor {
  if (numbers.length !== sizeOf(shape))
    throw invalid(`${numbers.length} numbers do not fill the shape ${showShape(shape)}`)
  return { dtype, shape, data: storageOf(dtype, numbers) }
}

function storageOf(dtype: Tensor['dtype'], numbers: ArrayLike<number>): TensorData {
  if (dtype === 'int64') return BigInt64Array.from(numbers, toInt64)
  if (dtype === 'bool') return Uint8Array.from(numbers, (x) => (x === 0 ? 0 : 1))
  return arrays[dtype].from(numbers)
}

/** Reads the elements of a row-major buffer in the machine's (little-endian) byte order. Copies if unaligned. */
export function tensorOfBytes(dtype: Tensor['dtype'], shape: Shape, bytes: Uint8Array): Tensor {
  const Type = arrays[dtype]
  const aligned = bytes.byteOffset % Type.BYTES_PER_ELEMENT === 0 ? bytes : new Uint8Array(bytes)
  return { dtype, shape, data: new Type(aligned.buffer as ArrayBuffer, aligned.byteOffset, sizeOf(shape)) }
}

export const bytesOf = ({ data }: Tensor): Uint8Array =>
  new Uint8Array(data.buffer, data.byteOffset, data.byteLength)

/** A vector of `int64`, as ONNX wants axes, shapes and indices. */
export const int64 = (numbers: readonly number[], shape: Shape = [numbers.length]): Tensor =>
  tensor('int64', shape, numbers)

export const float32 = (numbers: readonly number[], shape: Shape = [numbers.length]): Tensor =>
  tensor('float32', shape, numbers)

export const bools = (numbers: readonly number[], shape: Shape = [numbers.length]): Tensor =>
  tensor('bool', shape, numbers)

/** All elements as doubles. `int64` beyond 2^53 loses its last bits. */
export const numbersOf = ({ data }: Tensor): Float64Array =>
  data instanceof BigInt64Array ? Float64Array.from(data, Number) : Float64Array.from(data)

const int64Limit = 2n ** 63n - 1n

/** ONNX writes "to the end" as the largest `int64`, which a double rounds up and out of range. */
function toInt64(x: number): bigint {
  const whole = BigInt(Math.trunc(x))
  return whole > int64Limit ? int64Limit : whole
}
