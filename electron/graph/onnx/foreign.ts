import { clone, create } from '@bufbuild/protobuf'
import {
  type AttributeProto,
  AttributeProtoSchema,
  type GraphProto,
  AttributeProto_AttributeType as Kind,
  type NodeProto,
  NodeProtoSchema,
  type TensorProto,
  TensorProto_DataType as Type,
} from 'onnx-buf'
import { floatRecord, int64Record, nodeRecord, singleRecord } from './records.ts'

/** A node of a file, brought to the opset that we write: the nodes that do the same, and the constants they need. */
export interface Upgraded {
  nodes: NodeProto[]
  constants: TensorProto[]
}

/**
 * Brings a node that the runtime knows and we do not, or whose operands' shapes we do not know, from its opset to the one
 * that we write, with the nodes of its subgraphs: what other opsets call otherwise is renamed, attributes that have become
 * inputs move, and what has come to mean something else is said by other operators. No rule asks for a shape. Half
 * precision becomes single, as everywhere.
 *
 * @param proto the record of the node, as `FileNode.foreign` has it
 */
export function upgradeForeign(proto: unknown, opset: number): Upgraded {
  const node = clone(NodeProtoSchema, proto as NodeProto)
  for (const attribute of node.attribute) {
    if (attribute.t) attribute.t = singleRecord(attribute.t)
    if (typeAttributes.has(attribute.name) && isHalf(Number(attribute.i))) attribute.i = BigInt(Type.FLOAT)
    for (const graph of attribute.g ? [attribute.g, ...attribute.graphs] : attribute.graphs)
      upgradeGraph(graph, opset)
  }
  const rule = node.domain === '' || node.domain === 'ai.onnx' ? rules[node.opType] : undefined
  return rule?.(node, opset) ?? { nodes: [node], constants: [] }
}

function upgradeGraph(graph: GraphProto, opset: number): void {
  const upgraded = graph.node.map((node) => upgradeForeign(node, opset))
  graph.node = upgraded.flatMap(({ nodes }) => nodes)
  graph.initializer = [
    ...graph.initializer.map(singleRecord),
    ...upgraded.flatMap(({ constants }) => constants),
  ]
  for (const { type } of [...graph.input, ...graph.output, ...graph.valueInfo])
    if (type?.value.case === 'tensorType' && isHalf(type.value.value.elemType))
      type.value.value.elemType = Type.FLOAT
}

/** Attributes that name an element type. */
const typeAttributes = new Set(['to', 'dtype'])

const isHalf = (type: number): boolean => type === Type.FLOAT16 || type === Type.BFLOAT16

type Rule = (node: NodeProto, opset: number) => Upgraded | null

const alone = (node: NodeProto, ...constants: TensorProto[]): Upgraded => ({ nodes: [node], constants })

/** Numbers that were an attribute before an opset, and are the input at `position` since. */
const toInput =
  (name: string, since: number, position = 1): Rule =>
  (node, opset) => {
    const given = opset < since ? take(node, name) : undefined
    if (!given) return null
    const constant = `${node.output[0]}.${name}`
    const isOne = given.type === Kind.INT
    while (node.input.length < position) node.input.push('')
    node.input[position] = constant
    return alone(node, int64Record(constant, isOne ? [given.i] : given.ints, isOne ? [] : undefined))
  }

/** Numbers that were attributes before an opset, and are inputs since, as whole numbers or one in single precision each. */
const allToInputs =
  (names: readonly string[], since: number): Rule =>
  (node, opset) => {
    if (opset >= since) return null
    const constants: TensorProto[] = []
    for (const name of names) {
      const given = take(node, name)
      const constant = `${node.output[0]}.${name}`
      node.input.push(given ? constant : '')
      if (given?.type === Kind.FLOAT) constants.push(floatRecord(constant, given.f))
      else if (given) constants.push(int64Record(constant, given.ints))
    }
    while (node.input.at(-1) === '') node.input.pop()
    return alone(node, ...constants)
  }

/** Resize of opset 10 was Upsample under another name. */
const resizeAsOf10: Rule = (node, opset) => (opset >= 11 ? null : upsampleToResize(node, opset))

/** Up to opset 9 the count was an attribute, and a number alone. */
const countToInput: Rule = (node, opset) => {
  const given = opset < 10 ? take(node, 'k') : undefined
  if (!given) return null
  const constant = `${node.output[0]}.k`
  node.input[1] = constant
  return alone(node, int64Record(constant, [given.i]))
}

const scatterElements: Rule = (node) =>
  alone(nodeRecord('ScatterElements', node.input, node.output, node.attribute))

/** Up to opset 12 everything from the axis on, the second one if not given, was one axis. */
const overRest: Rule = (node, opset) => {
  if (opset >= 13) return null
  const axis = Number(take(node, 'axis')?.i ?? 1n)
  const [x, y] = [node.input[0]!, node.output[0]!]
  const [shape, rows, result] = ['shape', 'rows', 'result'].map((part) => `${y}.${part}`)
  return {
    nodes: [
      nodeRecord('Shape', [x], [shape!]),
      nodeRecord('Flatten', [x], [rows!], [integer('axis', axis)]),
      nodeRecord(node.opType, [rows!], [result!], [integer('axis', 1)]),
      nodeRecord('Reshape', [result!, shape!], [y]),
    ],
    constants: [],
  }
}

