import * as op from '../builder.ts'
import { numbersIn } from '../constant.ts'
import { Graph, type Node, type Value } from '../graph.ts'
import { type Shape, sameShape } from '../shapes.ts'
import { int64 } from '../tensor.ts'
import { copy, graft } from './copy.ts'

/**
 * A network of one example at a time as one of several: its inputs and outputs, [1, …] each, are [batch, …]. The numbers of
 * a Reshape in its middle follow. A network that does not treat its first axis as examples, since it folds it into
 * another or computes along it, is applied to each example by itself, with the same weights.
 *
 * @param graph as it was read for one example
 */
export function withBatch(graph: Graph, batch: number): Graph {
  return batch === 1 ? graph : (together(graph, batch) ?? oneByOne(graph, batch))
}

const leading = (batch: number, shape: Shape): Shape => [batch, ...shape.slice(1)]

/** Null where something in the middle does not come out as [batch, …]. */
function together(graph: Graph, batch: number): Graph | null {
  const open = new Set<Value>(graph.inputs)
  const keeps = graph.nodes.every((node) => {
    if (!node.inputs.some((input) => input && open.has(input))) return true
    for (const output of node.outputs) open.add(output)
    return keepsExamples(node, open)
  })
  if (!keeps) return null
  try {
    return copy(
      graph,
      (node, imageOf, target) => {
        if (!node.inputs.some((input) => input && open.has(input))) return null
        const images = node.inputs.map((input) => input && imageOf(input))
        const { name, outputs } = node
        const made = target.emit(node.operator, adjusted(node, images, batch), node.attributes, {
          name,
          names: outputs.map((output) => output.name),
          outputCount: outputs.length,
        })
        if (made.some(({ shape }, k) => !sameShape(shape, leading(batch, outputs[k]!.shape))))
          throw new Error(`'${name}' does not keep examples apart`)
        return made
      },
      ({ shape }) => leading(batch, shape),
    )
  } catch {
    // Which operator refused does not matter: the other way is always open.
    return null
  }
}

/** Whether a node may do with each example what it does with one. */
function keepsExamples({ operator, inputs, attributes, outputs }: Node, open: ReadonlySet<Value>): boolean {
  if (outputs.some(({ shape, dtype }) => dtype === 'opaque' || shape[0] !== 1)) return false
  if (operator.name === 'BatchNormalization' && attributes.training_mode) return false
  const { axis } = attributes
  const first = inputs[0]
  return !(first && open.has(first) && (axis === 0 || axis === -first.shape.length))
}

/** The operands, with a shape that was meant for one example as one for all, and what stands beside every example as often. */
function adjusted({ operator }: Node, images: readonly (Value | null)[], batch: number): (Value | null)[] {
  if (operator.name === 'Concat')
    return images.map((image) =>
      image && image.shape[0] !== batch ? op.expand(image, leading(batch, image.shape)) : image,
    )
  if (operator.name !== 'Reshape' && operator.name !== 'Expand') return [...images]
  const [data, shape] = images as [Value, Value]
  const wanted = numbersIn(shape)
  return [data, wanted[0] === 1 ? data.graph.constant(int64([batch, ...wanted.slice(1)])) : shape]
}

/** The network as often as there are examples, side by side. */
function oneByOne(graph: Graph, batch: number): Graph {
  const target = new Graph(graph.operators)
  const inputs = graph.inputs.map(({ name, dtype, shape }) =>
    target.input(name, dtype, leading(batch, shape)),
  )
  const each = Array.from({ length: batch }, (_, k) => {
    const own = inputs.map((input) => [input.name, op.slice(input, [{ axis: 0, start: k, end: k + 1 }])])
    return graft(target, graph, Object.fromEntries(own), `example${k}`, 'shared')
  })
  for (const name of graph.outputs.keys())
    target.output(
      name,
      op.concat(
        each.map((outputs) => outputs.get(name)!),
        0,
      ),
    )
  return target
}
