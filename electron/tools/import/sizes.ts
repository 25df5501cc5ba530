import { GanvasError } from '../../contract/errors.ts'
import type { PictureTensor } from '../../contract/model/tensor.ts'
import type { Graph } from '../../graph/graph.ts'
import { newGraph } from '../../graph/operators/index.ts'
import type { Layout } from './axes.ts'
import { PICTURE_RANK, pictureShape, scaleBetween, shapeIn, sidesOf } from './axes.ts'
import { replay, singleType } from './replay.ts'

type Size = PictureTensor['size']

/** The largest multiple that is tried, twice pix2pix's size. */
const MAX_MULTIPLE = 512
/** Sizes tried are at least about this, so that no layer has less than it pads. */
const MIN_SIDE = 64

/** Sizes that a network takes, and how many times as large what it gives is. */
export interface Sizes {
  size: Size
  scale: number
}

/**
 * The sizes at which a network turns a picture into one of the same size, or of the same multiple of it, found by trying:
 * any multiple of the least power of two at which two sizes of unlike sides work, else the size that it was read with;
 * null where that fails too.
 */
export function sizesOf(graph: Graph, output: string, layout: Layout): Sizes | null {
  for (let multiple = 1; multiple <= MAX_MULTIPLE; multiple *= 2) {
    const count = Math.max(1, Math.ceil(MIN_SIDE / multiple)) | 1
    const [short, long] = [count * multiple, (count + 2) * multiple]
    const scale = scaleAt(graph, output, layout, short, long)
    if (scale > 0 && scaleAt(graph, output, layout, long, short) === scale)
      return { size: { multiple }, scale }
  }
  const { width, height } = sidesOf(graph.inputs[0]!.shape, layout)
  const scale = scaleAt(graph, output, layout, width, height)
  return scale > 0 ? { size: { width, height }, scale } : null
}

/** Whether several pictures, or tiles of one, go through at once. */
export function takesSeveral(graph: Graph, output: string, layout: Layout, size: Size): boolean {
  const side = 'multiple' in size ? Math.ceil(MIN_SIDE / size.multiple) * size.multiple : 0
  const { width, height } = 'width' in size ? size : { width: side, height: side }
  return scaleAt(graph, output, layout, width, height, 2) > 0
}

/** The ratio of the output's side to the input's at this size; 0 where it fails or is no whole number. */
function scaleAt(
  graph: Graph,
  output: string,
  layout: Layout,
  width: number,
  height: number,
  batch = 1,
): number {
  const [input] = graph.inputs
  const target = newGraph()
  const [, ...extents] = shapeIn(input!.shape, layout, { width, height })
  const x = target.input('input', singleType(input!.dtype), [batch, ...extents])
  try {
    const { dtype, shape } = replay(target, graph, x, output)
    const given = pictureShape(shape, layout)
    if (dtype === 'opaque' || given.length !== PICTURE_RANK || given[0] !== batch) return 0
    return scaleBetween(x.shape, given, layout)
  } catch (thrown) {
    // A rule refused the size, or a file's own shape arithmetic did.
    if (thrown instanceof GanvasError) return 0
    throw thrown
  }
}