/**
 * Up to opset 20 there was one scale and bias for each group instead of each channel, which is what instance normalisation
 * does with groups for channels.
 */
const groupsAsInstances: Rule = (node, opset) => {
  if (opset >= 21) return null
  const [x, scale, bias] = node.input as [string, string, string]
  const y = node.output[0]!
  const [shape, wanted, rows, result] = ['shape', 'groups', 'rows', 'result'].map((part) => `${y}.${part}`)
  const groups = take(node, 'num_groups')?.i ?? 1n
  return {
    nodes: [
      nodeRecord('Shape', [x], [shape!]),
      nodeRecord('Reshape', [x, wanted!], [rows!]),
      nodeRecord(
        'InstanceNormalization',
        [rows!, scale, bias],
        [result!],
        node.attribute.filter(({ name }) => name === 'epsilon'),
      ),
      nodeRecord('Reshape', [result!, shape!], [y]),
    ],
    constants: [int64Record(wanted!, [0n, groups, -1n])],
  }
}

const countParts: Rule = (node, opset) => {
  const moved = toInput('split', 13)(node, opset)
  if (!moved && opset < 18 && node.input.length < 2)
    node.attribute.push(integer('num_outputs', node.output.length))
  return moved ?? alone(node)
}

/** Up to opset 13 training was told by the outputs that only training has. */
const stateTraining: Rule = (node, opset) => {
  if (opset < 14 && node.output.length > 1) node.attribute.push(integer('training_mode', 1))
  return alone(node)
}

/** Up to opset 11 nothing was dropped when a file ran. */
const dropsNothing: Rule = (node, opset) => {
  if (opset < 12) {
    take(node, 'ratio')
    node.input = [node.input[0]!]
  }
  return alone(node)
}

/** Upsample left ONNX with opset 10, but exporters still name it; it is one of the ways to Resize. */
const upsampleToResize: Rule = (node) => {
  const mode = node.attribute.filter(({ name }) => name === 'mode')
  const way = [text('coordinate_transformation_mode', 'asymmetric'), text('nearest_mode', 'floor')]
  const [x, scales] = node.input as [string, string]
  return alone(nodeRecord('Resize', [x, '', scales], node.output, [...mode, ...way]))
}

/** Up to opset 19 GridSample had modes of its own. */
const renameModes: Rule = (node, opset) => {
  const names: Readonly<Record<string, string>> = { bilinear: 'linear', bicubic: 'cubic' }
  const mode = node.attribute.find(({ name }) => name === 'mode')
  const current = opset < 20 && mode && names[new TextDecoder().decode(mode.s)]
  if (current) node.attribute = [...node.attribute.filter((each) => each !== mode), text('mode', current)]
  return alone(node)
}

/** Up to opset 15 regions lay half a pixel beside where they have lain since. */
const keepPixels: Rule = (node, opset) => {
  if (opset < 16) node.attribute.push(text('coordinate_transformation_mode', 'output_half_pixel'))
  return alone(node)
}

/** Up to opset 19 the axis was an attribute, with another default. */
const fourierAxis: Rule = (node, opset) => {
  if (opset < 20 && !node.attribute.some(({ name }) => name === 'axis'))
    node.attribute.push(integer('axis', 1))
  return toInput('axis', 20, 2)(node, opset)
}

const reductions = ['Mean', 'Max', 'Min', 'Prod', 'L1', 'L2', 'SumSquare', 'LogSum', 'LogSumExp']

const rules: Readonly<Record<string, Rule>> = {
  ...Object.fromEntries(reductions.map((name) => [`Reduce${name}`, toInput('axes', 18)])),
  ReduceSum: toInput('axes', 13),
  Squeeze: toInput('axes', 13),
  Unsqueeze: toInput('axes', 13),
  Split: countParts,
  Softmax: overRest,
  LogSoftmax: overRest,
  Hardmax: overRest,
  BatchNormalization: stateTraining,
  Dropout: dropsNothing,
  GroupNormalization: groupsAsInstances,
  Upsample: upsampleToResize,
  Resize: resizeAsOf10,
  Clip: allToInputs(['min', 'max'], 11),
  Pad: allToInputs(['pads', 'value'], 11),
  Slice: allToInputs(['starts', 'ends', 'axes'], 10),
  TopK: countToInput,
  Scatter: scatterElements,
  GridSample: renameModes,
  RoiAlign: keepPixels,
  DFT: fourierAxis,
}

/** Takes an attribute off a node. */
function take(node: NodeProto, name: string): AttributeProto | undefined {
  const found = node.attribute.find((attribute) => attribute.name === name)
  node.attribute = node.attribute.filter((attribute) => attribute !== found)
  return found
}

const integer = (name: string, value: number): AttributeProto =>
  create(AttributeProtoSchema, { name, type: Kind.INT, i: BigInt(value) })

const text = (name: string, value: string): AttributeProto =>
  create(AttributeProtoSchema, {
    name,
    type: Kind.STRING,
    s: new TextEncoder().encode(value) as Uint8Array<ArrayBuffer>,
  })
