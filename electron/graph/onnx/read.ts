import { GanvasError, reasonOf } from '../../contract/errors.ts'
import { isText, type Text, text } from '../../contract/text.ts'
import { constantOf } from '../constant.ts'
import type { Graph, Value, ValueType } from '../graph.ts'
import type { Operator } from '../operator.ts'
import { newGraph } from '../operators/index.ts'
import type { Shape } from '../shapes.ts'
import { type DType, dtypeOf, isFloat, type Tensor } from '../tensor.ts'
import { blackBox } from './blackBox.ts'
import { type Dimensions, shapeOf } from './dimensions.ts'
import { upgradeForeign } from './foreign.ts'
import { inOrder } from './order.ts'
import {
  decode,
  type FileGraph,
  type FileModel,
  type FileNode,
  type FileTensor,
  type FileValue,
  nodeOf,
  subgraphOf,
  tensorOf,
} from './protobuf.ts'
import { bfloat16, type ExternalData, tensorFromFile } from './types.ts'
import { renamed, upgrade } from './upgrade.ts'

/** Opsets that are read. Only one is written: see write.ts. */
export const oldestOpset = 9
export const newestOpset = 23

/** A protobuf message, and so a model without external data, can be no larger than this many bytes. */
export const largestFile = 2 ** 31 - 1

export interface ReadOptions {
  /** What messages call the file. */
  file?: string
  /** Sizes of dynamic axes. */
  dimensions?: Dimensions
  /** Shape of the first input, whatever the file calls it. */
  first?: Shape
  /** Gives the contents of files beside the model. */
  external?: ExternalData
}

/**
 * Reads an ONNX model as a graph of static shapes. A node that we do not know, or that does what we do not cover,
 * becomes a black box. Of an `If` whose condition no input has a say in, the branch that is taken is read.
 *
 * @throws unreadable-file for damage, newer-version for opsets above 23, unsupported for those below 9 and for outputs
 *   that the runtime cannot hand out, invalid-input for dynamic axes without a size and for weights that are no numbers,
 *   too-large above 2 GB. Messages name the node or the file.
 */
