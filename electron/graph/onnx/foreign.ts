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
  if (opset < 18 && owner && axesWereAttributes.has(node.opType)) moveAxes(node, owner)
  if (opset < 18 && owner && node.opType === 'Split' && node.input.length < 2)
    node.attribute.push(integer('num_outputs', node.output.length))
  for (const graph of node.attribute.flatMap(({ g, graphs }) => (g ? [g, ...graphs] : graphs)))
    for (const inner of graph.node) upgradeNode(inner, opset, graph)
}

const axesWereAttributes = new Set(
  ['Mean', 'Max', 'Min', 'Prod', 'L1', 'L2', 'SumSquare', 'LogSum', 'LogSumExp'].map(
    (name) => `Reduce${name}`,
  ),
)

/** Up to opset 19 GridSample had modes of its own. */
function renameModes({ attribute }: NodeProto): void {
  const names: Readonly<Record<string, string>> = { bilinear: 'linear', bicubic: 'cubic' }
  const mode = attribute.find(({ name }) => name === 'mode')
  const current = mode && names[new TextDecoder().decode(mode.s)]
  if (mode && current) mode.s = new TextEncoder().encode(current) as Uint8Array<ArrayBuffer>
}

/** Up to opset 17 these reductions took their axes as an attribute. */
function moveAxes(node: NodeProto, owner: GraphProto): void {
  const axes = node.attribute.find(({ name }) => name === 'axes')
  if (!axes) return
  const name = `${node.output[0]}.axes`
  const dims = [BigInt(axes.ints.length)]
  owner.initializer.push(
    create(TensorProtoSchema, { name, dims, dataType: TensorProto_DataType.INT64, int64Data: axes.ints }),
  )
  node.attribute = node.attribute.filter((each) => each !== axes)
  node.input = [node.input[0]!, name]
}

const integer = (name: string, value: number): AttributeProto =>
  create(AttributeProtoSchema, { name, type: Kind.INT, i: BigInt(value) })
