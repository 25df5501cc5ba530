import type { Value } from './graph.ts'
import type { Attributes } from './operator.ts'
import { axesOf, axisOf, range, type Shape, sameShape, sizeOf } from './shapes.ts'
import { type DType, int64, numberOf, type Tensor, tensor } from './tensor.ts'

/**
 * Operators as functions over values, for networks, losses and gradient rules. A number stands for a scalar of the
 * other operand's type. What changes nothing (a reshape to the same shape) returns its operand.
 */
export type Operand = Value | number

/** Applies an operator by name and returns its first output. The first input must be a value. */
export const apply = (
  operator: string,
  inputs: readonly [Value, ...(Value | null)[]],
  attributes?: Attributes,
): Value => inputs[0].graph.emit(operator, inputs, attributes)[0]!

/** A scalar of the type of `like`. */
export const scalar = (like: Value, number: number): Value =>
  like.graph.constant(tensor(like.dtype as Tensor['dtype'], [], [number]))

/** A list of `int64` beside `like`. */
export const integers = (like: Value, numbers: readonly number[]): Value =>
  like.graph.constant(int64(numbers))

/** A float constant beside `like`, of its type. */
export const constant = (like: Value, shape: Shape, numbers: ArrayLike<number>): Value =>
  like.graph.constant(tensor(like.dtype as Tensor['dtype'], shape, numbers))

const unary = (operator: string) => (x: Value) => apply(operator, [x])
const binary = (operator: string) => (a: Operand, b: Operand) => {
  const like = typeof a === 'number' ? (b as Value) : a
  const [first, second] = [a, b].map((x) => (typeof x === 'number' ? scalar(like, x) : x))
  return apply(operator, [first!, second!])
}

export const neg = unary('Neg')
export const abs = unary('Abs')
export const sign = unary('Sign')
export const sqrt = unary('Sqrt')
export const exp = unary('Exp')
export const log = unary('Log')
export const erf = unary('Erf')
export const sin = unary('Sin')
export const cos = unary('Cos')
export const tanh = unary('Tanh')
export const sigmoid = unary('Sigmoid')
export const softplus = unary('Softplus')
export const relu = unary('Relu')
export const not = unary('Not')
export const identity = unary('Identity')
export const leakyRelu = (x: Value, alpha = 0.01): Value => apply('LeakyRelu', [x], { alpha })

export const add = binary('Add')
export const sub = binary('Sub')
export const mul = binary('Mul')
export const div = binary('Div')
export const pow = binary('Pow')
export const min = binary('Min')
export const max = binary('Max')
export const equal = binary('Equal')
export const less = binary('Less')
export const lessOrEqual = binary('LessOrEqual')
export const greater = binary('Greater')
export const greaterOrEqual = binary('GreaterOrEqual')

export const square = (x: Value): Value => mul(x, x)

/** `condition ? a : b`, element by element. */
export function where(condition: Value, a: Operand, b: Operand): Value {
  const like = (typeof a === 'number' ? b : a) as Value
  const [first, second] = [a, b].map((x) => (typeof x === 'number' ? scalar(like, x) : x))
  return apply('Where', [condition, first!, second!])
}

export const cast = (x: Value, dtype: DType): Value =>
  x.dtype === dtype ? x : apply('Cast', [x], { to: numberOf(dtype) })

export const matMul = (a: Value, b: Value): Value => apply('MatMul', [a, b])
export const gemm = (a: Value, b: Value, c: Value | null, attributes?: Attributes): Value =>
  apply('Gemm', [a, b, c], attributes)
export const conv = (x: Value, weight: Value, bias: Value | null = null, attributes?: Attributes): Value =>
  apply('Conv', [x, weight, bias], attributes)
export const convTranspose = (
  x: Value,
  weight: Value,
  bias: Value | null = null,
  attributes?: Attributes,
): Value => apply('ConvTranspose', [x, weight, bias], attributes)
export const einsum = (equation: string, ...inputs: [Value, ...Value[]]): Value =>
  apply('Einsum', inputs, { equation })

const reduction =
  (operator: string) =>
  (x: Value, axes: readonly number[] = range(x.shape.length), keepdims = true): Value =>
    axes.length === 0 ? x : apply(operator, [x, integers(x, axes)], { keepdims: keepdims ? 1 : 0 })

export const reduceSum = reduction('ReduceSum')
export const reduceMean = reduction('ReduceMean')
export const reduceMax = reduction('ReduceMax')
export const reduceProd = reduction('ReduceProd')

