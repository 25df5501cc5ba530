import { GanvasError } from '../../contract/errors.ts'
import { text } from '../../contract/text.ts'
import * as op from '../../graph/builder.ts'
import type { Graph, Value } from '../../graph/graph.ts'
import { newGraph } from '../../graph/operators/index.ts'
import { simplify } from '../../graph/passes/simplify.ts'
import { type Shape, sameShape, showShape } from '../../graph/shapes.ts'
import type { NoiseKind, Weights } from '../../nets/weights.ts'
import type { Product } from '../game/product.ts'
import { averageOf } from '../step/stepWeights.ts'
import type { NamedTensor } from '../step/tensors.ts'

/** Finds a tensor of a run by its name. */
export type FindTensor = (name: string) => NamedTensor | undefined

/**
 * A trained network as a graph of its own, its inputs [batch, …] -> `output`, its weights inside as constants. What it draws
 * is a further input for each layer that draws, and chooses a variation: standard normal numbers where it is normal noise,
 * uniform numbers in [0, 1) for dropout and all else.
 *
 * @throws not-found or invalid-input naming a weight that is missing or of another shape
 */
export const inferenceGraph = (product: Product, find: FindTensor, batch = 1): Graph =>
  simplify(trainedNetwork(product, find, batch))

/** The same as the network was trained: with every node that its architecture has. */
export function trainedNetwork(product: Product, find: FindTensor, batch = 1): Graph {
  const graph = newGraph()
  const inputs = Object.entries(product.inputs).map(
    ([name, shape]) => [name, graph.input(name, 'float32', [batch, ...shape])] as const,
  )
  const weights = new FixedWeights(graph, find, product.averaged, product.group, '')
  const { value, heads } = product.net(Object.fromEntries(inputs), weights)
  graph.output('output', value)
  for (const name of product.heads ?? []) graph.output(name, heads[name]!)
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
    const drawn = this.#graph.value(full) ?? this.#graph.input(full, 'float32', shape)
    if (kind.kind === 'normal') return drawn
    if (kind.kind === 'keep') return op.mul(op.cast(op.less(drawn, kind.keep), 'float32'), 1 / kind.keep)
    const { from, to } = kind
    return from === 0 && to === 1 ? drawn : op.add(op.mul(drawn, to - from), from)
  }

  within(scope: string): Weights {
    return new FixedWeights(this.#graph, this.#find, this.#averaged, this.#group, `${this.#scope}${scope}/`)
  }

  #fixed(name: string, full: string, shape: Shape): Value {
    const found = this.#find(full)
    if (!found) throw new GanvasError('not-found', text('recipes.noTensor', { tensor: full }))
    if (!sameShape(found.shape, shape))
      throw new GanvasError(
        'invalid-input',
        text('training.otherSize', {
          tensor: full,
          shape: showShape(found.shape),
          wanted: showShape(shape),
        }),
      )
    return this.#graph.constant({ dtype: 'float32', shape, data: found.data }, `${this.#scope}${name}`)
  }
}
