import { ancestorsOf } from '../evaluate.ts'
import { Graph, type Node, type Value } from '../graph.ts'
import type { Tensor } from '../tensor.ts'

/**
 * What stands for a node in the copy: values of the target, or null to copy it as it is.
 *
 * @param imageOf gives the copy of a value that the node uses
 */
export type Substitute = (
  node: Node,
  imageOf: (value: Value) => Value,
  target: Graph,
) => readonly Value[] | null

/** Copies what the outputs need, under the same names. All inputs stay, so that callers need not ask which. */
export function copy(graph: Graph, substitute: Substitute = () => null): Graph {
  const target = new Graph(graph.operators)
  const live = ancestorsOf(graph.outputs.values())
  const images = new Map<Value, Value>()
  for (const input of graph.inputs) images.set(input, target.input(input.name, input.dtype, input.shape))
  for (const node of graph.nodes) {
    if (!node.outputs.some((output) => live.has(output))) continue
    const { outputs, operator, attributes, name } = node
    const names = outputs.map((output) => output.name)
    const options = { name, names, outputCount: outputs.length }
    const image = () =>
      target.emit(
        operator,
        node.inputs.map((input) => input && imageOf(input)),
        attributes,
        options,
      )
    const made = substitute(node, imageOf, target) ?? image()
    for (const [index, output] of outputs.entries()) images.set(output, made[index]!)
  }
  for (const [name, value] of graph.outputs) target.output(name, imageOf(value))
  return target

  /** Constants are copied when somebody uses them. */
  function imageOf(value: Value): Value {
    const image = images.get(value) ?? target.constant(value as Tensor, value.name)
    images.set(value, image)
    return image
  }
}
