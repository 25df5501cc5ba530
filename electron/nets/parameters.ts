import type { Value } from '../graph/graph.ts'
import { newGraph } from '../graph/operators/index.ts'
import { type Shape, sizeOf } from '../graph/shapes.ts'
import type { Network, Weights } from './weights.ts'

/** The tensors that a network trains, by name, when it is applied to an input of this shape. */
export function parameterShapes(network: Network, input: Shape): Map<string, Shape> {
  const graph = newGraph()
  const shapes = new Map<string, Shape>()
  const declare = (name: string, shape: Shape): Value =>
    graph.value(name) ?? graph.input(name, 'float32', shape)
  const weightsIn = (scope: string): Weights => ({
    training: false,
    parameter(name, shape) {
      shapes.set(scope + name, shape)
      return declare(scope + name, shape)
    },
    buffer: (name, shape) => declare(scope + name, shape),
    replace: () => {},
    noise: (name, shape) => declare(scope + name, shape),
    within: (inner) => weightsIn(`${scope}${inner}/`),
  })
  network(graph.input('input', 'float32', input), weightsIn(''))
  return shapes
}

/** Numbers that a network trains. */
export const countParameters = (network: Network, input: Shape): number =>
  [...parameterShapes(network, input).values()].reduce((sum, shape) => sum + sizeOf(shape), 0)
