import { create, fromBinary, toBinary } from '@bufbuild/protobuf'
import {
  type AttributeProto,
  AttributeProtoSchema,
  type GraphProto,
  AttributeProto_AttributeType as Kind,
  TensorProto_DataLocation as Location,
  ModelProtoSchema,
  type NodeProto,
  NodeProtoSchema,
  type TensorProto,
  TensorProtoSchema,
  type ValueInfoProto,
  ValueInfoProtoSchema,
} from 'onnx-buf'
import type { AttributeKind } from '../operator.ts'

/*
 * Only this file, foreign.ts and records.ts know the protobuf library. What the others see of an ONNX file are the plain
 * records below.
 */

export interface FileTensor {
  name: string
  dims: number[]
  /** ONNX number of the element type. */
  type: number
  /** Little-endian elements; null if they are in one of the other two places. */
  raw: Uint8Array | null
  /** Elements of the typed fields of older writers. */
  typed: readonly (number | bigint)[]
  /** Where else the elements are: `location`, `offset`, `length`. */
  external: Readonly<Record<string, string>> | null
}

export type FileAttributeValue = number | string | readonly number[] | FileTensor
export interface FileAttribute {
  name: string
  /** Null for kinds that we do not handle, such as graphs. */
  kind: AttributeKind | null
  value: FileAttributeValue | null
}

export interface FileNode {
  name: string
  operator: string
  domain: string
  inputs: readonly string[]
  outputs: readonly string[]
  attributes: readonly FileAttribute[]
  /** Values of the graph that subgraphs of the node use without naming them as inputs. */
  captured: readonly string[]
  /** The record itself, for nodes that are written back as they were. */
  foreign: unknown
}

export interface FileValue {
  name: string
  /** ONNX number of the element type; 0 for what is no tensor. */
  type: number
  /** A number, the name of a dynamic size, or null for one without a name. Null as a whole: not even the rank is known. */
  dims: (number | string | null)[] | null
}

export interface FileGraph {
  inputs: FileValue[]
  outputs: FileValue[]
  /** Types of values in between, as far as the writer noted them. */
  values: FileValue[]
  initialisers: FileTensor[]
  nodes: FileNode[]
}

export interface FileModel extends FileGraph {
  irVersion: number
  opsets: { domain: string; version: number }[]
  /** Names of operators that the file defines itself. */
  functions: string[]
}

/** @throws whatever the protobuf library throws on bytes that are no model, or are cut short */
export function decode(bytes: Uint8Array): FileModel | null {
  const model = fromBinary(ModelProtoSchema, bytes)
  const { graph } = model
  if (!graph) return null
  return {
    irVersion: Number(model.irVersion),
    opsets: model.opsetImport.map(({ domain, version }) => ({ domain, version: Number(version) })),
    ...graphOf(graph),
    functions: model.functions.map(({ name }) => name),
  }
}

const graphOf = (graph: GraphProto): FileGraph => ({
  inputs: graph.input.map(fileValueOf),
  outputs: graph.output.map(fileValueOf),
  values: graph.valueInfo.map(fileValueOf),
  initialisers: graph.initializer.map(tensorOf),
  nodes: graph.node.map(nodeOf),
})

/** The graph that an attribute of a node holds, if there is one. */
export function subgraphOf({ foreign }: FileNode, attribute: string): FileGraph | undefined {
  const graph = (foreign as NodeProto).attribute.find(({ name }) => name === attribute)?.g
  return graph && graphOf(graph)
}

export function encode(model: Omit<FileModel, 'functions' | 'values'>): Uint8Array {
  return toBinary(
    ModelProtoSchema,
    create(ModelProtoSchema, {
      irVersion: BigInt(model.irVersion),
      producerName: 'ganvas',
      opsetImport: model.opsets.map(({ domain, version }) => ({ domain, version: BigInt(version) })),
      graph: {
        name: 'graph',
        input: model.inputs.map(valueProto),
        output: model.outputs.map(valueProto),
        initializer: model.initialisers.map(tensorProto),
        node: model.nodes.map(nodeProto),
      },
    }),
  )
}

function fileValueOf({ name, type }: ValueInfoProto): FileValue {
  if (type?.value.case !== 'tensorType') return { name, type: 0, dims: null }
  const { elemType, shape } = type.value.value
  const dims = shape?.dim.map(({ value }) => {
    if (value.case === 'dimValue') return Number(value.value)
    return value.case === 'dimParam' && value.value ? value.value : null
  })
  return { name, type: elemType, dims: dims ?? null }
}