export function readOnnx(bytes: Uint8Array, options: ReadOptions = {}): Graph {
  const { file = 'the model', first, external = (location) => missing(file, location) } = options
  const model = parseOnnx(bytes, file)
  const weights = new Set(model.initialisers.map(({ name }) => name))
  const leading = model.inputs.find(({ name }) => !weights.has(name))
  const dimensions = { ...options.dimensions, ...(first && leading && { [leading.name]: first }) }
  const opsets = checkedOpsets(model, file)
  const noted = new Map([...model.values, ...model.outputs].map((value) => [value.name, value]))
  const graph = newGraph()
  const values = new Map<string, Value>()
  const contents = (tensor: FileTensor) => tensorFromFile(tensor, file, external)
  for (const tensor of model.initialisers)
    values.set(tensor.name, graph.constant(checkedNumbers(contents(tensor), tensor.name, file), tensor.name))
  for (const input of model.inputs)
    if (!values.has(input.name))
      values.set(
        input.name,
        graph.input(input.name, inputType(input, file), shapeOf(input, dimensions, file)),
      )
  readNodes(model.nodes, values, '')
  refuseInfiniteWeights(graph, file)
  for (const output of model.outputs) {
    const value = values.get(output.name)
    if (!value)
      throw new GanvasError('unreadable-file', text('onnx.outputMissing', { file, name: output.name }))
    if (unreachable(output))
      throw new GanvasError(
        'unsupported',
        text('onnx.outputType', { name: output.name, file, type: output.type }),
      )
    graph.output(output.name, value)
  }
  return graph

  /** @param scope goes before the names of what a subgraph makes, which other subgraphs may use again */
  function readNodes(nodes: readonly FileNode[], known: Map<string, Value>, scope: string): void {
    for (const node of inOrder(nodes, known.keys(), file)) {
      const made = add(node, known, scope)
      node.outputs.forEach((name, index) => {
        if (name && made[index]) known.set(name, made[index])
      })
    }
  }

  function add(node: FileNode, known: ReadonlyMap<string, Value>, scope: string): readonly Value[] {
    const inputs = node.inputs.map((name) => (name ? known.get(name)! : null))
    const taken = settledBranch(node, inputs)
    const name = scope + (node.name || node.outputs.find(Boolean) || node.operator)
    if (taken) return branch(taken, known, `${name}/`)
    const names = node.outputs.map((output) => output && scope + output)
    const options = { name, names, outputCount: node.outputs.length }
    const unknown = whyUnknown(node, inputs, graph.operators)
    if (unknown) return boxes(node, known, scope, name, unknown)
    try {
      const attributes = Object.fromEntries(
        node.attributes.map(({ name, value }) => [name, isTensor(value) ? contents(value) : value]),
      )
      const draft = { operator: node.operator, inputs, attributes, outputCount: node.outputs.length }
      const current = upgrade(draft, opsets.get('')!, graph)
      return graph.emit(current.operator, current.inputs, current.attributes, options)
    } catch (error) {
      if (!(error instanceof GanvasError)) throw error
      // The graph put the node's name before what its rule said.
      const said = reasonOf(error.cause instanceof GanvasError ? error.cause : error)
      if (error.code === 'unsupported') return boxes(node, known, scope, name, said)
      if (isText(said)) throw error
      const title = `${node.operator} '${name}'`
      throw new GanvasError(
        error.code,
        text('onnx.operands', { node: title, file, said }),
        {},
        { cause: error },
      )
    }
  }

  /** What a node that is not ours does, by black boxes of the opset that we write. */
  function boxes(
    node: FileNode,
    known: ReadonlyMap<string, Value>,
    scope: string,
    title: string,
    reason: Text | string,
  ): readonly Value[] {
    const version = opsets.get(node.domain) ?? 1
    const { nodes, constants } = upgradeForeign(node.foreign, version)
    const local = new Map(known)
    for (const tensor of constants) local.set(tensor.name, graph.constant(contents(tensorOf(tensor))))
    let made: readonly Value[] = []
    for (const [index, each] of nodes.map(nodeOf).entries()) {
      const inputs = [...each.inputs, ...each.captured].map((name) => (name ? local.get(name)! : null))
      const types =
        keepingShape.has(each.operator) && each.domain === '' && inputs[0]?.dtype !== 'opaque'
          ? 'kept'
          : each.outputs.map((output) => notedType(noted.get(output), dimensions, file))
      const foreign = { proto: each.foreign, version, captured: each.captured }
      const box = blackBox(each.operator, each.domain, types, reason, foreign)
      const names = each.outputs.map((output) => output && scope + output)
      const name = index === nodes.length - 1 ? title : names[0]!
      made = graph.emit(box, inputs, {}, { name, names, outputCount: names.length })
      for (const [k, output] of each.outputs.entries()) local.set(output, made[k]!)
    }
    return made
  }

  /** The results of a subgraph that runs in any case. */
  function branch(taken: FileGraph, known: ReadonlyMap<string, Value>, scope: string): readonly Value[] {
    const local = new Map(known)
    for (const tensor of taken.initialisers)
      local.set(
        tensor.name,
        graph.constant(checkedNumbers(contents(tensor), tensor.name, file), scope + tensor.name),
      )
    readNodes(taken.nodes, local, scope)
    return taken.outputs.map(({ name }) => local.get(name)!)
  }
}

/**
 * What a file holds, as it is written there.
 *
 * @param file what messages call it
 * @throws unreadable-file for what is no model, unsupported for operators of its own, too-large above 2 GB
 */
export function parseOnnx(bytes: Uint8Array, file: string): FileModel {
  if (bytes.length > largestFile) throw oversized(file)
  let model: FileModel | null
  try {
    model = decode(bytes)
  } catch (error) {
    throw new GanvasError(
      'unreadable-file',
      text('onnx.unreadable', { file, said: (error as Error).message }),
      {},
      { cause: error },
    )
  }
  if (!model || model.opsets.length === 0)
    throw new GanvasError('unreadable-file', text('onnx.noGraph', { file }))
  if (model.functions.length > 0)
    throw new GanvasError(
      'unsupported',
      text('onnx.ownOperators', { file, names: model.functions.join(', ') }),
    )
  return model
}

/** What is said of a file that is larger than {@link largestFile}. */
export const oversized = (file: string): GanvasError =>
  new GanvasError('too-large', text('onnx.tooLarge', { file }))

