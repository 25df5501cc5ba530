import * as op from '../builder.ts'
import { numbersIn } from '../constant.ts'
import type { Value } from '../graph.ts'
import { example, floats, operator } from '../operator.ts'
import { axesOf, invalid, range, type Shape } from '../shapes.ts'
import { int64 } from '../tensor.ts'
import { move } from './families/movement.ts'

export const slice = operator({
  name: 'Slice',
  inputs: ['data', 'starts', 'ends', 'axes?', 'steps?'],
  infer: ({ inputs: [x, ...lists] }) => {
    const ranges = rangesOf(x.shape, lists.map(contents))
    return [{ dtype: x.dtype, shape: ranges.map(({ count }) => count) }]
  },
  evaluate: ({ inputs: [x, ...lists], outputs: [y] }) => {
    const ranges = rangesOf(
      x.shape,
      lists.map((list) => list && [...list.data]),
    )
    return [
      move(y!.shape, x, (index) =>
        index.map((position, axis) => ranges[axis]!.start + position * ranges[axis]!.step),
      ),
    ]
  },
  gradient: ({ inputs: [x, ...lists], dy }) => [
    () => rangesOf(x.shape, lists.map(contents)).reduce(putBack, dy),
    ...lists.map(() => null),
  ],
  examples: [
    example([floats(4, 5), int64([1, -3]), int64([3, 2 ** 63])]),
    example([floats(2, 7), int64([1]), int64([7]), int64([1]), int64([2])]),
    example([floats(2, 7), int64([6]), int64([0]), int64([-1]), int64([-3])]),
    example([floats(3, 4), int64([-1]), int64([-(2 ** 63)]), int64([0]), int64([-1])]),
    example([floats(3, 4, 2), int64([0, 3]), int64([3, 0]), int64([0, 1]), int64([2, -2])]),
  ],
})

const contents = (list: Value | null) => list && numbersIn(list)

/** The elements that an axis keeps: `start`, `start + step`, … */
interface Range {
  start: number
  step: number
  count: number
  extent: number
}

function rangesOf(shape: Shape, [starts, ends, axes, steps]: readonly (readonly number[] | null)[]): Range[] {
  const ranges = shape.map((extent) => ({ start: 0, step: 1, count: extent, extent }))
  const along = axesOf(axes ?? range(starts!.length), shape.length)
  along.forEach((axis, k) => {
    const extent = shape[axis]!
    const step = steps?.[k] ?? 1
    if (step === 0) throw invalid('has a step of 0')
    const from = (position: number) => (position < 0 ? position + extent : position)
    const clamp = (position: number, low: number, high: number) => Math.max(low, Math.min(high, position))
    const start = step > 0 ? clamp(from(starts![k]!), 0, extent) : clamp(from(starts![k]!), 0, extent - 1)
    const end = step > 0 ? clamp(from(ends![k]!), 0, extent) : clamp(from(ends![k]!), -1, extent - 1)
    ranges[axis] = { start, step, count: Math.max(0, Math.ceil((end - start) / step)), extent }
  })
  return ranges
}

/** Sets the kept elements among zeros again: turns a backward range around, opens gaps, and pads both ends. */
function putBack(dy: Value, { start, step, count, extent }: Range, axis: number): Value {
  if (count === extent && step === 1) return dy
  const { shape } = dy
  const forward = step > 0 ? dy : op.flip(dy, axis)
  const first = step > 0 ? start : start + (count - 1) * step
  const gap = Math.abs(step)
  const none = shape.map(() => 0)
  if (gap === 1) return op.pad(forward, none.with(axis, first), none.with(axis, extent - first - count))
  const cells = op.reshape(forward, [...shape.slice(0, axis + 1), 1, ...shape.slice(axis + 1)])
  const flat = new Array<number>(cells.shape.length).fill(0)
  const opened = op.pad(cells, flat, flat.with(axis + 1, gap - 1))
  const spread = op.reshape(opened, shape.with(axis, count * gap))
  return op.pad(spread, none.with(axis, first), none.with(axis, extent - first - count * gap))
}
