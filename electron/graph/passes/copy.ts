import { defect } from '../../contract/errors.ts'
import { ancestorsOf } from '../evaluate.ts'
import { Graph, type Node, type Value } from '../graph.ts'
import { type Shape, sameShape, showShape } from '../shapes.ts'
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

/**
 * Copies what the outputs need, under the same names. All inputs stay, so that callers need not ask which.
 *
 * @param shapeOf of an input of the copy; as it was if not given
 */
export function copy(
  graph: Graph,
  substitute: Substitute = () => null,
  shapeOf: (input: Value) => Shape = ({ shape }) => shape,
): Graph {
  const target = new Graph(graph.operators)
  const images = new Map(
    graph.inputs.map((input) => [input, target.input(input.name, input.dtype, shapeOf(input))]),
  )
  const outputs = copyInto(target, graph, images, (name) => name, { substitute })
  for (const [name, value] of outputs) target.output(name, value)
  return target
}

/**
 * Applies a graph inside another one, as if it were an operator: a network from a file, or one network twice.
 *
 * @param inputs values of the target for the source's inputs, by name
 * @param scope  goes before all names, and so must be another one each time; give the constants that two applications
 *   share, such as trained weights, among the inputs
 * @param weights goes before the names of constants in its place: several applications with the same one share theirs
 * @returns the results, by the names of the source's outputs
 * @throws invalid-input naming an input that is missing, or of another type or shape than the source was made for
 */
export function graft(
  target: Graph,
  source: Graph,
  inputs: Readonly<Record<string, Value>>,
  scope: string,
  weights = scope,
): Map<string, Value> {
  const images = new Map(Object.entries(inputs).map(([name, value]) => [valueNamed(source, name), value]))
  const missing = source.inputs.find((input) => !images.has(input))
  if (missing) throw defect('invalid-input', `The input '${missing.name}' of '${scope}' was not given.`)
  for (const [own, given] of images)
    if (own.dtype !== given.dtype || !sameShape(own.shape, given.shape))
      throw defect(
        'invalid-input',
        `The input '${own.name}' of '${scope}' is ${own.dtype} ${showShape(own.shape)}, and '${given.name}' is ${given.dtype} ${showShape(given.shape)}. Read the network with these sizes, or train with its own.`,
        { name: own.name },
      )
  const rename = (name: string) => `${scope}/${name}`
  return copyInto(target, source, images, rename, { constants: (name) => `${weights}/${name}` })
}

/**
 * Turns constants into inputs, so that they can be trained.
 *
 * @returns the graph, and what its new inputs held, by name
 */
export function asInputs(
  graph: Graph,
  names: readonly string[],
): { graph: Graph; contents: Map<string, Tensor> } {
  const target = new Graph(graph.operators)
  const constants = names.map((name) => valueNamed(graph, name))
  const fixed = constants.find(({ data }) => data === null)
  if (fixed) throw defect('invalid-input', `'${fixed.name}' is no constant of the graph.`)
  const declare = (value: Value) => [value, target.input(value.name, value.dtype, value.shape)] as const
  const outputs = copyInto(
    target,
    graph,
    new Map([...graph.inputs, ...constants].map(declare)),
    (name) => name,
  )
  for (const [name, value] of outputs) target.output(name, value)
  return { graph: target, contents: new Map(constants.map((value) => [value.name, value as Tensor])) }
}

function valueNamed(graph: Graph, name: string): Value {
  const value = graph.value(name)
  if (!value) throw defect('not-found', `The graph has no value '${name}'.`, { name })
  return value
}

/** Copies what the source's outputs need; `images` says what stands for values that are in the target already. */
function copyInto(
  target: Graph,
  source: Graph,
  images: Map<Value, Value>,
  rename: (name: string) => string,
  {
    substitute = () => null,
    constants = rename,
  }: { substitute?: Substitute; constants?: typeof rename } = {},
): Map<string, Value> {
  const live = ancestorsOf(source.outputs.values())
  for (const node of source.nodes) {
    const { operator, inputs, outputs, attributes } = node
    if (!outputs.some((output) => live.has(output))) continue
    const options = {
      name: rename(node.name),
      names: outputs.map(({ name }) => rename(name)),
      outputCount: outputs.length,
    }
    const image = () =>
      target.emit(
        operator,
        inputs.map((input) => input && imageOf(input)),
        attributes,
        options,
      )
    const made = substitute(node, imageOf, target) ?? image()
    for (const [index, output] of outputs.entries()) images.set(output, made[index]!)
  }
  return new Map([...source.outputs].map(([name, value]) => [name, imageOf(value)]))

  /** Constants are copied when they are first used. */
  function imageOf(value: Value): Value {
    const image = images.get(value) ?? target.constant(value as Tensor, constants(value.name))
    images.set(value, image)
    return image
  }
}
