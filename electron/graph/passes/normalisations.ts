import type { Graph, Node, Value } from '../graph.ts'
import { type Shape, sizeOf } from '../shapes.ts'
import { copy } from './copy.ts'
import { simplify } from './simplify.ts'

/** What becomes of the batch normalisations of a network that is handed on. */
export type NormalisationExport =
  /** They stay, with the statistics gathered in training. */
  | 'keep'
  /** They vanish into the layer before them, unless others use that layer too; the result is the same. */
  | 'fold'
  /** Each picture is normalised by itself, which is what pix2pix does when it runs in training mode, one by one. */
  | 'instance'

/**
 * Rewrites the batch normalisations of a graph, where that is possible, and simplifies it. Of the others
 * {@link batchNormalisations} tells.
 */
export function exportNormalisation(graph: Graph, how: NormalisationExport): Graph {
  if (how === 'keep') return simplify(graph)
  if (how === 'instance') {
    const uses = countUses(graph)
    return simplify(copy(graph, (node, imageOf, target) => asInstance(node, uses, imageOf, target)))
  }
  // Weights in half precision are constants only when their casts are worked out.
  const plain = simplify(graph)
  const uses = countUses(plain)
  return simplify(
    copy(plain, (node, imageOf, target) => {
      const norm = fixedNormalisation(node)
      const layer = node.inputs[0]?.node
      return norm && layer && uses.get(layer.outputs[0]!) === 1
        ? folded(node, layer, norm, imageOf, target)
        : null
    }),
  )
}

/** How many batch normalisations a graph has. */
export const batchNormalisations = ({ nodes }: Graph): number =>
  nodes.filter(({ operator }) => operator.name === 'BatchNormalization').length

/** Factor and shift of each channel: y = factor x + shift. */
interface Affine {
  factor: Float64Array
  shift: Float64Array
}

/** Null for another operator, a normalisation in training, and one whose statistics are computed. */
function fixedNormalisation({ operator, inputs, attributes }: Node): Affine | null {
  if (operator.name !== 'BatchNormalization' || attributes.training_mode) return null
  const [scale, bias, mean, variance] = inputs.slice(1).map((input) => input?.data as Float32Array | null)
  if (!scale || !bias || !mean || !variance) return null
  const epsilon = attributes.epsilon as number
  const factor = Float64Array.from(scale, (s, c) => s / Math.sqrt(variance[c]! + epsilon))
  return { factor, shift: Float64Array.from(bias, (b, c) => b - mean[c]! * factor[c]!) }
}

/**
 * The same by each picture's own statistics, whether the file has it in training or not. Null where a picture has but
 * one number for each channel, which would be lost, and where the running statistics are used.
 */
function asInstance(
  { operator, name, inputs, attributes, outputs }: Node,
  uses: ReadonlyMap<Value, number>,
  imageOf: (value: Value) => Value,
  target: Graph,
): readonly Value[] | null {
  if (operator.name !== 'BatchNormalization' || outputs.slice(1).some((output) => uses.has(output)))
    return null
  const [x, scale, bias] = inputs
  if (sizeOf(x!.shape.slice(2)) === 1) return null
  const { epsilon } = attributes
  const operands = [x!, scale!, bias!].map(imageOf)
  return target.emit('InstanceNormalization', operands, { epsilon }, { name, names: [outputs[0]!.name] })
}

/** The layer with the normalisation in its weights; null where it has none of its own. */
function folded(
  node: Node,
  layer: Node,
  { factor, shift }: Affine,
  imageOf: (value: Value) => Value,
  target: Graph,
): readonly Value[] | null {
  const [x, weight, bias] = layer.inputs
  const axis = outputAxis(layer)
  if (axis === null || !weight?.data || (bias && !bias.data)) return null
  const { data, shape } = weight
  const inner = sizeOf(shape.slice(axis + 1))
  const channel = (at: number) => Math.floor(at / inner) % shape[axis]!
  const scaled = (data as Float32Array).map((w, at) => w * factor[channel(at)]!)
  const before = bias?.data as Float32Array | undefined
  const moved = Float32Array.from(shift, (s, c) => s + (before?.[c] ?? 0) * factor[c]!)
  const float = (contents: Float32Array, form: Shape, name: string) =>
    target.constant({ dtype: 'float32', shape: form, data: contents }, name)
  const inputs = [
    imageOf(x!),
    float(scaled, shape, `${weight.name}.folded`),
    float(moved, [moved.length], `${node.name}.shift`),
  ]
  return target.emit(layer.operator, inputs, layer.attributes, { name: node.name, names: namesOf(node) })
}

/** Axis of a layer's weight that counts its outputs; null for an operator that cannot take a factor in. */
function outputAxis({ operator, attributes }: Node): number | null {
  if (operator.name === 'Conv') return 0
  if (operator.name === 'ConvTranspose') return attributes.group === 1 ? 1 : null
  const plain = attributes.alpha === 1 && attributes.beta === 1 && !attributes.transA
  return operator.name === 'Gemm' && plain ? (attributes.transB ? 0 : 1) : null
}

const namesOf = ({ outputs }: Node): string[] => outputs.slice(0, 1).map(({ name }) => name)

function countUses(graph: Graph): Map<Value, number> {
  const uses = new Map<Value, number>()
  const use = (value: Value) => uses.set(value, (uses.get(value) ?? 0) + 1)
  for (const { inputs } of graph.nodes) for (const input of inputs) if (input) use(input)
  for (const value of graph.outputs.values()) use(value)
  return uses
}
