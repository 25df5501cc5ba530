import type { Graph, Node, Value } from '../graph/graph.ts'
import { sizeOf } from '../graph/shapes.ts'
import { isDiagonal, isFilter, isMask, isWave, type Numbers } from './fixedNumbers.ts'

/** Inputs of operators that hold what a network has learned. Running statistics are not learned by descent. */
const weighing: Readonly<Record<string, readonly number[]>> = {
  Conv: [1, 2],
  ConvTranspose: [1, 2],
  Gemm: [0, 1, 2],
  MatMul: [0, 1],
  PRelu: [1],
  BatchNormalization: [1, 2],
  InstanceNormalization: [1, 2],
  LayerNormalization: [1, 2],
  GroupNormalization: [1, 2],
  RMSNormalization: [1],
  /** The table that is looked up, such as an embedding of classes. */
  Gather: [0],
}

const isConvolution = ({ operator }: Node): boolean =>
  operator.name === 'Conv' || operator.name === 'ConvTranspose'

/** What carries weights on to where they are used: the inputs that it passes on, scaled or moved about. */
const carrying: Readonly<Record<string, readonly number[]>> = {
  ...Object.fromEntries(
    ['Identity', 'Cast', 'Reshape', 'Flatten', 'Transpose', 'Squeeze', 'Unsqueeze', 'Expand', 'Tile'].map(
      (name) => [name, [0]],
    ),
  ),
  Slice: [0],
  Gather: [0],
  Split: [0],
  Neg: [0],
  Mul: [0, 1],
  Div: [0],
  Add: [0, 1],
  Sub: [0],
}

/** What moves numbers about and leaves them as they are. */
const moving = new Set(['Identity', 'Cast', 'Transpose', 'Reshape', 'Squeeze', 'Unsqueeze', 'Pad', 'Flatten'])
/** What brings a picture into range and out of it. */
const ranging = new Set([...moving, 'Add', 'Sub', 'Mul', 'Div', 'Clip', 'Tanh', 'Sigmoid'])
/** A number for each of the channels of a picture, at most. */
const CHANNELS = 4

/**
 * The constants of a graph that training may change: weights, biases, tables, and the scales of normalisations and of
 * residuals, also where they are scaled, moved about or modulated before use. What its design has fixed is left out:
 * masks, positions, noise, filters, the mean and deviation of pictures, statistics, and plain numbers, of which
 * nothing tells whether they were learned.
 */
export function learnedConstants(graph: Graph): Value[] {
  return new Search(graph).found()
}

class Search {
  readonly #graph: Graph
  /** What depends on an input of the graph. */
  readonly #fed: ReadonlySet<Value>
  /** The picture before its first layer. */
  readonly #head: ReadonlySet<Value>
  /** The picture behind its last one. */
  readonly #tail: ReadonlySet<Value>
  readonly #found = new Set<Value>()

  constructor(graph: Graph) {
    this.#graph = graph
    this.#fed = fedBy(graph)
    this.#head = headOf(graph, this.#fed)
    this.#tail = tailOf(graph, this.#fed)
  }

