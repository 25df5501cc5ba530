import { defect } from '../contract/errors.ts'
import { digest, type Graph, type Value } from '../graph/graph.ts'
import { asInputs, graft } from '../graph/passes/copy.ts'
import { learnedConstants } from './learned.ts'
import type { Network } from './weights.ts'

export interface ImportOptions {
  /** Scope of what is copied; another one for each network of a graph. */
  name?: string
  /** Constants that become parameters; those that were learned if not given. */
  trained?: readonly string[]
}

/**
 * A graph with one output, such as one from a file, as an architecture: constants become parameters that start as what
 * they hold. Its first input is what it is applied to; further ones are noise, uniform in [0, 1). Its batch size is fixed.
 *
 * @throws invalid-input for a graph without inputs or of several outputs; and, when it is applied, naming an input or a
 *   weight of another shape
 */
export function importedNetwork(graph: Graph, options: ImportOptions = {}): Network {
  const { name: scope = 'imported', trained = learnedConstants(graph).map(({ name }) => name) } = options
  if (graph.inputs.length === 0 || graph.outputs.size !== 1)
    throw defect(
      'invalid-input',
      `'${scope}' has the inputs ${graph.inputs.map(({ name }) => name).join(', ')} and the outputs ${[...graph.outputs.keys()].join(', ')}. A network that is trained has an input, and one output.`,
    )
  const { graph: open, contents } = asInputs(graph, trained)
  const everywhere = new WeakMap<Graph, Map<string, { operands: string; y: Value }>>()
  /** What it was applied to in a graph: by scope, the operands and the result. */
  const applications = (target: Graph) => {
    const known = everywhere.get(target) ?? new Map<string, { operands: string; y: Value }>()
    everywhere.set(target, known)
    return known
  }
  const [input, ...others] = graph.inputs
  const [output] = open.outputs.keys()
  return (x, weights) => {
    const parameters = [...contents].map(([name, { shape, data }]) => [
      name,
      weights.parameter(name, shape, () => Float32Array.from(data as Float32Array)),
    ])
    const noises = others.map(({ name, shape }) => [
      name,
      weights.noise(name, shape, { kind: 'uniform', from: 0, to: 1 }),
    ])
    const given: Record<string, Value> = Object.fromEntries([...parameters, ...noises, [input!.name, x]])
    const applied = applications(x.graph)
    const place = `${scope}/${x.name}`
    const operands = Object.values(given)
      .map(({ name }) => name)
      .join()
    // One value may have several images: by the weights of before and after an update.
    const owner = applied.get(place)?.operands
    const own = owner === undefined || owner === operands ? place : `${place}#${digest(operands)}`
    const y = applied.get(own)?.y ?? graft(x.graph, open, given, own).get(output!)!
    applied.set(own, { operands, y })
    return y
  }
}
