import type { ValueRange } from '../../contract/procedures/imports.ts'
import { constantOf } from '../../graph/constant.ts'
import type { Graph, Node, Value } from '../../graph/graph.ts'
import { numbersOf } from '../../graph/tensor.ts'

/** y = factor x + shift, of each channel, or of all by one number. */
interface Affine {
  factor: number[]
  shift: number[]
}

const unchanged: Affine = { factor: [1], shift: [0] }

/** What moves numbers about and leaves them as they are. */
const moving = new Set(['Identity', 'Cast', 'Transpose', 'Reshape', 'Squeeze', 'Unsqueeze', 'Pad'])

const byName = { signed: [-1, 1], unit: [0, 1], byte: [0, 255] } as const

export const ends = (range: Exclude<ValueRange, 'imagenet' | 'lab'>): readonly [number, number] =>
  typeof range === 'string' ? byName[range] : range

/** What tells the range of what comes out, in words of the graph. */
export interface OutputEnd {
  /** The operator that bounds it, or the last one, where nothing does. */
  operator: string
  range: ValueRange | null
}

const bounding: Readonly<Record<string, readonly [number, number]>> = {
  Tanh: [-1, 1],
  Sigmoid: [0, 1],
  HardSigmoid: [0, 1],
  Softmax: [0, 1],
}

/** The range of an output, from the last operator that bounds it and the affine steps after that. */
export function outputEnd(output: Value): OutputEnd {
  let [factor, shift] = [1, 0]
  let { node } = output
  while (node) {
    const { operator, inputs } = node
    const bounds = boundsOf(node)
    if (bounds) {
      const [low, high] = bounds.map((bound) => factor * bound + shift) as [number, number]
      return { operator: operator.name, range: nearest(Math.min(low, high), Math.max(low, high)) }
    }
    const step = affineOf(node)
    if (step) {
      // The mean of the channels tells the range; they differ by little where they differ at all.
      shift += factor * mean(step.affine.shift)
      factor *= mean(step.affine.factor)
      node = step.from.node
    } else if (moving.has(operator.name)) node = inputs[0]!.node
    else return { operator: operator.name, range: null }
  }
  return { operator: '', range: null }
}

function boundsOf({ operator, inputs }: Node): readonly [number, number] | null {
  if (operator.name !== 'Clip') return bounding[operator.name] ?? null
  const [low, high] = inputs.slice(1).map((input) => input && constantOf(input)?.data[0])
  return low === undefined || high === undefined || low === null || high === null
    ? null
    : [Number(low), Number(high)]
}

/** A range by its name where it is one of those with names, give or take rounding, or reaches over 0 to 255. */
function nearest(low: number, high: number): ValueRange {
  const close = (a: number, b: number) => Math.abs(a - b) < 0.02 * (high - low)
  for (const [name, [first, last]] of Object.entries(byName))
    if (close(low, first) && close(high, last)) return name as ValueRange
  return low <= 0 && high >= 255 && high < 400 ? 'byte' : [low, high]
}

/** What a network does to its input first: the range that brings it to what networks work on, and the order it names. */
export interface InputStart {
  range: ValueRange | null
  /** The order in which ImageNet's means are subtracted; null where they are not. */
  means: 'RGB' | 'BGR' | null
}

const imagenetMeans = [0.485, 0.456, 0.406]

export function inputStart(graph: Graph): InputStart {
  const [input] = graph.inputs
  if (input!.dtype === 'uint8') return { range: 'byte', means: null }
  let affine = unchanged
  let value: Value = input!
  let means: InputStart['means'] = null
  for (;;) {
    const users = graph.nodes.filter(({ inputs }) => inputs.includes(value))
    const [node] = users
    if (!node || users.length > 1) break
    const step = affineOf(node)
    if (step?.from === value) {
      affine = after(affine, step.affine)
      means ??= meansIn(step.affine.shift)
    } else if (!moving.has(node.operator.name) || node.operator.name === 'Pad') break
    value = node.outputs[0]!
  }
  const isChanged = affine.factor.some((f) => f !== 1) || affine.shift.some((s) => s !== 0)
  return { range: isChanged ? leading(affine) : null, means }
}

/** Whether numbers are ImageNet's means, from which one subtracts or to which one adds, in [0, 1] or up to 255. */
function meansIn(shift: readonly number[]): InputStart['means'] {
  if (shift.length !== 3) return null
  const size = shift.map(Math.abs)
  const scale = Math.max(...size) > 2 ? 255 : 1
  const are = (means: readonly number[]) => means.every((m, c) => Math.abs(size[c]! / scale - m) < 0.01)
  if (are(imagenetMeans)) return 'RGB'
  return are(imagenetMeans.toReversed()) ? 'BGR' : null
}

/** The named range that the first steps bring nearest to what networks work on. */
function leading(affine: Affine): ValueRange {
  const targets = [
    [-1, 1],
    [0, 1],
    [-2.1, 2.6],
    [-128, 128],
  ] as const
  const image = (x: number) => mean(affine.factor) * x + mean(affine.shift)
  const distance = ([low, high]: readonly [number, number]) =>
    Math.min(...targets.map(([a, b]) => (Math.abs(image(low) - a) + Math.abs(image(high) - b)) / (b - a)))
  const ranked = Object.entries(byName).toSorted(([, a], [, b]) => distance(a) - distance(b))
  return ranked[0]![0] as ValueRange
}

/** A step that multiplies by constants or adds them, and what it is done to; null for another operator. */
function affineOf({ operator, inputs }: Node): { affine: Affine; from: Value } | null {
  if (!['Add', 'Sub', 'Mul', 'Div'].includes(operator.name)) return null
  const [a, b] = inputs as [Value, Value]
  const [left, right] = [numbers(a), numbers(b)]
  if (!left === !right) return null
  const held = (left ?? right)!
  const zeros = held.map(() => 0)
  const ones = held.map(() => 1)
  if (operator.name === 'Add') return { affine: { factor: ones, shift: held }, from: left ? b : a }
  if (operator.name === 'Mul') return { affine: { factor: held, shift: zeros }, from: left ? b : a }
  if (operator.name === 'Sub')
    return left
      ? { affine: { factor: ones.map(() => -1), shift: held }, from: b }
      : { affine: { factor: ones, shift: held.map((x) => -x) }, from: a }
  return left ? null : { affine: { factor: held.map((x) => 1 / x), shift: zeros }, from: a }
}

/** A few numbers, such as one for each channel; a picture of constants is none. */
function numbers(value: Value): number[] | null {
  const constant = constantOf(value)
  return constant && constant.data.length <= 4 ? [...numbersOf(constant)] : null
}

function after(first: Affine, second: Affine): Affine {
  const count = Math.max(first.factor.length, second.factor.length)
  const at = (list: readonly number[], c: number) => list[list.length === 1 ? 0 : c]!
  const channels = Array.from({ length: count }, (_, c) => c)
  return {
    factor: channels.map((c) => at(first.factor, c) * at(second.factor, c)),
    shift: channels.map((c) => at(first.shift, c) * at(second.factor, c) + at(second.shift, c)),
  }
}

const mean = (list: readonly number[]): number => list.reduce((sum, x) => sum + x, 0) / list.length
