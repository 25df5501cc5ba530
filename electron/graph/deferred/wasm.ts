import type { Elementwise, Pass } from '../deferredPass.ts'

/*
 * The few words of WebAssembly's binary format (W3C, core specification 2.0, chapter 5) that a pass is written in: one
 * loop of vectors of four.
 */

/** Elements of a tensor that lie in the memory at once: few enough that all tensors of a pass stay in the cache. */
export const BLOCK = 8192

/** Where a scalar lies, and where the block of a tensor begins, in bytes. */
export const scalarAt = (index: number): number => 4 * index
export const blockAt = (index: number): number => 1024 + 4 * BLOCK * index

export const MAX_SCALARS = 256

const vector: Record<Elementwise, number> = {
  Abs: 0xe0,
  Neg: 0xe1,
  Sqrt: 0xe3,
  Add: 0xe4,
  Sub: 0xe5,
  Mul: 0xe6,
  Div: 0xe7,
  Min: 0xe8,
  Max: 0xe9,
}

const [I32, V128] = [0x7f, 0x7b]
const VECTOR = 0xfd
const load = (offset: number) => [VECTOR, 0x00, 4, ...unsigned(offset)]
const loadSplat = (offset: number) => [VECTOR, 0x09, 2, ...unsigned(offset)]
const store = (offset: number) => [VECTOR, 0x0b, 4, ...unsigned(offset)]
const getLocal = (index: number) => [0x20, ...unsigned(index)]
const setLocal = (index: number) => [0x21, ...unsigned(index)]
const i32 = (value: number) => [0x41, ...signed(value)]

/**
 * A module that imports `env.memory` and exports `run(bytes)`, which computes so many bytes of every block: a multiple
 * of 16. Blocks of the tensors come first, those of the outputs after them.
 */
export function moduleOf({ tensors, scalars, instructions, outputs }: Pass): Uint8Array<ArrayBuffer> {
  const [end, at, first] = [0, 1, 2]
  const operand = (index: number) => getLocal(first + index)
  const scalar = tensors.length
  const result = tensors.length + scalars.length
  const body = [
    ...scalars.flatMap((_, k) => [...i32(0), ...loadSplat(scalarAt(k)), ...setLocal(first + scalar + k)]),
    ...[0x03, 0x40],
    ...tensors.flatMap((_, k) => [...getLocal(at), ...load(blockAt(k)), ...setLocal(first + k)]),
    ...instructions.flatMap(({ operator, operands }, k) => [
      ...operands.flatMap(operand),
      ...[VECTOR, vector[operator], 0x01],
      ...setLocal(first + result + k),
    ]),
    ...outputs.flatMap((output, k) => [
      ...getLocal(at),
      ...operand(output.operand),
      ...store(blockAt(tensors.length + k)),
    ]),
    ...[...getLocal(at), ...i32(16), 0x6a, 0x22, ...unsigned(at)],
    ...[...getLocal(end), 0x49, 0x0d, 0x00, 0x0b, 0x0b],
  ]
  const locals = [
    ...vectorOf([
      [1, I32],
      [...unsigned(result + instructions.length), V128],
    ]),
  ]
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
    ...section(1, [[0x60, ...vectorOf([[I32]]), 0]]),
    ...section(2, [[...text('env'), ...text('memory'), 0x02, 0x00, 0x01]]),
    ...section(3, [[0]]),
    ...section(7, [[...text('run'), 0x00, 0]]),
    ...section(10, [sized([...locals, ...body])]),
  ])
}

const section = (id: number, items: readonly number[][]) => [id, ...sized(vectorOf(items))]
const vectorOf = (items: readonly number[][]) => [...unsigned(items.length), ...items.flat()]
const sized = (bytes: readonly number[]) => [...unsigned(bytes.length), ...bytes]
const text = (name: string) => sized([...new TextEncoder().encode(name)])

/** LEB128. */
function unsigned(value: number): number[] {
  return value < 128 ? [value] : [(value & 127) | 128, ...unsigned(value >>> 7)]
}

function signed(value: number): number[] {
  return value >= -64 && value < 64 ? [value & 127] : [(value & 127) | 128, ...signed(value >> 7)]
}