function valueProto({ name, type, dims }: FileValue): ValueInfoProto {
  if (type === 0) return create(ValueInfoProtoSchema, { name })
  const shape = dims && { dim: dims.map((extent) => ({ value: dimProto(extent) })) }
  const value = { elemType: type, ...(shape ? { shape } : {}) }
  return create(ValueInfoProtoSchema, { name, type: { value: { case: 'tensorType', value } } })
}

function dimProto(extent: number | string | null) {
  if (typeof extent === 'number') return { case: 'dimValue' as const, value: BigInt(extent) }
  return extent === null ? { case: undefined } : { case: 'dimParam' as const, value: extent }
}

export function tensorOf(proto: TensorProto): FileTensor {
  const external = proto.dataLocation === Location.EXTERNAL
  const typed = [proto.floatData, proto.int32Data, proto.int64Data, proto.doubleData, proto.uint64Data]
  return {
    name: proto.name,
    dims: proto.dims.map(Number),
    type: proto.dataType,
    raw: proto.rawData.length > 0 ? proto.rawData : null,
    typed: typed.find((numbers) => numbers.length > 0) ?? [],
    external: external ? Object.fromEntries(proto.externalData.map(({ key, value }) => [key, value])) : null,
  }
}

function tensorProto({ name, dims, type, raw, external }: FileTensor): TensorProto {
  return create(TensorProtoSchema, {
    name,
    dims: dims.map(BigInt),
    dataType: type,
    ...(raw ? { rawData: raw as Uint8Array<ArrayBuffer> } : {}),
    ...(external
      ? {
          dataLocation: Location.EXTERNAL,
          externalData: Object.entries(external).map(([key, value]) => ({ key, value })),
        }
      : {}),
  })
}

export function nodeOf(proto: NodeProto): FileNode {
  return {
    name: proto.name,
    operator: proto.opType,
    domain: proto.domain === 'ai.onnx' ? '' : proto.domain,
    inputs: proto.input,
    outputs: proto.output,
    attributes: proto.attribute.map(attributeOf),
    captured: [...capturedBy(proto)],
    foreign: proto,
  }
}

/** A foreign record keeps all it said but the names of its inputs and outputs. */
function nodeProto(node: FileNode): NodeProto {
  const names = { name: node.name, input: [...node.inputs], output: [...node.outputs] }
  if (node.foreign) return create(NodeProtoSchema, { ...(node.foreign as NodeProto), ...names })
  const { operator: opType, domain, attributes } = node
  return create(NodeProtoSchema, { ...names, opType, domain, attribute: attributes.map(attributeProto) })
}

const text = new TextDecoder()

function attributeOf(proto: AttributeProto): FileAttribute {
  const { name, type } = proto
  const known = (kind: AttributeKind, value: FileAttributeValue) => ({ name, kind, value })
  if (type === Kind.FLOAT) return known('float', proto.f)
  if (type === Kind.INT) return known('int', Number(proto.i))
  if (type === Kind.STRING) return known('string', text.decode(proto.s))
  if (type === Kind.FLOATS) return known('floats', proto.floats)
  if (type === Kind.INTS) return known('ints', proto.ints.map(Number))
  if (type === Kind.TENSOR && proto.t) return known('tensor', tensorOf(proto.t))
  return { name, kind: null, value: null }
}

function attributeProto({ name, kind, value }: FileAttribute): AttributeProto {
  const fields = {
    float: () => ({ type: Kind.FLOAT, f: value as number }),
    int: () => ({ type: Kind.INT, i: BigInt(value as number) }),
    string: () => ({
      type: Kind.STRING,
      s: new TextEncoder().encode(value as string) as Uint8Array<ArrayBuffer>,
    }),
    floats: () => ({ type: Kind.FLOATS, floats: [...(value as readonly number[])] }),
    ints: () => ({ type: Kind.INTS, ints: (value as readonly number[]).map(BigInt) }),
    tensor: () => ({ type: Kind.TENSOR, t: tensorProto(value as FileTensor) }),
  }
  return create(AttributeProtoSchema, { name, ...fields[kind as AttributeKind]() })
}

/** Names that the node's subgraphs, and theirs, use but do not make. */
function capturedBy(node: NodeProto): Set<string> {
  const captured = new Set<string>()
  for (const graph of node.attribute.flatMap(({ g, graphs }) => (g ? [g, ...graphs] : graphs))) {
    const own = new Set([...graph.input, ...graph.initializer].map(({ name }) => name))
    for (const inner of graph.node) {
      for (const name of [...inner.input, ...capturedBy(inner)])
        if (name && !own.has(name)) captured.add(name)
      for (const name of inner.output) own.add(name)
    }
    for (const { name } of graph.output) if (!own.has(name)) captured.add(name)
  }
  return captured
}
