import { defect, GanvasError } from '../contract/errors.ts'
import type { Attributes, Operator } from './operator.ts'
import { resolveAttributes } from './operator.ts'
import { invalid, range, type Shape, sameShape, showShape } from './shapes.ts'
import { bytesOf, type DType, numbersOf, type Tensor, type TensorData } from './tensor.ts'

export interface ValueType {
  readonly dtype: DType
  /** Static. `[]` for a scalar, and for an `opaque` value, whose shape is not known. */
  readonly shape: Shape
}

/** One tensor of a graph: an input, a constant, or an output of a node. */
export interface Value extends ValueType {
  /** Unique in its graph. */
  readonly name: string
  readonly graph: Graph
  /** The node that computes it; null for an input or a constant. */
  readonly node: Node | null
  /** The contents of a constant, null otherwise. */
  readonly data: TensorData | null
}

/** One application of an operator. */
export interface Node {
  readonly name: string
  readonly operator: Operator
  /** By position; null where an optional input is left out. */
  readonly inputs: readonly (Value | null)[]
  /** Complete: attributes that were not given have their default. */
  readonly attributes: Attributes
  /** All outputs the operator has, used or not. */
  readonly outputs: readonly Value[]
}

export interface NodeOptions {
  /** Names of the outputs, '' for one without a name. Without any, names are derived and equal nodes are shared. */
  readonly names?: readonly string[]
  /** Name of the node; that of its first output if not given. */
  readonly name?: string
  readonly outputCount?: number
}

/**
 * A directed acyclic graph of ONNX operators over tensors of static shape. It only grows, and a node may use only
 * what is already there, so `nodes` is always in topological order. Passes make new graphs.
 */
export class Graph {
  readonly operators: ReadonlyMap<string, Operator>
  readonly inputs: Value[] = []
  readonly constants: Value[] = []
  readonly nodes: Node[] = []
  /** The public results, by their public name. */
  readonly outputs = new Map<string, Value>()
  readonly #values = new Map<string, Value>()
  readonly #shared = new Map<string, Node>()
  #scope = ''

  constructor(operators: ReadonlyMap<string, Operator>) {
    this.operators = operators
  }

  /** The value of this name, or undefined. */
  value(name: string): Value | undefined {
    return this.#values.get(name)
  }

  input(name: string, dtype: DType, shape: Shape): Value {
    const value = this.#declare({ name, dtype, shape, graph: this, node: null, data: null })
    this.inputs.push(value)
    return value
  }

  /** Adds a constant. The same contents under the same name are the same value; without a name it has one by its contents. */
  constant(tensor: Tensor, given?: string): Value {
    let name = given ?? nameOfConstant(tensor)
    while (this.#taken(name)) {
      const present = this.#values.get(name)
      if (present && holds(present, tensor)) return present
      if (given) break
      name += `#${digest(bytesOf(tensor).join())}`
    }
    const value = this.#declare({ ...tensor, name, graph: this, node: null })
    this.constants.push(value)
    return value
  }

