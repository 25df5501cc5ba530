import { numberOf } from '../tensor.ts'
import { decode, encode, type FileNode, type FileTensor } from './protobuf.ts'
import { tensorFromFile } from './types.ts'

const int64 = numberOf('int64')

/**
 * A model of one example at a time, its inputs and outputs [1, …], as one of as many as there are: their first axis is
 * called `batch`. The numbers of a Reshape in its middle follow. Whether the network treats its first axis as examples,
 * and computes each as it would alone, is for the caller to find out.
 */
export function withFreeBatch(model: Uint8Array): Uint8Array {
  const file = decode(model)!
  const stored = new Map(file.initialisers.map((tensor) => [tensor.name, tensor]))
  const shapes: FileTensor[] = []
  const nodes = file.nodes.map((node): FileNode => {
    const [data, shape] = node.inputs
    const wanted = node.operator === 'Reshape' && !stored.has(data!) ? stored.get(shape!) : undefined
    const numbers = wanted && numbersOf(wanted)
    if (numbers?.[0] !== 1n) return node
    const name = `${wanted!.name}/batch`
    if (!shapes.some((tensor) => tensor.name === name))
      // Zero stands for the extent that the data has.
      shapes.push({ ...wanted!, name, raw: bytesOf([0n, ...numbers.slice(1)]), typed: [] })
    return { ...node, inputs: [data!, name] }
  })
  const freed = <T extends { dims: (number | string | null)[] | null }>(value: T): T => {
    const [first, ...others] = value.dims ?? []
    return first === 1 ? { ...value, dims: ['batch', ...others] } : value
  }
  return encode({
    ...file,
    inputs: file.inputs.map(freed),
    outputs: file.outputs.map(freed),
    initialisers: [...file.initialisers, ...shapes],
    nodes,
  })
}

function numbersOf(tensor: FileTensor): bigint[] | undefined {
  if (tensor.type !== int64 || tensor.external) return undefined
  return Array.from(tensorFromFile(tensor, 'the model', () => new Uint8Array()).data as BigInt64Array)
}

const bytesOf = (numbers: readonly bigint[]): Uint8Array => new Uint8Array(BigInt64Array.from(numbers).buffer)
