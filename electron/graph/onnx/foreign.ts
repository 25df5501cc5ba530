import { clone, create } from '@bufbuild/protobuf'
import {
  type AttributeProto,
  AttributeProtoSchema,
  type GraphProto,
  AttributeProto_AttributeType as Kind,
  type NodeProto,
  NodeProtoSchema,
  TensorProto_DataType,
  TensorProtoSchema,
} from 'onnx-buf'

/**
 * A node of a file that is written back as it was read, brought from its opset to the one that we write, with the
 * nodes of its subgraphs: what other opsets call otherwise is renamed, and attributes that have become inputs move.
 *
 * @param proto the record of the node, as `FileNode.foreign` has it
 */
export function upgradeForeign(proto: unknown, opset: number): unknown {
  const node = clone(NodeProtoSchema, proto as NodeProto)
  upgradeNode(node, opset, null)
  return node
}

/** @param owner the subgraph that the node is in; null for the file's own graph, whose nodes we know or leave */
function upgradeNode(node: NodeProto, opset: number, owner: GraphProto | null): void {
  if (opset < 20 && node.opType === 'GridSample') renameModes(node)
  const since = owner && attributesSince.get(node.opType)
  if (owner && since && opset < since.opset) moveToInput(node, since.attribute, owner)
  if (opset < 18 && owner && node.opType === 'Split' && node.input.length < 2)
    node.attribute.push(integer('num_outputs', node.output.length))
  for (const graph of node.attribute.flatMap(({ g, graphs }) => (g ? [g, ...graphs] : graphs)))
    for (const inner of graph.node) upgradeNode(inner, opset, graph)
}

/** Numbers that were an attribute up to an opset, and are the second input since. */
const attributesSince: ReadonlyMap<string, { attribute: string; opset: number }> = new Map([
  ...['Mean', 'Max', 'Min', 'Prod', 'L1', 'L2', 'SumSquare', 'LogSum', 'LogSumExp'].map(
    (name) => [`Reduce${name}`, { attribute: 'axes', opset: 18 }] as const,
  ),
  ...['ReduceSum', 'Squeeze', 'Unsqueeze'].map((name) => [name, { attribute: 'axes', opset: 13 }] as const),
  ['Split', { attribute: 'split', opset: 13 }],
])

/** Up to opset 19 GridSample had modes of its own. */
function renameModes({ attribute }: NodeProto): void {
  const names: Readonly<Record<string, string>> = { bilinear: 'linear', bicubic: 'cubic' }
  const mode = attribute.find(({ name }) => name === 'mode')
  const current = mode && names[new TextDecoder().decode(mode.s)]
  if (mode && current) mode.s = new TextEncoder().encode(current) as Uint8Array<ArrayBuffer>
}

function moveToInput(node: NodeProto, attribute: string, owner: GraphProto): void {
  const numbers = node.attribute.find(({ name }) => name === attribute)
  if (!numbers) return
  const name = `${node.output[0]}.${attribute}`
  const dims = [BigInt(numbers.ints.length)]
  owner.initializer.push(
    create(TensorProtoSchema, { name, dims, dataType: TensorProto_DataType.INT64, int64Data: numbers.ints }),
  )
  node.attribute = node.attribute.filter((each) => each !== numbers)
  node.input = [node.input[0]!, name]
}

const integer = (name: string, value: number): AttributeProto =>
  create(AttributeProtoSchema, { name, type: Kind.INT, i: BigInt(value) })
