import { GanvasError } from '../../contract/errors.ts'
import type { PictureTensor } from '../../contract/model/tensor.ts'
import type { Translation } from '../../contract/model/translation.ts'
import type { ImportSettings } from '../../contract/procedures/imports.ts'
import { text } from '../../contract/text.ts'
import * as op from '../../graph/builder.ts'
import type { Graph, Node, Value } from '../../graph/graph.ts'
import { withAnySize } from '../../graph/onnx/anySize.ts'
import { writeOnnx } from '../../graph/onnx/write.ts'
import { newGraph } from '../../graph/operators/index.ts'
import { sizeOf } from '../../graph/shapes.ts'
import { isFloat } from '../../graph/tensor.ts'
import { channelAxis, channelsOf, type Layout, PICTURE_RANK, scaleBetween, sidesOf } from './axes.ts'
import { type ColorMap, chroma, inputColors, isIdentity, lightness, outputColors, rgb } from './colors.ts'
import { ratioOf } from './normalisations.ts'
import type { ForeignNetwork } from './open.ts'
import { replay, type Substitute, singleType } from './replay.ts'

/** An imported network as every installed model is: float32 pictures by plane (NCHW) in [-1, 1], RGB or L to a* and b*. */
export interface BakedNetwork {
  /** For the sizes that `size` allows. */
  model: Uint8Array
  size: PictureTensor['size']
  input: Pick<PictureTensor, 'name' | 'channels' | 'range' | 'colorSpace' | 'size'>
  output: BakedNetwork['input'] & Pick<PictureTensor, 'scale'>
  noise: Noise[]
  /** Numbers in the weights. */
  parameters: number
}

export type Noise = Extract<Translation, { kind: 'drawing' }>['noise'][number]

/**
 * Writes a network with the settings built into it, as nodes before and after its own, so that all that comes after knows
 * one convention.
 *
 * @throws GanvasError `invalid-input` where the settings and the network do not go together
 */
export function bake({ graph: source }: ForeignNetwork, settings: ImportSettings): BakedNetwork {
  const { size, side, kind } = settings
  const example = 'multiple' in size ? atLeast(side, size.multiple) : size
  const noise: Noise[] = []
  const graph = between(source, settings, example, (node, imageOf, target) =>
    behaving(node, imageOf, target, settings, example, noise),
  )
  const scale = scaleBetween(graph.inputs[0]!.shape, graph.outputs.get('output')!.shape, 'NCHW')
  const { model } = writeOnnx(graph)
  const lab = kind === 'color'
  const tensor = { range: [-1, 1] as [number, number], colorSpace: lab ? 'lab' : 'srgb', size } as const
  return {
    model: 'multiple' in size ? withAnySize(model) : model,
    size,
    input: { ...tensor, name: 'input', channels: lab ? lightness : rgb },
    output: { ...tensor, name: 'output', channels: lab ? chroma : rgb, ...(scale > 1 && { scale }) },
    noise,
    parameters: source.constants.reduce(
      (sum, { dtype, shape }) => sum + (isFloat(dtype) ? sizeOf(shape) : 0),
      0,
    ),
  }
}

/**
 * A network at one size with its conventions built in and all else as its file has it: what can be compared with the
 * file. Dropouts drop nothing, as in `withDropoutOff`.
 *
 * @throws GanvasError `invalid-input` where the network does not take that size
 */
export const asInFile = (
  { graph: source }: ForeignNetwork,
  settings: ImportSettings,
  size: { width: number; height: number },
): Graph =>
  between(source, settings, size, ({ operator, inputs: [x] }, imageOf) =>
    operator.name === 'Dropout' ? [imageOf(x!)] : null,
  )

/** A network between the conventions of its settings and those of installed models. */
function between(
  source: Graph,
  settings: ImportSettings,
  { width, height }: { width: number; height: number },
  substitute: Substitute,
): Graph {
  const { layout, kind } = settings
  const [given] = source.inputs
  const graph = newGraph()
  const taken = channelsOf(given!.shape, layout)
  const input = graph.input('input', 'float32', [1, kind === 'color' ? 1 : 3, height, width])
  const x = toLayout(mapped(input, inputColors(settings, taken)), layout)
  const result = replay(graph, source, typed(x, given!), settings.output, substitute)
  const given4 = checked(withChannels(result, layout), settings, { width, height }, taken)
  const y = fromLayout(op.cast(given4, 'float32'), layout)
  graph.output('output', named(mapped(y, outputColors(settings, y.shape[1]!)), input))
  return graph
}

const atLeast = (side: number, multiple: number) => {
  const extent = Math.max(1, Math.round(side / multiple)) * multiple
  return { width: extent, height: extent }
}

