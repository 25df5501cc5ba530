import { defect, GanvasError } from '../contract/errors.ts'
import type { Graph, Value } from './graph.ts'
import { type Reference, titleOf } from './operator.ts'
import { sizeOf } from './shapes.ts'
import { numbersOf, type Tensor } from './tensor.ts'

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
  for (const [value, numbers] of feeds)
    results.set(value, { shape: value.shape, data: Float64Array.from(numbers) })
  for (const value of graph.constants)
    results.set(value, { shape: value.shape, data: numbersOf(value as Tensor) })
  const live = ancestorsOf(wanted)
  for (const node of graph.nodes) {
    if (!node.outputs.some((output) => live.has(output))) continue
    const inputs = node.inputs.map((input) => input && resultOf(input))
    const data = node.operator.evaluate({ inputs, attributes: node.attributes, outputs: node.outputs })
    for (const [index, { shape }] of node.outputs.entries()) {
      if (data[index]?.length !== sizeOf(shape))
        throw new GanvasError(
          'internal',
          `${titleOf(node)} did not compute ${sizeOf(shape)} numbers, as it should.`,
        )
      results.set(node.outputs[index]!, { shape, data: data[index] })
    }
  }
  return wanted.map(resultOf)

  function resultOf(value: Value): Reference {
    const result = results.get(value)
    if (result?.data.length === sizeOf(value.shape)) return result
    throw defect('invalid-input', `'${value.name}' was not fed ${sizeOf(value.shape)} numbers.`, {
      value: value.name,
    })
  }
}

/** The wanted values and all they are computed from. */
export function ancestorsOf(wanted: Iterable<Value>): Set<Value> {
  const live = new Set<Value>(wanted)
  for (const value of live) for (const input of value.node?.inputs ?? []) if (input) live.add(input)
  return live
}
