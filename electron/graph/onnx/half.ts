import { numberOf } from '../tensor.ts'
import { decode, encode, type FileNode, type FileTensor } from './protobuf.ts'
import { bfloat16, float16, numbersOfHalves } from './types.ts'

/** Weights below this many elements stay as they are: biases and statistics weigh nothing and need their range. */
const SMALLEST = 1024

const single = numberOf('float32')

/**
 * A model of ours with its large weights in half precision, half the size. Each is widened by a `Cast` before use,
 * which a runtime folds when it loads the model, so it computes in single precision on every device.
 */
export function withHalfWeights(model: Uint8Array): Uint8Array {
  const file = decode(model)!
  const casts: FileNode[] = []
  const initialisers = file.initialisers.map((tensor) => {
    const { name, raw, type } = tensor
    if (type !== single || !raw || raw.length < 4 * SMALLEST) return tensor
    casts.push(castOf(`${name}.half`, name))
    return { ...tensor, name: `${name}.half`, type: float16, raw: halvesOf(tensor, raw) }
  })
  return encode({ ...file, initialisers, nodes: [...casts, ...file.nodes] })
}

const castOf = (from: string, to: string): FileNode => ({
  name: `${to}/Cast`,
  operator: 'Cast',
  domain: '',
  inputs: [from],
  outputs: [to],
  attributes: [{ name: 'to', kind: 'int', value: single }],
  captured: [],
  foreign: null,
})

function halvesOf({ dims }: FileTensor, raw: Uint8Array): Uint8Array {
  const count = dims.reduce((product, extent) => product * extent, 1)
  const numbers = new Float32Array(new Uint8Array(raw).buffer, 0, count)
  return new Uint8Array(Uint16Array.from(numbers, numberToHalf).buffer)
}

/** Whether a file takes, gives or holds numbers of half precision. */
export function holdsHalf(model: Uint8Array): boolean {
  const { inputs, outputs, initialisers } = decode(model)!
  return [...inputs, ...outputs, ...initialisers].some(({ type }) => type === float16 || type === bfloat16)
}

/** The nearest IEEE 754 binary16, ties to even; too large becomes infinite. */
export function numberToHalf(value: number): number {
  const sign = value < 0 || Object.is(value, -0) ? 0x8000 : 0
  const size = Math.abs(value)
  if (Number.isNaN(value)) return 0x7e00
  if (size >= 65520) return sign | 0x7c00
  const exponent = Math.max(-14, Math.floor(Math.log2(size)))
  const steps = size / 2 ** (exponent - 10)
  const floor = Math.floor(steps)
  const rest = steps - floor
  const rounded = rest > 0.5 || (rest === 0.5 && floor % 2 === 1) ? floor + 1 : floor
  // Below 1024 steps the number is subnormal; 2048 carries into the exponent by itself.
  return sign | (rounded < 1024 ? rounded : ((exponent + 15) << 10) + rounded - 1024)
}

/**
 * The way back of {@link withHalfWeights}, for devices without half precision: weights that a `Cast` widens before
 * use are stored widened. What else a file has in half precision stays.
 */
export function withWidenedWeights(model: Uint8Array): Uint8Array {
  const file = decode(model)!
  const halves = new Map(
    file.initialisers
      .filter(({ type, raw }) => type === float16 && raw)
      .map((tensor) => [tensor.name, tensor]),
  )
  const widens = ({ operator, domain, inputs, attributes }: FileNode) =>
    operator === 'Cast' &&
    domain === '' &&
    halves.has(inputs[0]!) &&
    attributes.some(({ name, value }) => name === 'to' && value === single)
  const casts = file.nodes.filter(widens)
  if (casts.length === 0) return model
  const nodes = file.nodes.filter((node) => !widens(node))
  const asked = new Set([
    ...nodes.flatMap(({ inputs, captured }) => [...inputs, ...captured]),
    ...file.outputs.map(({ name }) => name),
  ])
  const widened = casts.map(({ inputs, outputs }): FileTensor => {
    const { dims, raw } = halves.get(inputs[0]!)!
    const numbers = numbersOfHalves(new Uint16Array(new Uint8Array(raw!).buffer))
    return {
      name: outputs[0]!,
      dims,
      type: single,
      raw: new Uint8Array(numbers.buffer),
      typed: [],
      external: null,
    }
  })
  const kept = file.initialisers.filter(({ name }) => !halves.has(name) || asked.has(name))
  return encode({ ...file, nodes, initialisers: [...kept, ...widened] })
}
