import * as op from '../builder.ts'
import { numbersIn } from '../constant.ts'
import { example, floats, int, operator } from '../operator.ts'
import { invalid, tabulate } from '../shapes.ts'
import { int64 } from '../tensor.ts'

/** Keeps the upper (or lower) triangle of the last two axes, from the `k`-th diagonal on; the rest becomes zero. */
export const trilu = operator({
  name: 'Trilu',
  inputs: ['input', 'k?'],
  attributes: { upper: int(1) },
  infer: ({ inputs: [x, k] }) => {
    if (x.shape.length < 2) throw invalid('takes matrices')
    if (k) numbersIn(k)
    return [x]
  },
  evaluate: ({ inputs: [x, k], attributes: { upper } }) => {
    const shift = k?.data[0] ?? 0
    const kept = tabulate(x.shape, (index) => {
      const above = index.at(-1)! - index.at(-2)! - shift
      return Number(upper ? above >= 0 : above <= 0)
    })
    return [x.data.map((v, at) => (kept[at] ? v : 0))]
  },
  gradient: ({ inputs: [, k], attributes: { upper }, dy }) => [
    () => op.apply('Trilu', [dy, k], { upper }),
    null,
  ],
  examples: [
    example([floats(3, 4)]),
    example([floats(2, 3, 3), int64([-1], [])], { upper: 0 }),
    example([floats(3, 3), int64([1], [])]),
  ],
})
