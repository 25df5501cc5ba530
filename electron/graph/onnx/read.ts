import { GanvasError } from '../../contract/errors.ts'
import type { Graph, Value, ValueType } from '../graph.ts'
import type { Operator } from '../operator.ts'
import { newGraph } from '../operators/index.ts'
import { type DType, dtypeOf, isFloat, type Tensor } from '../tensor.ts'
import { blackBox } from './blackBox.ts'
import { type Dimensions, shapeOf } from './dimensions.ts'
import { upgradeForeign } from './foreign.ts'
import { inOrder } from './order.ts'
import { decode, type FileModel, type FileNode, type FileTensor, type FileValue } from './protobuf.ts'
import { type ExternalData, tensorFromFile } from './types.ts'
import { upgrade } from './upgrade.ts'

/** Opsets that are read. Only one is written: see write.ts. */
export const oldestOpset = 11
export const newestOpset = 22

/** A protobuf message, and so a model without external data, can be no larger than this many bytes. */
export const largestFile = 2 ** 31 - 1

export interface ReadOptions {
  /** What messages call the file. */
  file?: string
  /** Sizes of dynamic axes. */
  dimensions?: Dimensions
  /** Gives the contents of files beside the model. */
  external?: ExternalData
}

/**
 * Reads an ONNX model as a graph of static shapes. A node that we do not know, or that does what we do not cover,
 * becomes a black box.
 *
 * @throws unreadable-file for damage, newer-version for opsets above 22, unsupported for those below 11, invalid-input
 *   for dynamic axes without a size and for weights that are no numbers, too-large above 2 GB. Messages name the node
 *   or the file.
 */
export function readOnnx(bytes: Uint8Array, options: ReadOptions = {}): Graph {
  const { file = 'the model', dimensions = {}, external = (location) => missing(file, location) } = options
  const model = parse(bytes, file)
  const opsets = checkedOpsets(model, file)
  const noted = new Map([...model.values, ...model.outputs].map((value) => [value.name, value]))
  const graph = newGraph()
  const values = new Map<string, Value>()
  const contents = (tensor: FileTensor) => tensorFromFile(tensor, file, external)
  for (const tensor of model.initialisers)
    values.set(tensor.name, graph.constant(finite(contents(tensor), tensor.name, file), tensor.name))
  for (const input of model.inputs)
    if (!values.has(input.name))
      values.set(
        input.name,
        graph.input(input.name, inputType(input, file), shapeOf(input, dimensions, file)),
      )
  for (const node of inOrder(model.nodes, values.keys(), file)) {
    const inputs = node.inputs.map((name) => (name ? values.get(name)! : null))
    const made = add(node, inputs)
    node.outputs.forEach((name, index) => {
      if (name && made[index]) values.set(name, made[index])
    })
  }
  for (const { name } of model.outputs) {
    const value = values.get(name)
    if (!value) throw damaged(`${file} has an output '${name}' that nothing makes.`)
    graph.output(name, value)
  }
  return graph

  function add(node: FileNode, inputs: readonly (Value | null)[]): readonly Value[] {
    const name = node.name || node.outputs.find(Boolean) || node.operator
    const options = { name, names: node.outputs, outputCount: node.outputs.length }
    try {
      const reason = whyUnknown(node, inputs, graph.operators)
      if (reason) throw new GanvasError('unsupported', reason)
      const attributes = Object.fromEntries(
        node.attributes.map(({ name, value }) => [name, isTensor(value) ? contents(value) : value]),
      )
      const draft = { operator: node.operator, inputs, attributes, outputCount: node.outputs.length }
      const current = upgrade(draft, opsets.get('')!, graph)
      return graph.emit(current.operator, current.inputs, current.attributes, options)
    } catch (error) {
      if (!(error instanceof GanvasError) || error.code !== 'unsupported') throw error
      const types = node.outputs.map((output) => notedType(noted.get(output), dimensions, file))
      const version = opsets.get(node.domain) ?? 1
      const proto = node.domain === '' ? upgradeForeign(node.foreign, version) : node.foreign
      const foreign = { proto, version, captured: node.captured }
      // The graph put the node's name before the reason; the box is asked for it by name.
      const { message } = error.cause instanceof GanvasError ? error.cause : error
      const box = blackBox(node.operator, node.domain, types, message, foreign)
      return graph.emit(box, [...inputs, ...node.captured.map((name) => values.get(name)!)], {}, options)
    }
  }
}

