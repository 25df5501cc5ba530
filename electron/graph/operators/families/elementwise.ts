import type { Value, ValueType } from '../../graph.ts'
import {
  type Drawn,
  type Example,
  example,
  floats,
  type InputGradients,
  operator,
  type Reference,
} from '../../operator.ts'
import { broadcastShapes, invalid, offsetOf, type Shape, stridesOf, tabulate } from '../../shapes.ts'
import { bools, type DType } from '../../tensor.ts'

/** `f` of every element. The gradient rule gets the operand, the result and the gradient of the result. */
export const unary = (
  name: string,
  f: (x: number) => number,
  gradient: 'zero' | ((x: Value, y: Value, dy: Value) => Value),
  domain: Drawn = floats(2, 3),
) =>
  operator({
    name,
    inputs: ['X'],
    infer: ({ inputs: [x] }) => [x],
    evaluate: ({ inputs: [x] }) => [x.data.map(f)],
    gradient: gradient === 'zero' ? 'zero' : ({ inputs: [x], y, dy }) => [() => gradient(x, y, dy)],
    examples: [example([domain])],
  })

/** `f` of two operands that broadcast against each other. */
export const binary = (
  name: string,
  f: (a: number, b: number) => number,
  gradient: (operands: { a: Value; b: Value; y: Value; dy: Value }) => InputGradients,
  [first, second]: [(...shape: number[]) => Drawn, (...shape: number[]) => Drawn] = [floats, floats],
) =>
  operator({
    name,
    inputs: ['A', 'B'],
    infer: ({ inputs }) => [
      { dtype: sameType(inputs), shape: broadcastShapes(inputs[0].shape, inputs[1].shape) },
    ],
    evaluate: ({ inputs, outputs: [y] }) => [zip(y!, inputs, ([a, b]) => f(a!, b!))],
    gradient: ({ inputs: [a, b], y, dy }) => gradient({ a, b, y, dy }),
    examples: [
      example([first(2, 3), second(2, 3)]),
      example([first(2, 1, 3), second(4, 1)]),
      example([first(3), second()]),
      example([first(), second(2, 2)]),
    ],
  })

/** A predicate of two operands. Constant almost everywhere. */
export const comparison = (
  name: string,
  f: (a: number, b: number) => boolean,
  examples: Example[] = [example([floats(2, 3), floats(3)])],
) =>
  operator({
    name,
    inputs: ['A', 'B'],
    infer: ({ inputs }) => {
      sameType(inputs)
      return [{ dtype: 'bool', shape: broadcastShapes(inputs[0].shape, inputs[1].shape) }]
    },
    evaluate: ({ inputs, outputs: [y] }) => [zip(y!, inputs, ([a, b]) => Number(f(a!, b!)))],
    gradient: 'zero',
    examples,
  })

/** A function of two truth values. */
export const logical = (name: string, f: (a: boolean, b: boolean) => boolean) =>
  comparison(name, (a, b) => f(a !== 0, b !== 0), [
    example([bools([0, 0, 1, 1], [2, 2]), bools([0, 1], [2])]),
  ])

/** Operands of one element type; returns it. */
export function sameType(inputs: readonly ValueType[]): DType {
  const types = new Set(inputs.map(({ dtype }) => dtype))
  if (types.size > 1) throw invalid(`takes operands of one type, not ${[...types].join(' and ')}`)
  return inputs[0]!.dtype
}

/** Applies `f` to the elements that broadcasting brings together. */
export function zip(
  { shape }: { shape: Shape },
  inputs: readonly Reference[],
  f: (elements: readonly number[]) => number,
): Float64Array {
  const strides = inputs.map((input) => broadcastStrides(input.shape, shape.length))
  return tabulate(shape, (index) => f(inputs.map(({ data }, k) => data[offsetOf(strides[k]!, index)]!)))
}

/** Strides that stay in place along broadcast axes. */
export function broadcastStrides(shape: Shape, rank: number): number[] {
  const own = stridesOf(shape).map((stride, axis) => (shape[axis] === 1 ? 0 : stride))
  return [...new Array<number>(rank - shape.length).fill(0), ...own]
}
