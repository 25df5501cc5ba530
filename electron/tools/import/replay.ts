import { defect } from '../../contract/errors.ts'
import { ancestorsOf } from '../../graph/evaluate.ts'
import type { Graph, Node, Value } from '../../graph/graph.ts'
import type { Attributes, AttributeValue } from '../../graph/operator.ts'
import { type DType, numberOf, type Tensor, tensor } from '../../graph/tensor.ts'

/** What stands for a node in the replay: values of the target, or null to apply it as it is. */
export type Substitute = (
  node: Node,
  imageOf: (value: Value) => Value,
  target: Graph,
) => readonly Value[] | null

/**
 * Applies a network anew, to an input of any size, so that every shape is worked out again. Double precision becomes
 * single: the runtime has convolutions for no other.
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
  if (!output) throw defect('not-found', `The network has no output '${name}'.`, { name })
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
      inSingle(attributes),
      { name: inside(label), names, outputCount: outputs.length },
    )
  }

  function imageOf(value: Value): Value {
    const image = images.get(value) ?? target.constant(singleTensor(value as Tensor), inside(value.name))
    images.set(value, image)
    return image
  }
}

/** The type of what a network takes or holds, when it is applied anew. */
export const singleType = <T extends DType>(dtype: T): T | 'float32' =>
  dtype === 'float64' ? 'float32' : dtype

const singleTensor = (held: Tensor): Tensor =>
  held.dtype === 'float64' ? tensor('float32', held.shape, held.data as Float64Array) : held

/** Attributes that name a type, or hold numbers of one. */
function inSingle(attributes: Attributes): Attributes {
  const single = ([name, value]: [string, AttributeValue]): [string, AttributeValue] => {
    if (name === 'to' && value === numberOf('float64')) return [name, numberOf('float32')]
    const isTensor = typeof value === 'object' && 'dtype' in value
    return [name, isTensor ? singleTensor(value) : value]
  }
  return Object.fromEntries(Object.entries(attributes).map(single))
}

/** Goes before the names of the network: it may call its own parts as we call the input and the output. */
export const PREFIX = 'network/'

const inside = (name: string) => PREFIX + name
