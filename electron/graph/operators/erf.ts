import * as op from '../builder.ts'
import { unary } from './families/elementwise.ts'

/** The error function in double precision: its power series near zero, a continued fraction of 1 - erf beyond. */
export function erfOf(x: number): number {
  const size = Math.abs(x)
  if (size < 3) {
    let term = x
    let sum = x
    for (let n = 1; Math.abs(term) > 1e-17 * Math.abs(sum) && n < 200; n++) {
      term *= (-x * x) / n
      sum += term / (2 * n + 1)
    }
    return (2 / Math.sqrt(Math.PI)) * sum
  }
  let fraction = 0
  for (let n = 60; n >= 1; n--) fraction = n / 2 / (size + fraction)
  return Math.sign(x) * (1 - Math.exp(-size * size) / Math.sqrt(Math.PI) / (size + fraction))
}

export const erf = unary('Erf', erfOf, (x, _y, dy) =>
  op.mul(dy, op.mul(op.exp(op.neg(op.square(x))), 2 / Math.sqrt(Math.PI))),
)
