import { GanvasError } from '../../contract/errors.ts'
import { text } from '../../contract/text.ts'
import { ancestorsOf } from '../evaluate.ts'
import type { Graph, Node, Value } from '../graph.ts'
import type { AttributeValue } from '../operator.ts'
import { lower } from '../passes/lower.ts'
import { bytesOf, numberOf, type Tensor } from '../tensor.ts'
import type { Foreign } from './blackBox.ts'
import { encode, type FileAttribute, type FileNode, type FileTensor, type FileValue } from './protobuf.ts'
import { largestFile } from './read.ts'

/** The opset we write, and the file format that goes with it. */
export const opset = 21
const irVersion = 10

/** Room for everything in a file that is not a weight. */
const structure = 64 * 2 ** 20

/**
 * Writes what the outputs of a graph need as an ONNX model.
 *
 * @param location name of a file beside the model for the weights; without it they are inside
 * @returns the model, and the pieces of that other file in order
 * @throws too-large when weights inside would exceed 2 GB
 */
export function writeOnnx(source: Graph, location?: string): { model: Uint8Array; external: Uint8Array[] } {
  const graph = lower(source)
  const live = ancestorsOf(graph.outputs.values())
  const constants = graph.constants.filter((value) => live.has(value))
  const total = constants.reduce((sum, { data }) => sum + data!.byteLength, 0)
  if (location === undefined && total + structure > largestFile)
    throw new GanvasError('too-large', text('onnx.weightsTooLarge', { size: Math.round(total / 2 ** 20) }))
  const names = publicNames(graph)
  const nameOf = (value: Value) => names.get(value) ?? value.name
  const external: Uint8Array[] = []
  let offset = 0
  const initialiser = (value: Value): FileTensor => {
    const bytes = bytesOf(value as Tensor)
    const record = { name: nameOf(value), dims: [...value.shape], type: numberOf(value.dtype), typed: [] }
    if (location === undefined) return { ...record, raw: bytes, external: null }
    const place = { location, offset: String(offset), length: String(bytes.length) }
    external.push(bytes)
    offset += bytes.length
    return { ...record, raw: null, external: place }
  }
  const nodes = graph.nodes.filter(({ outputs }) => outputs.some((output) => live.has(output)))
  const model = encode({
    irVersion,
    opsets: opsetsOf(nodes),
    inputs: graph.inputs.map((value) => typeOf(value, value.name)),
    outputs: [...graph.outputs].map(([name, value]) => typeOf(value, name)),
    initialisers: constants.map(initialiser),
    nodes: [...nodes.flatMap((node) => nodesFor(node, nameOf, live)), ...copies(graph, nameOf)],
  })
  return { model, external }
}

/** Results of nodes take the name of the output they are; further names, and those of inputs, need a copy. */
function publicNames(graph: Graph): Map<Value, string> {
  const names = new Map<Value, string>()
  for (const [name, value] of graph.outputs)
    if (value.node && !value.node.operator.foreign && !names.has(value)) names.set(value, name)
  return names
}

const copies = (graph: Graph, nameOf: (value: Value) => string): FileNode[] =>
  [...graph.outputs]
    .filter(([name, value]) => nameOf(value) !== name)
    .map(([name, value]) => identity(nameOf(value), name))

const identity = (from: string, to: string): FileNode => ({
  ...ours,
  name: to,
  operator: 'Identity',
  inputs: [from],
  outputs: [to],
})

const ours = { domain: '', attributes: [], captured: [], foreign: null }

function nodesFor(node: Node, nameOf: (value: Value) => string, live: ReadonlySet<Value>): FileNode[] {
  const { operator, attributes } = node
  const foreign = operator.foreign as Foreign | undefined
  const inputs = node.inputs.map((input) => (input ? nameOf(input) : ''))
  const record = { ...ours, name: node.name, operator: operator.name, outputs: node.outputs.map(nameOf) }
  if (foreign) {
    const proper = inputs.length - foreign.captured.length
    const renamed = foreign.captured.flatMap((name, k) =>
      inputs[proper + k] === name ? [] : [identity(inputs[proper + k]!, name)],
    )
    return [...renamed, { ...record, inputs: inputs.slice(0, proper), foreign: foreign.proto }]
  }
  // The first output is never optional in ONNX, even where only another one is used.
  const used = node.outputs.map((output, k) => (k === 0 || live.has(output) ? nameOf(output) : ''))
  const given = Object.entries(attributes).flatMap(([name, value]) => attributeOf(node, name, value))
  return [
    {
      ...record,
      inputs: trimmed(inputs),
      outputs: operator.sparesOutputs ? trimmed(used) : record.outputs,
      attributes: given,
    },
  ]
}

/** Without the empty names at the end. */
const trimmed = (names: readonly string[]): string[] =>
  names.slice(0, names.findLastIndex((name) => name !== '') + 1)

/** Nothing for an attribute that is not set. */
function attributeOf({ operator }: Node, name: string, value: AttributeValue): FileAttribute[] {
  const { kind } = operator.attributes[name]!
  if (value === undefined) return []
  if (kind !== 'tensor') return [{ name, kind, value: value as number }]
  const { dtype, shape } = value as Tensor
  const raw = bytesOf(value as Tensor)
  return [
    {
      name,
      kind,
      value: { name: '', dims: [...shape], type: numberOf(dtype), raw, typed: [], external: null },
    },
  ]
}

function opsetsOf(nodes: readonly Node[]): { domain: string; version: number }[] {
  const versions = new Map([['', opset]])
  for (const { operator } of nodes) {
    const { version } = (operator.foreign as Foreign | undefined) ?? { version: 0 }
    // What newer opsets brought is in their files alone; what we write means the same in them.
    if (operator.foreign) versions.set(operator.domain, Math.max(version, versions.get(operator.domain) ?? 0))
  }
  return [...versions].map(([domain, version]) => ({ domain, version }))
}

const typeOf = ({ dtype, shape }: Value, name: string): FileValue => ({
  name,
  type: numberOf(dtype),
  dims: dtype === 'opaque' ? null : [...shape],
})