function parse(bytes: Uint8Array, file: string): FileModel {
  if (bytes.length > largestFile) throw oversized(file)
  let model: FileModel | null
  try {
    model = decode(bytes)
  } catch (error) {
    throw damaged(`${file} is no ONNX model, or is cut short (${(error as Error).message}).`, error)
  }
  if (!model || model.opsets.length === 0)
    throw damaged(`${file} holds no graph: it is no ONNX model, or is cut short.`)
  if (model.functions.length > 0)
    throw new GanvasError(
      'unsupported',
      `${file} defines its own operators (${model.functions.join(', ')}). Export it with functions inlined.`,
    )
  return model
}

/** What is said of a file that is larger than {@link largestFile}. */
export const oversized = (file: string): GanvasError =>
  new GanvasError(
    'too-large',
    `${file} is larger than 2 GB, the most a model can be in one piece. Export it with external data.`,
  )

function checkedOpsets({ opsets }: FileModel, file: string): Map<string, number> {
  const versions = new Map(opsets.map(({ domain, version }) => [domain === 'ai.onnx' ? '' : domain, version]))
  const own = versions.get('') ?? 0
  if (own > newestOpset)
    throw new GanvasError(
      'newer-version',
      `${file} uses opset ${own}; the newest one read is ${newestOpset}. Export it with opset ${newestOpset} or older.`,
      { opset: own },
    )
  if (own < oldestOpset)
    throw new GanvasError(
      'unsupported',
      `${file} uses opset ${own}; the oldest one read is ${oldestOpset}. Export it with opset ${oldestOpset} or newer.`,
      { opset: own },
    )
  return versions
}

function inputType({ name, type }: FileValue, file: string): DType {
  const dtype = dtypeOf(type)
  if (dtype) return dtype
  throw new GanvasError(
    'unsupported',
    `The input '${name}' of ${file} has the ONNX element type ${type}, which is not supported.`,
    { name, type },
  )
}

/** Why a node cannot be one of ours, in words that fit behind "cannot be differentiated:". */
function whyUnknown(
  { operator, domain, attributes, captured }: FileNode,
  inputs: readonly (Value | null)[],
  known: ReadonlyMap<string, Operator>,
): string | null {
  if (domain !== '' || (!known.has(operator) && operator !== 'Upsample')) return 'its operator is not known'
  const strange = attributes.find(({ kind }) => kind === null)
  if (strange || captured.length > 0)
    return `its attribute '${strange?.name}' is of a kind that is not covered`
  const opaque = inputs.find((input) => input?.dtype === 'opaque')
  return opaque ? `the type of its input '${opaque.name}' is not known` : null
}

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

function finite(tensor: Tensor, name: string, file: string): Tensor {
  if (!isFloat(tensor.dtype)) return tensor
  const at = (tensor.data as Float32Array).findIndex((x) => !Number.isFinite(x))
  if (at < 0) return tensor
  throw new GanvasError(
    'invalid-input',
    `The weight '${name}' of ${file} holds ${tensor.data[at]} at position ${at}. The model was damaged in training or in conversion.`,
    { name, position: at },
  )
}

const isTensor = (value: unknown): value is FileTensor =>
  typeof value === 'object' && value !== null && 'dims' in value

const damaged = (message: string, cause?: unknown) =>
  new GanvasError('unreadable-file', message, {}, { cause })

function missing(file: string, location: string): never {
  throw new GanvasError(
    'not-found',
    `${file} keeps its weights in '${location}', which is not there. Put it beside the model.`,
    { location },
  )
}
