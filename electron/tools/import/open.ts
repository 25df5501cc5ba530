import { GanvasError } from '../../contract/errors.ts'
import { text } from '../../contract/text.ts'
import type { Graph } from '../../graph/graph.ts'
import { decode, type FileValue } from '../../graph/onnx/protobuf.ts'
import { parseOnnx, readOnnx } from '../../graph/onnx/read.ts'
import type { ExternalData } from '../../graph/onnx/types.ts'
import { isFloat } from '../../graph/tensor.ts'
import { channelAxis, type Layout, layoutOf, PICTURE_RANK } from './axes.ts'

/** A network from elsewhere that may turn pictures into pictures. */
export interface ForeignNetwork {
  /** One picture in; at the size that the file states, or at {@link BASE_SIDE} where it states none. */
  graph: Graph
  inputs: FileValue[]
  outputs: FileValue[]
  layout: Layout
  opset: number
  /** Names of the axes, but for the batch's, whose size the file leaves open. */
  dynamic: string[]
}

/** Side, in pixels, at which pix2pix and CycleGAN are trained by default. */
export const BASE_SIDE = 256

/**
 * Reads a file as a network of one picture.
 *
 * @param file what messages call it
 * @param chosen the layout that the user says it has; guessed from its sizes if absent
 * @throws GanvasError as `readOnnx`; `unsupported` for several inputs, for one that is
 *   no picture, and for batches of a fixed size above one
 */
export function openNetwork(
  bytes: Uint8Array,
  file: string,
  external: ExternalData,
  chosen?: Layout,
): ForeignNetwork {
  const model = parseOnnx(bytes, file)
  const given = new Set(model.initialisers.map(({ name }) => name))
  const inputs = model.inputs.filter(({ name }) => !given.has(name))
  if (model.nodes.length === 0)
    throw new GanvasError('unsupported', text('imports.computesNothing', { file }))
  const makesPicture = model.outputs.some(({ dims }) => dims && dims.length >= PICTURE_RANK - 1)
  // Of numbers alone, or of numbers and a class.
  if (makesPicture && inputs.length > 0 && inputs.length <= 2 && inputs.every(isRow)) {
    const [{ name, dims }] = inputs as [FileValue]
    throw new GanvasError('unsupported', text('imports.generator', { file, name, shape: shapeOf(dims) }), {
      name,
    })
  }
  if (inputs.length !== 1)
    throw new GanvasError(
      'unsupported',
      text('imports.severalInputs', {
        file,
        count: inputs.length,
        names: inputs.map(({ name }) => name).join(', '),
      }),
      { inputs: inputs.map(({ name }) => name) },
    )
  const [input] = inputs as [FileValue]
  const dims = checkedDims(input, file)
  const shapeBy = (layout: Layout) =>
    dims.map((extent, axis) => extent ?? (axis === 0 ? 1 : axis === channelAxis(layout) ? 3 : BASE_SIDE))
  const readBy = (layout: Layout) => {
    const dimensions = { [input.name]: shapeBy(layout) }
    return readOnnx(bytes, { file, external, dimensions })
  }
  const { layout, graph } = chosen ? { layout: chosen, graph: readBy(chosen) } : readEither(dims, readBy)
  const { dtype } = graph.inputs[0]!
  if (!isFloat(dtype) && dtype !== 'uint8')
    throw new GanvasError('unsupported', text('imports.inputType', { file, name: input.name, type: dtype }))
  return {
    graph,
    inputs,
    outputs: model.outputs,
    layout,
    opset: model.opsets.find(({ domain }) => domain === '' || domain === 'ai.onnx')?.version ?? 0,
    dynamic: dims.flatMap((extent, axis) =>
      axis === 0 || extent !== null ? [] : [nameOf(input.dims![axis]!)],
    ),
  }
}

/** Whether some of a file's weights lie in another one. */
export const hasWeightsBeside = (bytes: Uint8Array): boolean =>
  decode(bytes)?.initialisers.some(({ external }) => external) ?? false

/** What the file calls an open axis. */
const nameOf = (extent: number | string | null): string => (typeof extent === 'string' ? extent : '?')

/** Where no size tells the layout, the channels of the network's own weights do: the other layout does not fit them. */
function readEither(
  dims: readonly (number | null)[],
  readBy: (layout: Layout) => Graph,
): { layout: Layout; graph: Graph } {
  const layout = layoutOf(dims)
  try {
    return { layout, graph: readBy(layout) }
  } catch (thrown) {
    if (dims.slice(1).some((extent) => extent !== null)) throw thrown
    try {
      return { layout: 'NHWC', graph: readBy('NHWC') }
    } catch {
      throw thrown
    }
  }
}

const shapeOf = (dims: FileValue['dims']): string =>
  dims ? `[${dims.map((extent) => extent ?? '?').join(', ')}]` : '[?]'

/** A row of numbers for each picture, as a latent or a class is given: [N, n] or [N, n, 1, 1]. */
const isRow = ({ dims }: FileValue): boolean =>
  dims !== null && (dims.length < 3 || (dims.length === PICTURE_RANK && dims[2] === 1 && dims[3] === 1))

/** Sizes of the axes; null for those that the file leaves open, by a name or by a number that is no size. */
function checkedDims({ name, dims }: FileValue, file: string): readonly (number | null)[] {
  if (dims?.length !== PICTURE_RANK)
    throw new GanvasError('unsupported', text('imports.rank', { file, name, shape: shapeOf(dims) }), { name })
  if (typeof dims[0] === 'number' && dims[0] > 1)
    throw new GanvasError('unsupported', text('imports.batch', { file, name, batch: dims[0] }), { name })
  return dims.map((extent) => (typeof extent === 'number' && extent > 0 ? extent : null))
}
