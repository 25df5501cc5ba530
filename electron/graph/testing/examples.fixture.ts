import * as op from '../builder.ts'
import { gradients } from '../differentiate.ts'
import type { Graph, Value } from '../graph.ts'
import type { Example, Operator } from '../operator.ts'
import { newGraph } from '../operators/index.ts'
import { sizeOf } from '../shapes.ts'
import { isFloat } from '../tensor.ts'

/** Repeatable numbers in [0, 1), by a 32-bit generator (mulberry32). */
export function random(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** Weights that make one number of many: different ones, so that no error can hide in a sum. */
export const weightsOf = (count: number, seed: number): Float64Array => {
  const draw = random(seed)
  return Float64Array.from({ length: count }, () => Math.fround(draw() * 2 - 1))
}

/** An example as a graph: outputs, their gradients, and the gradients of those. */
export interface Trial {
  graph: Graph
  feeds: Map<Value, Float64Array>
  /** The floating-point inputs that are differentiated. */
  drawn: Value[]
  outputs: readonly Value[]
  /** A weighted sum of all outputs that may be differentiated, if there are any. */
  loss: Value | null
  gradients: Value[]
  /** A weighted sum of all gradients. */
  secondLoss: Value | null
  second: Value[]
}

export function trialOf(operator: Operator, { inputs, attributes, outputCount }: Example): Trial {
  const graph = newGraph()
  const feeds = new Map<Value, Float64Array>()
  const values = inputs.map((input, index) => {
    if (!input) return null
    if ('dtype' in input) return graph.constant(input, `given${index}`)
    const value = graph.input(`x${index}`, 'float32', input.shape)
    const draw = random(index + 1)
    const { from, to } = input
    feeds.set(
      value,
      Float64Array.from({ length: sizeOf(value.shape) }, () => Math.fround(from + (to - from) * draw())),
    )
    return value
  })
  const outputs = graph.emit(operator, values, attributes, { outputCount })
  const drawn = [...feeds.keys()]
  const summed = outputs.slice(0, operator.differentiableOutputs).filter(({ dtype }) => isFloat(dtype))
  const loss =
    drawn.length > 0 && summed.length > 0 ? graph.within('loss', () => weightedSum(summed, 100)) : null
  const first = loss ? gradients(loss, drawn) : []
  const secondLoss = loss && graph.within('second', () => weightedSum(first, 200))
  const second = secondLoss ? gradients(secondLoss, drawn) : []
  return { graph, feeds, drawn, outputs, loss, gradients: first, secondLoss, second }
}

/** In single precision, whatever the operands. */
export function weightedSum(values: readonly Value[], seed: number): Value {
  return values
    .map((value, index) => {
      const single = op.cast(value, 'float32')
      const weights = op.constant(single, value.shape, weightsOf(sizeOf(value.shape), seed + index))
      return op.reduceSum(op.mul(single, weights), undefined, false)
    })
    .reduce(op.add)
}

/** An example in one line: shapes or contents of its operands, and its attributes. */
export function labelOf({ inputs, attributes }: Example): string {
  const operands = inputs.map((input) => {
    if (!input) return '-'
    return 'dtype' in input ? `${input.dtype}(${[...input.data].join(' ')})` : `[${input.shape.join(' ')}]`
  })
  const given = Object.entries(attributes).map(([name, value]) =>
    typeof value === 'object' && 'dtype' in value
      ? `${name}=${value.dtype}`
      : `${name}=${JSON.stringify(value)}`,
  )
  return [...operands, ...given].join(' ')
}
