import * as op from '../../builder.ts'
import type { Value } from '../../graph.ts'
import { forEachIndex, range, sizeOf, tabulate } from '../../shapes.ts'
import type { ConvShape } from './convShape.ts'
import { placeOf } from './windows.ts'

/*
 * A convolution as one matrix product over the whole batch, where its output has few positions: what the kernel sees at
 * each of them is a slice of the input. The runtime takes the pictures one by one, and for each of them reads a weight
 * that is larger than all pictures together.
 */

/** Measured on a Zen 4: with four positions twice as fast as the runtime, with sixteen no faster in large batches. */
const fewPositions = 4
/** In a smaller batch there is little to save. */
const leastBatch = 4
/** Elements of the table of {@link places} at most. */
const mostPlaces = 65536

/** Whether patches are faster than the runtime's own convolution and its transpose. */
export function prefersPatches({ batch, group, extents, windows: { counts, kernel } }: ConvShape): boolean {
  const few = sizeOf(counts) <= fewPositions && sizeOf([...counts, ...kernel, ...extents]) <= mostPlaces
  return few && group === 1 && batch >= leastBatch
}

/** What the kernel sees: [N, C, …] -> [positions N, C taps]. */
export function patchesOf(x: Value, { batch, channels, windows }: ConvShape): Value {
  const { kernel, strides, dilations, before, after, counts } = windows
  const padded = op.pad(x, [0, 0, ...before], [0, 0, ...after])
  const positions: Value[] = []
  forEachIndex(counts, (position) => {
    const cuts = position.map((at, k) => {
      const start = at * strides[k]!
      return { axis: k + 2, start, end: start + (kernel[k]! - 1) * dilations[k]! + 1, step: dilations[k]! }
    })
    positions.push(op.reshape(op.slice(padded, cuts), [batch, channels * sizeOf(kernel)]))
  })
  return op.concat(positions, 0)
}

/** What stands at the positions: [N, M, …] -> [M, positions N], the layout of {@link patchesOf}. */
export function positionsOf(y: Value, { batch, filters, windows }: ConvShape): Value {
  const positions = sizeOf(windows.counts)
  const flat = op.reshape(y, [batch, filters, positions])
  return op.reshape(op.transpose(flat, [1, 2, 0]), [filters, positions * batch])
}

/** y = Conv(x, w), [N, C, …] and [M, C, …] -> [N, M, …]. */
export function patchesConv(x: Value, w: Value, shape: ConvShape): Value {
  const { batch, channels, filters, windows } = shape
  const { kernel, counts } = windows
  const weight = op.reshape(w, [filters, channels * sizeOf(kernel)])
  const products = op.matMul(patchesOf(x, shape), op.transposeLast(weight))
  const split = op.reshape(products, [sizeOf(counts), batch, filters])
  return op.reshape(op.transpose(split, [1, 2, 0]), [batch, filters, ...counts])
}

/** Gradient with respect to the input, which is ConvTranspose: [N, M, …] and [M, C, …] -> [N, C, …]. */
export function patchesInputGradient(dy: Value, w: Value, shape: ConvShape): Value {
  const { batch, channels, filters, extents, windows } = shape
  const [positions, taps] = [sizeOf(windows.counts), sizeOf(windows.kernel)]
  const weight = op.reshape(w, [filters, channels * taps])
  const patches = op.matMul(op.transposeLast(positionsOf(dy, shape)), weight)
  const split = op.reshape(patches, [positions, batch, channels, taps])
  const rows = op.reshape(op.transpose(split, [1, 2, 0, 3]), [batch * channels, positions * taps])
  return op.reshape(op.matMul(rows, places(dy, shape)), [batch, channels, ...extents])
}

/** Where each tap of each position lies in the input: ones in [positions taps, elements of a plane]. */
function places(like: Value, { extents, windows }: ConvShape): Value {
  const { kernel, counts } = windows
  const dimensions = range(kernel.length)
  const numbers = tabulate([...counts, ...kernel, ...extents], (index) => {
    const part = (k: number) => index.slice(k * kernel.length, (k + 1) * kernel.length)
    const at = placeOf(windows, extents, part(0), part(1))
    return Number(at !== null && dimensions.every((k) => at[k] === part(2)[k]))
  })
  return op.constant(like, [sizeOf(counts) * sizeOf(kernel), sizeOf(extents)], numbers)
}
