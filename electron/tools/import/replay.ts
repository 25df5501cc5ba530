import { GanvasError } from '../../contract/errors.ts'
import { ancestorsOf } from '../../graph/evaluate.ts'
import type { Graph, Node, Value } from '../../graph/graph.ts'
import type { Tensor } from '../../graph/tensor.ts'

/** What stands for a node in the replay: values of the target, or null to apply it as it is. */
export type Substitute = (
  node: Node,
  imageOf: (value: Value) => Value,
  target: Graph,
) => readonly Value[] | null

/**
 * Applies a network anew, to an input of any size, so that every shape is worked out again.
 *
 * @param input stands for the network's only input, in the target
 * @param name  of the output that is wanted
 * @returns the output, in the target
 * @throws GanvasError `invalid-input` naming the operator whose rule refuses that size
 */
export function replay(
  target: Graph,
  source: Graph,
  input: Value,
  name: string,
  substitute: Substitute = () => null,
): Value {
  const output = source.outputs.get(name)
  if (!output) throw new GanvasError('not-found', `The network has no output '${name}'.`, { name })
  const live = ancestorsOf([output])
  const images = new Map<Value, Value>([[source.inputs[0]!, input]])
  for (const node of source.nodes) {
    if (!node.outputs.some((each) => live.has(each))) continue
    const made = substitute(node, imageOf, target) ?? applied(node)
    for (const [index, each] of node.outputs.entries()) if (made[index]) images.set(each, made[index])
  }
  return imageOf(output)

  function applied({ operator, inputs, attributes, outputs, name: label }: Node): readonly Value[] {
    const names = outputs.map((each) => inside(each.name))
    return target.emit(
      operator,
      inputs.map((value) => value && imageOf(value)),
      attributes,
      { name: inside(label), names, outputCount: outputs.length },
    )
  }

  function imageOf(value: Value): Value {
    const image = images.get(value) ?? target.constant(value as Tensor, inside(value.name))
    images.set(value, image)
    return image
  }
}

/** Names of the network go behind a prefix: it may call its own parts as we call the input and the output. */
const inside = (name: string) => `network/${name}`
