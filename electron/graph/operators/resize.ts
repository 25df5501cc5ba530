import * as op from '../builder.ts'
import { numbersIn } from '../constant.ts'
import type { Value } from '../graph.ts'
import { example, float, floats, int, operator, optional, type Reference, string } from '../operator.ts'
import { axesOf, invalid, range, type Shape, sizeOf, unsupported } from '../shapes.ts'
import { float32, int64 } from '../tensor.ts'
import {
  type AxisResize,
  multiplyAxis,
  type ResizeRule,
  replication,
  resizeMatrix,
} from './families/resampling.ts'

/** Resampling is linear and goes axis by axis, so its gradient is a product with the transposed weights of each axis. */
export const resize = operator({
  name: 'Resize',
  inputs: ['X', 'roi?', 'scales?', 'sizes?'],
  attributes: {
    antialias: int(0),
    axes: optional.ints,
    coordinate_transformation_mode: string('half_pixel'),
    cubic_coeff_a: float(-0.75),
    exclude_outside: int(0),
    extrapolation_value: float(0),
    keep_aspect_ratio_policy: string('stretch'),
    mode: string('nearest'),
    nearest_mode: string('round_prefer_floor'),
  },
  infer: ({ inputs: [x, , scales, sizes], attributes }) => {
    if (attributes.keep_aspect_ratio_policy !== 'stretch')
      throw unsupported(`does not cover keep_aspect_ratio_policy '${attributes.keep_aspect_ratio_policy}'`)
    const factors = scales && numbersIn(scales)
    const resized = resizesOf(x.shape, factors, sizes && numbersIn(sizes), attributes.axes)
    for (const axis of resized) resizeMatrix(axis, attributes)
    return [{ dtype: x.dtype, shape: resized.map(({ to }) => to) }]
  },
  evaluate: ({ inputs: [x, , scales, sizes], attributes }) => {
    const resized = resizesOf(x.shape, scales && [...scales.data], sizes && [...sizes.data], attributes.axes)
    return [resized.reduce<Reference>((y, axis, k) => multiplyAxis(y, k, axis, attributes), x).data]
  },
  gradient: ({ inputs: [x, , scales, sizes], attributes, dy }) => [
    () =>
      resizesOf(x.shape, scales && numbersIn(scales), sizes && numbersIn(sizes), attributes.axes).reduce(
        (gradient, axis, k) => shrinkBack(gradient, k, axis, attributes),
        dy,
      ),
    null,
    null,
    null,
  ],
  examples: [
    example([floats(1, 2, 2, 3), null, float32([1, 1, 2, 3])], {
      coordinate_transformation_mode: 'asymmetric',
      nearest_mode: 'floor',
    }),
    example([floats(1, 1, 3, 4), null, float32([1, 1, 1.7, 0.6])]),
    example([floats(1, 1, 4, 4), null, null, int64([1, 1, 3, 6])], { nearest_mode: 'round_prefer_ceil' }),
    example([floats(1, 1, 5, 3), null, float32([1, 1, 0.6, 2])], {
      coordinate_transformation_mode: 'asymmetric',
      nearest_mode: 'ceil',
    }),
    example([floats(1, 2, 3, 2), null, float32([1, 1, 2, 2])], { mode: 'linear' }),
    example([floats(1, 1, 3, 4), null, null, int64([1, 1, 5, 3])], {
      mode: 'linear',
      coordinate_transformation_mode: 'pytorch_half_pixel',
    }),
    example([floats(1, 1, 3, 2), null, null, int64([1, 1, 5, 5])], {
      mode: 'linear',
      coordinate_transformation_mode: 'align_corners',
    }),
    example([floats(1, 1, 3, 2), null, float32([1, 1, 1.5, 2.3])], {
      mode: 'linear',
      coordinate_transformation_mode: 'asymmetric',
    }),
    example([floats(1, 1, 4, 4), null, null, int64([7, 5])], { mode: 'cubic', axes: [2, 3] }),
    example([floats(1, 1, 4, 3), null, null, int64([1, 1, 6, 6])], {
      mode: 'cubic',
      cubic_coeff_a: -0.5,
      exclude_outside: 1,
    }),
    example([floats(1, 1, 4, 4), null, null, int64([1, 1, 7, 3])], {
      mode: 'cubic',
      coordinate_transformation_mode: 'align_corners',
    }),
    example([floats(1, 1, 8, 6), null, null, int64([1, 1, 3, 4])], {
      mode: 'linear',
      antialias: 1,
      exclude_outside: 1,
    }),
    example([floats(1, 1, 7, 5), null, null, int64([1, 1, 3, 6])], { mode: 'linear', antialias: 1 }),
    example([floats(1, 1, 9, 4), null, null, int64([1, 1, 4, 6])], {
      mode: 'cubic',
      antialias: 1,
      exclude_outside: 1,
      cubic_coeff_a: -0.5,
    }),
    example([floats(1, 1, 4, 4), null, float32([1, 1, 1.3, 0.8])], {
      mode: 'linear',
      coordinate_transformation_mode: 'half_pixel_symmetric',
    }),
  ],
})

/** How each axis of the input is resized. Empty scales mean that sizes are given. */
function resizesOf(
  shape: Shape,
  scales: readonly number[] | null,
  sizes: readonly number[] | null,
  axes: readonly number[] | undefined,
): AxisResize[] {
  const along = axes ? axesOf(axes, shape.length) : range(shape.length)
  const given = scales?.length ? scales : sizes
  if (given?.length !== along.length) throw invalid(`needs scales or sizes for ${along.length} axes`)
  return shape.map((from, axis) => {
    const k = along.indexOf(axis)
    if (k < 0) return { from, to: from, scale: 1 }
    const to = scales?.length ? Math.floor(from * scales[k]!) : sizes![k]!
    if (!(Number.isInteger(to) && to > 0)) throw invalid(`cannot resize axis ${axis} from ${from} to ${to}`)
    return { from, to, scale: scales?.length ? scales[k]! : to / from }
  })
}

function shrinkBack(dy: Value, axis: number, resized: AxisResize, rule: ResizeRule): Value {
  const { from, to } = resized
  const { shape } = dy
  if (from === to && resized.scale === 1) return dy
  const copies = replication(resized, rule)
  if (copies) {
    const cells = op.reshape(dy, [...shape.slice(0, axis), from, copies, ...shape.slice(axis + 1)])
    return op.reduceSum(cells, [axis + 1], false)
  }
  const transposed = op.transposeLast(op.constant(dy, [to, from], resizeMatrix(resized, rule)))
  const rows = op.reshape(dy, [sizeOf(shape.slice(0, axis)), to, sizeOf(shape.slice(axis + 1))])
  return op.reshape(op.matMul(transposed, rows), shape.with(axis, from))
}
