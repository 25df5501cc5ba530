import { GanvasError } from '../contract/errors.ts'
import type { Graph, Value } from '../graph/graph.ts'
import { newGraph } from '../graph/operators/index.ts'
import { simplify } from '../graph/passes/simplify.ts'
import { type Shape, sameShape, showShape } from '../graph/shapes.ts'
import type { Weights } from '../nets/weights.ts'
import type { Product } from './recipes/recipe.ts'
import { averageOf } from './step.ts'
import type { NamedTensor } from './tensors.ts'

/** Finds a tensor of a run by its name. */
export type FindTensor = (name: string) => NamedTensor | undefined

/**
 * A trained network as a graph of its own, `input` [batch, …] -> `output`, its weights inside as constants.
 *
 * @throws not-found or invalid-input naming a weight that is missing or of another shape
 */
export function inferenceGraph(product: Product, find: FindTensor, batch = 1): Graph {
  const graph = newGraph()
  const input = graph.input('input', 'float32', [batch, ...product.input])
  const weights = new FixedWeights(graph, find, product.averaged, product.group, '')
  graph.output('output', product.network(input, weights))
  return simplify(graph)
}

class FixedWeights implements Weights {
  readonly training = false
  readonly #graph: Graph
  readonly #find: FindTensor
  readonly #averaged: boolean
  readonly #group: string
  readonly #scope: string

  constructor(graph: Graph, find: FindTensor, averaged: boolean, group: string, scope: string) {
    this.#graph = graph
    this.#find = find
    this.#averaged = averaged
    this.#group = group
    this.#scope = scope
  }

  parameter(name: string, shape: Shape): Value {
    const full = `${this.#group}/${this.#scope}${name}`
    return this.#fixed(name, this.#averaged ? averageOf(full) : full, shape)
  }

  buffer(name: string, shape: Shape): Value {
    return this.#fixed(name, `${this.#group}/${this.#scope}${name}`, shape)
  }

  replace(): void {}

  noise(name: string): Value {
    throw new GanvasError('internal', `A network that is not trained asks for the noise '${name}'.`)
  }

  within(scope: string): Weights {
    return new FixedWeights(this.#graph, this.#find, this.#averaged, this.#group, `${this.#scope}${scope}/`)
  }

  #fixed(name: string, full: string, shape: Shape): Value {
    const found = this.#find(full)
    if (!found) throw new GanvasError('not-found', `The run has no tensor '${full}'.`, { name: full })
    if (!sameShape(found.shape, shape))
      throw new GanvasError(
        'invalid-input',
        `The tensor '${full}' is ${showShape(found.shape)}, and the network needs ${showShape(shape)}.`,
        { name: full },
      )
    return this.#graph.constant({ dtype: 'float32', shape, data: found.data }, `${this.#scope}${name}`)
  }
}
