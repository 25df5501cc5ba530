import * as op from '../builder.ts'
import { example, float, floats, int, operator } from '../operator.ts'
import { broadcastShapes, invalid, sameShape, showShape, tabulate } from '../shapes.ts'
import { sameType, zip } from './families/elementwise.ts'

/** `alpha A B + beta C`, either matrix transposed if asked. */
export const gemm = operator({
  name: 'Gemm',
  inputs: ['A', 'B', 'C?'],
  attributes: { alpha: float(1), beta: float(1), transA: int(0), transB: int(0) },
  infer: ({ inputs: [a, b, c], attributes: { transA, transB } }) => {
    if (a.shape.length !== 2 || b.shape.length !== 2) throw invalid('takes matrices')
    const [rows, inner] = transA ? a.shape.toReversed() : a.shape
    const [height, columns] = transB ? b.shape.toReversed() : b.shape
    const shape = [rows!, columns!]
    if (inner !== height || (c && !sameShape(broadcastShapes(c.shape, shape), shape)))
      throw invalid(
        `cannot multiply ${showShape(a.shape)} by ${showShape(b.shape)} and add ${showShape(c?.shape ?? [])}`,
      )
    return [{ dtype: sameType(c ? [a, b, c] : [a, b]), shape }]
  },
  evaluate: ({ inputs: [a, b, c], attributes: { alpha, beta, transA, transB }, outputs: [y] }) => {
    const inner = a.shape[transA ? 0 : 1]!
    const element = (m: typeof a, row: number, column: number) => m.data[row * m.shape[1]! + column]!
    const product = tabulate(y!.shape, ([i, j]) => {
      let sum = 0
      for (let k = 0; k < inner; k++)
        sum +=
          (transA ? element(a, k, i!) : element(a, i!, k)) * (transB ? element(b, j!, k) : element(b, k, j!))
      return alpha * sum
    })
    if (!c) return [product]
    return [zip(y!, [{ shape: y!.shape, data: product }, c], ([p, bias]) => p! + beta * bias!)]
  },
  gradient: ({ inputs: [a, b], attributes: { alpha, beta, transA, transB }, dy }) => [
    () =>
      transA
        ? op.gemm(b, dy, null, { alpha, transA: transB, transB: 1 })
        : op.gemm(dy, b, null, { alpha, transB: 1 - transB }),
    () =>
      transB
        ? op.gemm(dy, a, null, { alpha, transA: 1, transB: transA })
        : op.gemm(a, dy, null, { alpha, transA: 1 - transA }),
    () => (beta === 1 ? dy : op.mul(dy, beta)),
  ],
  examples: [
    example([floats(2, 3), floats(3, 4), floats(4)]),
    example([floats(2, 3), floats(4, 3), floats(2, 1)], { transB: 1, alpha: 0.5, beta: 2 }),
    example([floats(3, 2), floats(3, 4)], { transA: 1 }),
    example([floats(3, 2), floats(4, 3), floats()], { transA: 1, transB: 1, alpha: 2, beta: 0.25 }),
  ],
})