  found(): Value[] {
    for (const node of this.#graph.nodes)
      if (node.outputs.some((output) => this.#fed.has(output))) this.#at(node)
    return [...this.#found]
  }

  #at(node: Node): void {
    const { operator, inputs, outputs } = node
    const { name } = operator
    if (isConvolution(node)) {
      const isFixed = this.#behind(inputs[1]!, true).some((value) => isDesigned(value, inputs[1]!))
      if (isFixed) return
      // What a network draws from without a picture is learned, too.
      this.#take(this.#behind(inputs[0]!, false))
      this.#take(this.#behind(inputs[1]!, true))
      if (inputs[2]) this.#take(this.#behind(inputs[2], false), 1)
      return
    }
    for (const position of weighing[name] ?? []) {
      const value = inputs[position]
      if (value) this.#take(this.#behind(value, false), name === 'MatMul' || name === 'Gather' ? 2 : 1)
    }
    if (name !== 'Mul' && name !== 'Add') return
    const [data, held] = inputs.toSorted((a, b) => Number(this.#fed.has(b!)) - Number(this.#fed.has(a!)))
    if (!data || !held || this.#fed.has(held) || this.#isRanging(node, data, held, outputs[0]!)) return
    if (isPlace(held, outputs[0]!)) return
    const isBias = name === 'Add' && before(data)?.operator.name === 'MatMul' && held.shape.length > 0
    this.#take(this.#behind(held, false), isBias ? 1 : 2)
  }

  /** Whether a few numbers bring a picture into range before its first layer, or out of it behind the last. */
  #isRanging({ operator }: Node, data: Value, held: Value, result: Value): boolean {
    if (sizeOf(held.shape) > CHANNELS) return false
    if (this.#head.has(data)) return true
    if (!this.#tail.has(result)) return false
    const layer = before(data)
    // The bias of a layer that has none of its own.
    const lacks = layer && (layer.operator.name === 'MatMul' || (isConvolution(layer) && !layer.inputs[2]))
    return !(operator.name === 'Add' && lacks)
  }

  /** The constants that a value is made of. @param through what is fed by an input, as a modulated weight is */
  #behind(value: Value, through: boolean): Value[] {
    if (value.data) return [value]
    if (!value.node || (this.#fed.has(value) && !through)) return []
    const { operator, inputs } = value.node
    return (carrying[operator.name] ?? []).flatMap((position) => {
      const input = inputs[position]
      // A constant that is added to an input is no weight; one that it is multiplied by is.
      return input && (operator.name !== 'Add' || !this.#fed.has(value)) ? this.#behind(input, through) : []
    })
  }

  /** @param least a constant of fewer numbers is a plain one. Alone and used as it is, it may have one. */
  #take(values: readonly Value[], minSize = values.length === 1 ? 1 : 2): void {
    for (const value of values) {
      const { shape, data } = value
      if (!(data instanceof Float32Array) || shape.length === 0 || sizeOf(shape) < minSize) continue
      const numbers = { shape, data }
      if (!isMask(numbers) && !isWave(numbers)) this.#found.add(value)
    }
  }
}

/** Whether a constant makes a convolution one that nobody trains. @param weight as the convolution has it */
function isDesigned({ data, shape }: Value, weight: Value): boolean {
  if (!(data instanceof Float32Array) || shape.length < 3) return false
  const numbers: Numbers = {
    data,
    shape: sizeOf(shape) === sizeOf(weight.shape) ? weight.shape : planesOf(shape),
  }
  return isFilter(numbers) || isDiagonal(numbers)
}

const planesOf = (shape: readonly number[]): number[] => [1, sizeOf(shape.slice(0, -2)), ...shape.slice(-2)]

/** One number for each place of a picture, whatever the channel: noise, or where it is. */
const isPlace = ({ shape }: Value, result: Value): boolean =>
  result.shape.length === 4 &&
  sizeOf(shape) > 1 &&
  sizeOf(shape) === sizeOf(shape.slice(-2)) &&
  shape.length > 1 &&
  shape.slice(-2).every((extent, k) => extent === result.shape[2 + k])

/** The node that made a value, but for what moves it about. */
function before(value: Value): Node | null {
  let { node } = value
  while (node && moving.has(node.operator.name)) node = node.inputs[0]!.node
  return node
}

function fedBy(graph: Graph): Set<Value> {
  const fed = new Set<Value>(graph.inputs)
  for (const { operator, inputs, outputs } of graph.nodes)
    if (!operator.static && inputs.some((input) => input && fed.has(input)))
      for (const output of outputs) fed.add(output)
  return fed
}

/** Whether a node does no more than to bring a picture into range or out of it. */
const isRanging = ({ operator, inputs }: Node, fed: ReadonlySet<Value>): boolean =>
  ranging.has(operator.name) &&
  inputs.filter((input) => input && fed.has(input)).length === 1 &&
  inputs.every(
    (input) => !input || fed.has(input) || moving.has(operator.name) || sizeOf(input.shape) <= CHANNELS,
  )

function headOf(graph: Graph, fed: ReadonlySet<Value>): Set<Value> {
  const head = new Set<Value>(graph.inputs.filter(({ shape }) => shape.length > 2))
  for (const node of graph.nodes)
    if (isRanging(node, fed) && node.inputs.some((input) => input && head.has(input)))
      for (const output of node.outputs) head.add(output)
  return head
}

function tailOf(graph: Graph, fed: ReadonlySet<Value>): Set<Value> {
  const tail = new Set<Value>([...graph.outputs.values()].filter(({ shape }) => shape.length > 2))
  for (const node of graph.nodes.toReversed())
    if (isRanging(node, fed) && tail.has(node.outputs[0]!))
      for (const input of node.inputs) if (input && fed.has(input)) tail.add(input)
  return tail
}
