import { example, operator } from '../operator.ts'
import { bools } from '../tensor.ts'

export const not = operator({
  name: 'Not',
  inputs: ['X'],
  infer: ({ inputs: [x] }) => [x],
  evaluate: ({ inputs: [x] }) => [x.data.map((bit) => 1 - bit)],
  gradient: 'zero',
  examples: [example([bools([0, 1, 1])])],
})