function checkedOpsets({ opsets }: FileModel, file: string): Map<string, number> {
  const versions = new Map(opsets.map(({ domain, version }) => [domain === 'ai.onnx' ? '' : domain, version]))
  const own = versions.get('') ?? 0
  if (own > newestOpset)
    throw new GanvasError('newer-version', text('onnx.newerOpset', { file, opset: own, newest: newestOpset }))
  if (own < oldestOpset)
    throw new GanvasError('unsupported', text('onnx.olderOpset', { file, opset: own, oldest: oldestOpset }))
  return versions
}

function inputType({ name, type }: FileValue, file: string): DType {
  const dtype = dtypeOf(type)
  if (dtype) return dtype
  throw new GanvasError('unsupported', text('onnx.inputType', { name, file, type }))
}

/** Why a node cannot be one of ours, as a reason that it cannot be differentiated. */
function whyUnknown(
  { operator, domain, attributes, captured }: FileNode,
  inputs: readonly (Value | null)[],
  known: ReadonlyMap<string, Operator>,
): Text | null {
  if (domain !== '' || (!known.has(operator) && !renamed.has(operator)))
    return text('gradient.unknownOperator')
  const strange = attributes.find(({ kind }) => kind === null)
  if (strange || captured.length > 0)
    return text('gradient.unknownAttribute', { name: strange?.name ?? captured[0]! })
  const opaque = inputs.find((input) => input?.dtype === 'opaque')
  return opaque ? text('gradient.unknownType', { name: opaque.name }) : null
}

/** Operators that we do not know, but for the type of their result, which is that of their first input. */
const keepingShape = new Set([
  ...['Acos', 'Acosh', 'Asin', 'Asinh', 'Atanh', 'Cosh', 'Sinh', 'Tan', 'Round', 'BitwiseNot'],
  ...['Softsign', 'ThresholdedRelu', 'Shrink', 'Swish', 'Hardmax'],
  ...['LRN', 'LpNormalization', 'MeanVarianceNormalization'],
])

/** What the file says of a black box's output. */
function notedType(value: FileValue | undefined, dimensions: Dimensions, file: string): ValueType {
  const opaque: ValueType = { dtype: 'opaque', shape: [] }
  const dtype = value && dtypeOf(value.type)
  if (!value?.dims || !dtype) return opaque
  try {
    return { dtype, shape: shapeOf(value, dimensions, file) }
  } catch {
    return opaque // A dynamic shape that the inputs' sizes do not settle.
  }
}

/** Infinities may be meant, as in the masks of attention. */
function checkedNumbers(tensor: Tensor, name: string, file: string): Tensor {
  if (!isFloat(tensor.dtype)) return tensor
  const at = (tensor.data as Float32Array).findIndex(Number.isNaN)
  if (at >= 0) throw noNumber(tensor, at, name, file)
  return tensor
}

/** What a network multiplies by and learns, where an infinity is damage. */
const weighing = new Set(['Conv', 'ConvTranspose', 'Gemm', 'MatMul'])

function refuseInfiniteWeights({ nodes }: Graph, file: string): void {
  for (const { operator, inputs } of nodes)
    if (weighing.has(operator.name) || operator.name.endsWith('Normalization'))
      for (const value of inputs) {
        if (!value?.data || !isFloat(value.dtype)) continue
        const at = (value.data as Float32Array).findIndex((x) => !Number.isFinite(x))
        if (at >= 0) throw noNumber(value as Tensor, at, value.name, file)
      }
}

const noNumber = ({ data }: Tensor, position: number, name: string, file: string) =>
  new GanvasError(
    'invalid-input',
    text('onnx.weightNotFinite', { name, file, value: String(data[position]), position }),
  )

/** The branch of an `If` whose condition the shapes settle. */
function settledBranch(node: FileNode, inputs: readonly (Value | null)[]): FileGraph | null {
  const condition = node.operator === 'If' && node.domain === '' ? inputs[0] && constantOf(inputs[0]) : null
  return (condition && subgraphOf(node, condition.data[0] ? 'then_branch' : 'else_branch')) ?? null
}

/** Outputs of these element types (complex numbers, and those of four or eight bits) end the runtime's process. */
const unreachable = ({ type }: FileValue): boolean => type >= 14 && type !== bfloat16

const isTensor = (value: unknown): value is FileTensor =>
  typeof value === 'object' && value !== null && 'dims' in value

function missing(file: string, location: string): never {
  throw new GanvasError('not-found', text('onnx.weightsMissing', { file, location }))
}