/** A picture without an axis of channels has a single one. */
const withChannels = (y: Value, layout: Layout): Value =>
  y.shape.length === PICTURE_RANK - 1 ? op.apply('Unsqueeze', [y, op.integers(y, [channelAxis(layout)])]) : y

/** A 1 x 1 convolution, or nothing where nothing changes. */
function mapped(x: Value, map: ColorMap): Value {
  if (isIdentity(map)) return x
  const { matrix, shift } = map
  const weight = op.constant(x, [matrix.length, matrix[0]!.length, 1, 1], matrix.flat())
  return op.conv(x, weight, op.constant(x, [shift.length], shift))
}

// Not `op.transpose`, which leaves its work to a reshape of fixed size where it can.
const toLayout = (x: Value, layout: Layout): Value =>
  layout === 'NCHW' ? x : op.apply('Transpose', [x], { perm: [0, 2, 3, 1] })

const fromLayout = (x: Value, layout: Layout): Value =>
  layout === 'NCHW' ? x : op.apply('Transpose', [x], { perm: [0, 3, 1, 2] })

/** Whole numbers are rounded, and kept within theirs. */
function typed(x: Value, { dtype }: Value): Value {
  if (dtype !== 'uint8') return op.cast(x, singleType(dtype))
  return op.cast(op.add(op.min(op.max(x, 0), 255), 0.5), dtype)
}

/** An output that is the input itself has a name of its own. */
const named = (y: Value, input: Value): Value => (y === input ? op.identity(y) : y)

/** Batch normalisation and dropout as the settings have them; weights in half precision as what they are widened to. */
function behaving(
  node: Node,
  imageOf: (value: Value) => Value,
  target: Graph,
  { normalisation, dropout }: ImportSettings,
  size: { width: number; height: number },
  noise: Noise[],
): readonly Value[] | null {
  const { operator, inputs, attributes, outputs } = node
  const [x] = inputs
  if (operator.name === 'Cast' && x!.data && x!.dtype === outputs[0]!.dtype) return [imageOf(x!)]
  if (operator.name === 'BatchNormalization') {
    const given = imageOf(x!)
    const [, scale, bias] = inputs
    const { epsilon } = attributes
    // A single number normalised by itself would always be zero.
    if (normalisation === 'picture' && sizeOf(given.shape.slice(2)) > 1)
      return target.emit('InstanceNormalization', [given, imageOf(scale!), imageOf(bias!)], { epsilon })
    const statistics = inputs.slice(1).map((input) => imageOf(input!))
    return target.emit('BatchNormalization', [given, ...statistics], { epsilon })
  }
  if (operator.name === 'Dropout') {
    const given = imageOf(x!)
    const ratio = ratioOf(node)
    if (dropout === 'off' || ratio === 0) return [given]
    return [dropped(given, ratio, size, noise)]
  }
  return null
}

/** Drops what uniform numbers, an input of the network, have below the ratio; the rest makes up for it. */
function dropped(x: Value, ratio: number, size: { width: number; height: number }, noise: Noise[]): Value {
  const [, channels, height, width] = x.shape
  const stride = size.height / height!
  if (x.shape.length !== 4 || !Number.isInteger(stride) || size.width / width! !== stride)
    throw new GanvasError('invalid-input', text('imports.dropoutPlace', { shape: `[${x.shape.join(', ')}]` }))
  const name = `noise${noise.length + 1}`
  noise.push({ name, channels: channels!, stride })
  const numbers = x.graph.input(name, 'float32', x.shape)
  const kept = op.cast(op.greaterOrEqual(numbers, ratio), 'float32')
  return op.mul(x, op.mul(kept, 1 / (1 - ratio)))
}

function checked(
  result: Value,
  { layout, kind, output }: ImportSettings,
  example: { width: number; height: number },
  taken: number,
): Value {
  const given = result.shape.length === 4 ? channelsOf(result.shape, layout) : 0
  const fits = kind === 'color' ? taken === 1 && given === 2 : taken !== 2 && (given === 1 || given >= 3)
  const sides = result.shape.length === 4 ? sidesOf(result.shape, layout) : { width: 0, height: 0 }
  if (!fits || given > 4 || taken > 4)
    throw new GanvasError('invalid-input', text('imports.channels', { taken, given, kind }))
  const scale = sides.width / example.width
  if (!Number.isInteger(scale) || sides.height !== scale * example.height)
    throw new GanvasError(
      'invalid-input',
      text('imports.otherSize', {
        output,
        from: `${example.width} x ${example.height}`,
        to: `${sides.width} x ${sides.height}`,
      }),
    )
  if (scale > 1 && kind !== 'style')
    throw new GanvasError('invalid-input', text('imports.enlargesAsStyle', { output, factor: scale }))
  return result
}
