import * as op from '../builder.ts'
import { example, floats, operator, optional } from '../operator.ts'
import { invalid, range, type Shape, showShape } from '../shapes.ts'
import { move } from './families/movement.ts'

export const transpose = operator({
  name: 'Transpose',
  inputs: ['data'],
  attributes: { perm: optional.ints },
  infer: ({ inputs: [{ dtype, shape }], attributes: { perm } }) => [
    { dtype, shape: orderOf(perm, shape).map((axis) => shape[axis]!) },
  ],
  evaluate: ({ inputs: [x], attributes: { perm }, outputs: [y] }) => {
    const order = orderOf(perm, x.shape)
    return [move(y!.shape, x, (index) => order.map((_, axis) => index[order.indexOf(axis)]!))]
  },
  gradient: ({ inputs: [x], attributes: { perm }, dy }) => {
    const order = orderOf(perm, x.shape)
    return [
      () =>
        op.transpose(
          dy,
          order.map((_, axis) => order.indexOf(axis)),
        ),
    ]
  },
  examples: [
    example([floats(2, 3, 4)]),
    example([floats(2, 3, 4)], { perm: [1, 2, 0] }),
    example([floats(2, 1, 3, 2)], { perm: [0, 3, 1, 2] }),
  ],
})

/** Without `perm` the axes are reversed. */
function orderOf(perm: readonly number[] | undefined, shape: Shape): readonly number[] {
  const axes = range(shape.length)
  if (!perm) return axes.reverse()
  if (perm.length !== shape.length || axes.some((axis) => !perm.includes(axis)))
    throw invalid(`[${perm.join(', ')}] does not reorder the axes of ${showShape(shape)}`)
  return perm
}
