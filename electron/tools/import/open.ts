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
  const makesPicture = model.outputs.some(({ dims }) => dims && dims.length >= PICTURE_RANK - 1)
  const dims = checkedDims(input, makesPicture, file)
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

/** Sizes of the axes; null for those that the file leaves open, by a name or by a number that is no size. */
function checkedDims(
  { name, dims }: FileValue,
  makesPicture: boolean,
  file: string,
): readonly (number | null)[] {
  const shape = dims ? `[${dims.map((extent) => extent ?? '?').join(', ')}]` : '[?]'
  if (dims && dims.length < 3 && makesPicture)
    throw new GanvasError('unsupported', text('imports.generator', { file, name, shape }), { name })
  if (dims?.length !== PICTURE_RANK)
    throw new GanvasError('unsupported', text('imports.rank', { file, name, shape }), { name })
  if (typeof dims[0] === 'number' && dims[0] > 1)
    throw new GanvasError('unsupported', text('imports.batch', { file, name, batch: dims[0] }), { name })
  return dims.map((extent) => (typeof extent === 'number' && extent > 0 ? extent : null))
}
