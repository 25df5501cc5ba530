import * as op from '../../builder.ts'
import { numbersIn } from '../../constant.ts'
import type { Value } from '../../graph.ts'
import { example, floats, int, operator, type Reference } from '../../operator.ts'
import { axesOf, offsetOf, range, type Shape, sizeOf, stridesOf, tabulate } from '../../shapes.ts'
import { int64 } from '../../tensor.ts'

interface Reduced {
  x: Value
  /** The result with the reduced axes kept. */
  y: Value
  /** Gradient of the result, in the same shape. */
  dy: Value
  axes: readonly number[]
  /** How many elements went into each result. */
  count: number
}

/** Reduces groups of elements to one number. The walker repeats the gradient along the reduced axes. */
export const reduction = (
  name: string,
  reduce: (elements: readonly number[]) => number,
  gradient: (call: Reduced) => Value,
) =>
  operator({
    name,
    inputs: ['data', 'axes?'],
    attributes: { keepdims: int(1), noop_with_empty_axes: int(0) },
    infer: ({ inputs: [x, axes], attributes }) => {
      const reduced = reducedAxes(x, axes && numbersIn(axes), attributes.noop_with_empty_axes)
      const kept = keptShape(x.shape, reduced)
      const shape = attributes.keepdims ? kept : kept.filter((_, axis) => !reduced.includes(axis))
      return [{ dtype: x.dtype, shape }]
    },
    evaluate: ({ inputs: [x, axes], attributes }) => {
      const reduced = reducedAxes(x, axes && [...axes.data], attributes.noop_with_empty_axes)
      return [reduceGroups(x, reduced, reduce)]
    },
    gradient: ({ inputs: [x, list], attributes, y, dy }) => {
      const axes = reducedAxes(x, list && numbersIn(list), attributes.noop_with_empty_axes)
      const kept = keptShape(x.shape, axes)
      const count = sizeOf(x.shape) / sizeOf(kept)
      return [() => gradient({ x, y: op.reshape(y, kept), dy: op.reshape(dy, kept), axes, count }), null]
    },
    examples: [
      example([floats(2, 3)]),
      example([floats(2, 3, 2), int64([0, -1])], { keepdims: 0 }),
      example([floats(2, 3, 2), int64([1])]),
      example([floats(3)], { keepdims: 0 }),
      example([floats(2, 2), int64([], [0])], { noop_with_empty_axes: 1 }),
    ],
  })

/** No axes means all of them, unless the node says that it means none. */
function reducedAxes(
  { shape }: { shape: Shape },
  axes: readonly number[] | null,
  emptyIsNone: number,
): number[] {
  if (axes?.length) return axesOf(axes, shape.length)
  return emptyIsNone ? [] : range(shape.length)
}

const keptShape = (shape: Shape, axes: readonly number[]): number[] =>
  shape.map((extent, axis) => (axes.includes(axis) ? 1 : extent))

export function reduceGroups(
  x: Reference,
  axes: readonly number[],
  reduce: (elements: readonly number[]) => number,
): Float64Array {
  const kept = keptShape(x.shape, axes)
  const strides = stridesOf(x.shape)
  const steps: number[] = []
  const group = axes.map((axis) => x.shape[axis]!)
  tabulate(group, (index) => steps.push(axes.reduce((sum, axis, k) => sum + strides[axis]! * index[k]!, 0)))
  return tabulate(kept, (index) => {
    const start = offsetOf(strides, index)
    return reduce(steps.map((step) => x.data[start + step]!))
  })
}
