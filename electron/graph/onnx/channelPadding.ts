import { numberOf } from '../tensor.ts'
import { decode, encode, type FileNode, type FileTensor } from './protobuf.ts'

const whole = numberOf('int64')

/** Channels that a kernel loads at once. */
const LANES = 4

/**
 * A model whose convolutions ONNX Runtime's WebGPU provider computes rightly: where it would not, as many channels of
 * zeros as are missing to a multiple of four are added to the input and the weights.
 *
 * Seen in 1.30, on a 16x16 picture: with 6, 9, 15, 18, 21, 27, 30 or 33 input channels and a multiple of four output
 * channels, kernels of 3x3 and 4x4 give numbers that are off by their own size; 1x1 kernels and 3, 14, 22, 24, 26, 28,
 * 34 and 62 channels are right, as are any with an odd number of output channels. So: more than three channels that
 * three divides and four does not.
 */
export function withPaddedChannels(model: Uint8Array): Uint8Array {
  const file = decode(model)!
  const constants = new Map(file.initialisers.map((tensor) => [tensor.name, tensor]))
  const shapes = new Map(file.inputs.map(({ name, dims }) => [name, dims]))
  const added: FileTensor[] = []
  const nodes = file.nodes.flatMap((node): FileNode[] => {
    const [input, weight, ...bias] = node.inputs
    const dims = constants.get(weight!)?.dims ?? shapes.get(weight!)
    const missing = node.operator === 'Conv' && node.domain === '' ? missingChannels(node, dims) : 0
    if (missing === 0) return [node]
    const own = node.outputs[0]!
    const [picture, kernel] = [`${own}/padded_input`, `${own}/padded_weight`]
    const pads = `${own}/pads`
    added.push(widths(pads, dims!.length, missing))
    return [
      padding(input!, pads, picture),
      padding(weight!, pads, kernel),
      // The record that it came from holds the old inputs.
      { ...node, inputs: [picture, kernel, ...bias] },
    ]
  })
  return added.length === 0
    ? model
    : encode({ ...file, nodes, initialisers: [...file.initialisers, ...added] })
}

/** Channels of zeros that a convolution needs to be computed rightly. @param dims of its weight, [out, in, ...kernel] */
function missingChannels(
  { attributes }: FileNode,
  dims: readonly (number | string | null)[] | null | undefined,
): number {
  const group = attributes.find(({ name }) => name === 'group')?.value ?? 1
  const [out, channels, ...kernel] = dims ?? []
  if (group !== 1 || typeof out !== 'number' || typeof channels !== 'number') return 0
  const wrong = channels > 3 && channels % 3 === 0 && channels % LANES !== 0 && out % LANES === 0
  return wrong && kernel.some((extent) => extent !== 1) ? LANES - (channels % LANES) : 0
}

/** How many zeros `Pad` adds: none before, and behind the channels `missing`. */
function widths(name: string, rank: number, missing: number): FileTensor {
  const numbers = new BigInt64Array(2 * rank)
  numbers[rank + 1] = BigInt(missing)
  return {
    name,
    dims: [2 * rank],
    type: whole,
    raw: new Uint8Array(numbers.buffer),
    typed: [],
    external: null,
  }
}

const padding = (from: string, pads: string, to: string): FileNode => ({
  name: `${to}/Pad`,
  operator: 'Pad',
  domain: '',
  inputs: [from, pads],
  outputs: [to],
  attributes: [],
  captured: [],
  foreign: null,
})
