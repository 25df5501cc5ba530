import * as op from '../builder.ts'
import type { Value } from '../graph.ts'
import { example, floats, int, operator, string } from '../operator.ts'
import { invalid } from '../shapes.ts'
import { move } from './families/movement.ts'

/** Channel of the input that lands at row `i`, column `j` of a block. */
const channelAt = (mode: string, c: number, i: number, j: number, block: number, channels: number) =>
  mode === 'CRD' ? (c * block + i) * block + j : (i * block + j) * channels + c

export const depthToSpace = operator({
  name: 'DepthToSpace',
  inputs: ['input'],
  attributes: { blocksize: int(1), mode: string('DCR') },
  infer: ({ inputs: [{ dtype, shape }], attributes: { blocksize: block } }) => {
    const [n, c, h, w] = shape as [number, number, number, number]
    if (shape.length !== 4 || c % block ** 2 !== 0)
      throw invalid(`${c} channels do not make blocks of ${block}`)
    return [{ dtype, shape: [n, c / block ** 2, h * block, w * block] }]
  },
  evaluate: ({ inputs: [x], attributes: { blocksize: block, mode }, outputs: [y] }) => [
    move(y!.shape, x, ([n, c, i, j]) => [
      n!,
      channelAt(mode, c!, i! % block, j! % block, block, y!.shape[1]!),
      Math.floor(i! / block),
      Math.floor(j! / block),
    ]),
  ],
  gradient: ({ inputs: [x], attributes: { blocksize: block, mode }, dy }) => [
    () =>
      mode === 'DCR'
        ? op.apply('SpaceToDepth', [dy], { blocksize: block })
        : gatherBlocks(dy, x.shape as [number, number, number, number], block),
  ],
  examples: [
    example([floats(1, 8, 2, 1)], { blocksize: 2 }),
    example([floats(1, 8, 1, 2)], { blocksize: 2, mode: 'CRD' }),
  ],
})

/** The inverse for mode CRD: blocks become the innermost channels. */
function gatherBlocks(
  dy: Value,
  [n, c, h, w]: readonly [number, number, number, number],
  block: number,
): Value {
  const blocks = op.reshape(dy, [n, c / block ** 2, h, block, w, block])
  return op.reshape(op.transpose(blocks, [0, 1, 3, 5, 2, 4]), [n, c, h, w])
}