export const softmax = (x: Value, axis = -1): Value => apply('Softmax', [x], { axis })
export const logSoftmax = (x: Value, axis = -1): Value => apply('LogSoftmax', [x], { axis })

export const reshape = (x: Value, shape: Shape): Value =>
  sameShape(x.shape, shape)
    ? x
    : // Else ONNX takes a 0 for "as it was".
      apply('Reshape', [x, integers(x, shape)], shape.includes(0) ? { allowzero: 1 } : {})

export const expand = (x: Value, shape: Shape): Value =>
  sameShape(x.shape, shape) ? x : apply('Expand', [x, integers(x, shape)])

/** `result.shape[i] = x.shape[order[i]]`. Where only axes of extent 1 move, nothing does in memory. */
export function transpose(x: Value, order: readonly number[]): Value {
  const long = order.filter((axis) => x.shape[axis] !== 1)
  const stays = long.every((axis, index) => index === 0 || axis > long[index - 1]!)
  return stays
    ? reshape(
        x,
        order.map((axis) => x.shape[axis]!),
      )
    : apply('Transpose', [x], { perm: order })
}

/** Swaps the last two axes. */
export function transposeLast(x: Value): Value {
  const rank = x.shape.length
  return transpose(x, [...range(rank - 2), rank - 1, rank - 2])
}

export const concat = (parts: readonly Value[], axis: number): Value =>
  parts.length === 1 ? parts[0]! : apply('Concat', parts as [Value, ...Value[]], { axis })

/** Splits along an axis into parts of the given sizes. */
export const split = (x: Value, sizes: readonly number[], axis: number): readonly Value[] =>
  x.graph.emit('Split', [x, integers(x, sizes)], { axis }, { outputCount: sizes.length })

export interface Cut {
  axis: number
  /** Inclusive. */
  start: number
  /** Exclusive; may be -Infinity with a negative step. */
  end: number
  step?: number
}

const int64Max = 2 ** 63

/** Cuts a region out; see {@link Cut}. */
export function slice(x: Value, cuts: readonly Cut[]): Value {
  const needed = cuts.filter(
    ({ axis, start, end, step = 1 }) =>
      step !== 1 || start !== 0 || end < x.shape[axisOf(axis, x.shape.length)]!,
  )
  if (needed.length === 0) return x
  return apply('Slice', [
    x,
    integers(
      x,
      needed.map(({ start }) => start),
    ),
    integers(
      x,
      needed.map(({ end }) => Math.max(-int64Max, Math.min(int64Max, end))),
    ),
    integers(
      x,
      needed.map(({ axis }) => axis),
    ),
    integers(
      x,
      needed.map(({ step = 1 }) => step),
    ),
  ])
}

/** Reverses an axis. */
export const flip = (x: Value, axis: number): Value =>
  slice(x, [{ axis, start: -1, end: Number.NEGATIVE_INFINITY, step: -1 }])

/**
 * Surrounds by zeros, or crops where a count is negative.
 *
 * @param before one count for each axis
 * @param after  one count for each axis
 */
export const pad = (x: Value, before: readonly number[], after: readonly number[]): Value =>
  [...before, ...after].every((count) => count === 0)
    ? x
    : apply('Pad', [x, integers(x, [...before, ...after])], { mode: 'constant' })

export const squeeze = (x: Value, axes: readonly number[]): Value => {
  const dropped = new Set(axesOf(axes, x.shape.length))
  return reshape(
    x,
    x.shape.filter((_, axis) => !dropped.has(axis)),
  )
}

/** Inserts axes of extent 1 at these positions of the result. */
export const unsqueeze = (x: Value, axes: readonly number[]): Value => {
  const inserted = new Set(axesOf(axes, x.shape.length + axes.length))
  const rest = [...x.shape]
  return reshape(
    x,
    range(rest.length + inserted.size).map((axis) => (inserted.has(axis) ? 1 : rest.shift()!)),
  )
}

/** A tensor of equal numbers, of the type of `like`, that costs no memory in the file. */
export const filled = (like: Value, shape: Shape, number: number): Value =>
  sizeOf(shape) === 1 && shape.length === 0 ? scalar(like, number) : expand(scalar(like, number), shape)

export const zeros = (like: Value, shape: Shape = like.shape): Value => filled(like, shape, 0)

export const gatherElements = (x: Value, indices: Value, axis: number): Value =>
  apply('GatherElements', [x, indices], { axis })

/** Adds `updates` into `x` at `indices` along an axis. */
export const scatterAdd = (x: Value, indices: Value, updates: Value, axis: number): Value =>
  apply('ScatterElements', [x, indices, updates], { axis, reduction: 'add' })