  output(name: string, value: Value): void {
    if (this.outputs.has(name) || (this.#values.get(name) ?? value) !== value)
      throw defect('exists', `The graph already has a value '${name}'. Give the output another name.`)
    this.outputs.set(name, value)
  }

  /**
   * Applies an operator and returns its outputs. Nodes without given names are called `scope/Operator`, with a
   * digest of what they compute where that is taken, so a name never depends on how many nodes were made before.
   *
   * @throws invalid-input naming the operator and the node, when its rule refuses the operands
   */
  emit(
    operator: Operator | string,
    inputs: readonly (Value | null)[],
    attributes: Readonly<Record<string, unknown>> = {},
    { names, name: given, outputCount = 1 }: NodeOptions = {},
  ): readonly Value[] {
    const rule = typeof operator === 'string' ? this.#operator(operator) : operator
    const label = given || names?.find((name) => name)
    const title = label ? `${rule.name} '${label}'` : rule.name
    return blaming(title, () => {
      const complete = resolveAttributes(rule, attributes)
      const key = keyOf(rule, inputs, complete, outputCount)
      const shared = names || !rule.pure ? undefined : this.#shared.get(key)
      if (shared) return shared.outputs
      const types = rule.infer({ inputs, attributes: complete, outputCount })
      const wrong = types.find(
        ({ shape }) => !shape.every((extent) => Number.isSafeInteger(extent) && extent >= 0),
      )
      if (wrong) throw invalid(`would have the shape ${showShape(wrong.shape)}`)
      const name = given ?? names?.[0] ?? this.#deriveName(rule.name, key)
      const outputs: Value[] = []
      const node: Node = { name, operator: rule, inputs, attributes: complete, outputs }
      types.forEach((type, index) => {
        const output = names?.[index] || (index === 0 && !names ? name : `${name}:${index}`)
        outputs.push(this.#declare({ ...type, name: output, graph: this, node, data: null }))
      })
      this.nodes.push(node)
      if (!names) this.#shared.set(key, node)
      return outputs
    })
  }

  /** Prefixes the derived names of all nodes made by `build` with `scope/`. Scopes nest. */
  within<T>(scope: string, build: () => T): T {
    const outer = this.#scope
    this.#scope = outer ? `${outer}/${scope}` : scope
    try {
      return build()
    } finally {
      this.#scope = outer
    }
  }

  #operator(name: string): Operator {
    const found = this.operators.get(name)
    if (!found) throw defect('unsupported', `There is no operator '${name}'.`, { operator: name })
    return found
  }

  #declare(value: Value): Value {
    if (this.#taken(value.name))
      throw invalid(`the graph already has a value '${value.name}', and names are unique`)
    this.#values.set(value.name, value)
    return value
  }

  #taken(name: string): boolean {
    return this.#values.has(name) || this.outputs.has(name)
  }

  #deriveName(operator: string, key: string): string {
    const plain = this.#scope ? `${this.#scope}/${operator}` : operator
    let name = plain
    for (let text = key; this.#taken(name); text += name) name = `${plain}#${digest(text)}`
    return name
  }
}

/** Everything that decides what a node computes. */
export function keyOf(
  operator: Operator,
  inputs: readonly (Value | null)[],
  attributes: Attributes,
  count: number,
): string {
  const values = Object.entries(attributes).map(([name, value]) =>
    typeof value === 'object' && value && 'dtype' in value
      ? [name, value.dtype, value.shape, String(value.data)]
      : [name, value],
  )
  return JSON.stringify([operator.domain, operator.name, inputs.map((input) => input?.name), values, count])
}

function nameOfConstant(tensor: Tensor): string {
  const type = tensor.dtype === 'float32' ? '' : `${tensor.dtype} `
  if (tensor.data.length > 8)
    return `const/${type}${showShape(tensor.shape)}#${digest(bytesOf(tensor).join())}`
  const numbers = [...numbersOf(tensor)].map((x) => (tensor.dtype === 'float32' ? shortest(x) : x)).join(', ')
  const shape = tensor.shape.length > 1 ? showShape(tensor.shape) : ''
  return `const/${type}${tensor.shape.length === 0 ? numbers : `[${numbers}]`}${shape}`
}

/** The shortest decimal that is the same number in single precision. */
const shortest = (x: number): number =>
  range(9)
    .map((digits) => Number(x.toPrecision(digits + 1)))
    .find((decimal) => Object.is(Math.fround(decimal), x)) ?? x

function holds(value: Value, tensor: Tensor): boolean {
  if (value.dtype !== tensor.dtype || !sameShape(value.shape, tensor.shape)) return false
  return value.data?.every((x, index) => Object.is(x, tensor.data[index])) ?? false
}

/** FNV-1a, 32 bit, in base 36. */
export function digest(text: string): string {
  let hash = 0x811c9dc5
  for (let index = 0; index < text.length; index++)
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193) >>> 0
  return hash.toString(36)
}

/** Says of which node a rule complained. */
function blaming<T>(title: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    if (!(error instanceof GanvasError) || error.data.node) throw error
    throw defect(error.code, `${title}: ${error.message}.`, { ...error.data, node: title }, { cause: error })
  }
}
