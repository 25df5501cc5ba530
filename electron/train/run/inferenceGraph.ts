import { GanvasError } from '../../contract/errors.ts'
import * as op from '../../graph/builder.ts'
import type { Graph, Value } from '../../graph/graph.ts'
import { newGraph } from '../../graph/operators/index.ts'
import { simplify } from '../../graph/passes/simplify.ts'
import { type Shape, sameShape, showShape } from '../../graph/shapes.ts'
import type { NoiseKind, Weights } from '../../nets/weights.ts'
import type { Product } from '../recipes/recipe.ts'
import { averageOf } from '../step/step.ts'
import type { NamedTensor } from '../step/tensors.ts'

/** Finds a tensor of a run by its name. */
export type FindTensor = (name: string) => NamedTensor | undefined

/**
 * A trained network as a graph of its own, `input` [batch, …] -> `output`, its weights inside as constants. Conditions are
 * further inputs, by their names. Where it has dropout, the noise of that is a further input for each layer, uniform numbers
 * in [0, 1): they choose a variation.
 *
 * @throws not-found or invalid-input naming a weight that is missing or of another shape
 */
export const inferenceGraph = (product: Product, find: FindTensor, batch = 1): Graph =>
  simplify(trainedNetwork(product, find, batch))

/** The same as the network was trained: with every node that its architecture has. */
export function trainedNetwork(product: Product, find: FindTensor, batch = 1): Graph {
  const graph = newGraph()
  const input = graph.input('input', 'float32', [batch, ...product.input])
  const conditions = Object.fromEntries(
    Object.entries(product.conditions ?? {}).map(([name, shape]) => [
      name,
      graph.input(name, 'float32', [batch, ...shape]),
    ]),
  )
  const weights = new FixedWeights(graph, find, product.averaged, product.group, '')
  graph.output('output', product.network(input, weights, conditions))
  return graph
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
    const full = `${this.#group}/${this.#scope}${name}`
    // Runs of older versions have no statistics of the averaged weights.
    const own = this.#averaged && this.#find(averageOf(full)) !== undefined
    return this.#fixed(name, own ? averageOf(full) : full, shape)
  }

  replace(): void {}

  noise(name: string, shape: Shape, kind: NoiseKind): Value {
    const full = `noise/${this.#scope}${name}`
    if (kind.kind !== 'keep')
      throw new GanvasError('internal', `No input of a network in use stands for the noise '${full}'.`)
    const drawn = this.#graph.value(full) ?? this.#graph.input(full, 'float32', shape)
    return op.mul(op.cast(op.less(drawn, kind.keep), 'float32'), 1 / kind.keep)
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
