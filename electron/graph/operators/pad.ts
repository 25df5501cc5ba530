import * as op from '../builder.ts'
import { numbersIn } from '../constant.ts'
import type { Value } from '../graph.ts'
import { example, floats, operator, string } from '../operator.ts'
import { axesOf, invalid, range, type Shape, unsupported } from '../shapes.ts'
import { float32, int64 } from '../tensor.ts'
import { move } from './families/movement.ts'

/** Negative counts crop. */
export const pad = operator({
  name: 'Pad',
  inputs: ['data', 'pads', 'constant_value?', 'axes?'],
  attributes: { mode: string('constant') },
  infer: ({ inputs: [x, pads, , axes], attributes: { mode } }) => {
    const margins = marginsOf(x.shape, numbersIn(pads), axes && numbersIn(axes))
    if (!(mode in sources)) throw unsupported(`does not cover the mode '${mode}'`)
    margins.forEach(([before, after], axis) => {
      if (mode === 'reflect' && Math.max(before, after) >= x.shape[axis]!)
        throw invalid(`reflects ${Math.max(before, after)} elements of an axis of ${x.shape[axis]}`)
      if (mode === 'wrap' && Math.max(before, after) > x.shape[axis]!)
        throw unsupported(`does not cover more than one turn around an axis of ${x.shape[axis]}`)
      if (mode !== 'constant' && Math.min(before, after) < 0) throw invalid(`crops in mode '${mode}'`)
    })
    return [{ dtype: x.dtype, shape: x.shape.map((extent, k) => extent + margins[k]![0] + margins[k]![1]) }]
  },
  evaluate: ({ inputs: [x, pads, fill, axes], attributes: { mode }, outputs: [y] }) => {
    const margins = marginsOf(x.shape, [...pads.data], axes && [...axes.data])
    const source = sources[mode as keyof typeof sources]
    const from = (index: readonly number[]) => {
      const position = index.map((at, axis) => source(at - margins[axis]![0], x.shape[axis]!))
      return position.includes(-1) ? null : position
    }
    return [move(y!.shape, x, from, fill?.data[0])]
  },
  gradient: ({ inputs: [x, pads, , axes], attributes: { mode }, dy }) => {
    const margins = marginsOf(x.shape, numbersIn(pads), axes && numbersIn(axes))
    const inside = () =>
      op.pad(
        dy,
        margins.map(([before]) => -before),
        margins.map(([, after]) => -after),
      )
    if (mode === 'constant')
      return [inside, null, () => op.sub(op.reduceSum(dy), op.reduceSum(inside())), null]
    return [
      () => margins.reduce((sum, margin, axis) => foldIn(sum, axis, margin, mode), dy),
      null,
      null,
      null,
    ]
  },
  examples: [
    example([floats(2, 3), int64([0, 1, 2, 0])]),
    example([floats(2, 4), int64([1, -1, 0, -2])]),
    example([floats(2, 3), int64([1, 1]), floats(), int64([-1])]),
    example([floats(2, 3), int64([1, 1, 0, 2]), float32([0.5], [])]),
    example([floats(1, 4, 3), int64([0, 2, 1, 0, 3, 2])], { mode: 'reflect' }),
    example([floats(2, 3), int64([1, 0, 2, 2])], { mode: 'edge' }),
    example([floats(2, 4), int64([1, 3, 2, 1])], { mode: 'wrap' }),
  ],
})

/** Which element of an axis stands at a position outside it; -1 for none. */
const sources = {
  constant: (at: number, extent: number) => (at < 0 || at >= extent ? -1 : at),
  edge: (at: number, extent: number) => Math.max(0, Math.min(extent - 1, at)),
  wrap: (at: number, extent: number) => (at + extent) % extent,
  reflect: (at: number, extent: number) => (at < 0 ? -at : at >= extent ? 2 * (extent - 1) - at : at),
}

/** Elements added before and after each axis. */
function marginsOf(
  shape: Shape,
  pads: readonly number[],
  axes: readonly number[] | null,
): [number, number][] {
  const along = axesOf(axes ?? range(shape.length), shape.length)
  if (pads.length !== 2 * along.length) throw invalid(`needs ${2 * along.length} pads, not ${pads.length}`)
  const margins = shape.map((): [number, number] => [0, 0])
  along.forEach((axis, k) => {
    margins[axis] = [pads[k]!, pads[k + along.length]!]
  })
  return margins
}

/** Adds what the margins of one axis received to the elements they were copied from. */
function foldIn(dy: Value, axis: number, [before, after]: [number, number], mode: string): Value {
  if (before === 0 && after === 0) return dy
  const none = dy.shape.map(() => 0)
  const extent = dy.shape[axis]! - before - after
  const folded = (start: number, count: number, edge: number, mirrored: number, around: number) => {
    const margin = op.slice(dy, [{ axis, start, end: start + count }])
    const [part, at, size] =
      mode === 'edge'
        ? [op.reduceSum(margin, [axis]), edge, 1]
        : mode === 'wrap'
          ? [margin, around, count]
          : [op.flip(margin, axis), mirrored, count]
    return op.pad(part, none.with(axis, at), none.with(axis, extent - at - size))
  }
  let sum = op.slice(dy, [{ axis, start: before, end: before + extent }])
  if (before > 0) sum = op.add(sum, folded(0, before, 0, 1, extent - before))
  if (after > 0) sum = op.add(sum, folded(before + extent, after, extent - 1, extent - 1 - after, 0))
  return sum
}
