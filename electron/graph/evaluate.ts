import { GanvasError } from '../contract/errors.ts'
import type { Graph, Value } from './graph.ts'
import { type Reference, titleOf } from './operator.ts'
import { sameShape, showShape } from './shapes.ts'
import { numbersOf } from './tensor.ts'

/**
 * Runs a graph in double precision by the operators' reference rules. Slow and plain on purpose: it is what
 * gradients and the runtime are compared with, and what folds constants.
 *
 * @param feeds contents of every input that the wanted values depend on
 */
export function evaluate(
  graph: Graph,
  feeds: ReadonlyMap<Value, ArrayLike<number>>,
  wanted: readonly Value[],
): Reference[] {
  const results = new Map<Value, Reference>()
  for (const [{ shape }, numbers, value] of [...feeds].map(([value, data]) => [value, data, value] as const))
    results.set(value, { shape, data: Float64Array.from(numbers) })
  for (const value of graph.constants)
    results.set(value, {
      shape: value.shape,
      data: numbersOf({ dtype: 'float64', shape: value.shape, data: value.data! }),
    })
  const live = ancestorsOf(wanted)
  for (const node of graph.nodes) {
    if (!node.outputs.some((output) => live.has(output))) continue
    const inputs = node.inputs.map((input) => input && resultOf(input))
    const data = node.operator.evaluate({ inputs, attributes: node.attributes, outputs: node.outputs })
    node.outputs.forEach((output, index) => {
      if (data[index]!.length !== output.shape.reduce((a, b) => a * b, 1))
        throw new GanvasError(
          'internal',
          `${titleOf(node)} computed ${data[index]!.length} numbers for the shape ${showShape(output.shape)}.`,
        )
      results.set(output, { shape: output.shape, data: data[index]! })
    })
  }
  return wanted.map(resultOf)

  function resultOf(value: Value): Reference {
    const result = results.get(value)
    if (!result || !sameShape(result.shape, value.shape))
      throw new GanvasError('invalid-input', `The input '${value.name}' was not fed.`, { value: value.name })
    return result
  }
}

/** The wanted values and all they are computed from. */
export function ancestorsOf(wanted: Iterable<Value>): Set<Value> {
  const live = new Set<Value>(wanted)
  for (const value of live) for (const input of value.node?.inputs ?? []) if (input) live.add(input)
  return live
}
