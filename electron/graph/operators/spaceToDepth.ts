import * as op from '../builder.ts'
import { example, floats, int, operator } from '../operator.ts'
import { invalid, showShape } from '../shapes.ts'
import { move } from './families/movement.ts'

export const spaceToDepth = operator({
  name: 'SpaceToDepth',
  inputs: ['input'],
  attributes: { blocksize: int(1) },
  infer: ({ inputs: [{ dtype, shape }], attributes: { blocksize: block } }) => {
    const [n, c, h, w] = shape as [number, number, number, number]
    if (shape.length !== 4 || h % block || w % block)
      throw invalid(`${showShape(shape)} does not divide into blocks of ${block}`)
    return [{ dtype, shape: [n, c * block ** 2, h / block, w / block] }]
  },
  evaluate: ({ inputs: [x], attributes: { blocksize: block }, outputs: [y] }) => {
    const channels = x.shape[1]!
    return [
      move(y!.shape, x, ([n, c, i, j]) => {
        const cell = Math.floor(c! / channels)
        return [n!, c! % channels, i! * block + Math.floor(cell / block), j! * block + (cell % block)]
      }),
    ]
  },
  gradient: ({ attributes: { blocksize }, dy }) => [() => op.apply('DepthToSpace', [dy], { blocksize })],
  examples: [
    example([floats(1, 2, 4, 2)], { blocksize: 2 }),
    example([floats(1, 1, 3, 3)], { blocksize: 3 }),
  ],
})
