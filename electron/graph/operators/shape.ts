import { example, floats, int, operator, optional } from '../operator.ts'

/** Known while the graph is built, hence always folded. */
export const shape = operator({
  name: 'Shape',
  inputs: ['data'],
  attributes: { start: int(0), end: optional.int },
  static: true,
  infer: ({ inputs: [x], attributes: { start, end } }) => [
    { dtype: 'int64', shape: [x.shape.slice(start, end).length] },
  ],
  evaluate: ({ inputs: [x], attributes: { start, end } }) => [Float64Array.from(x.shape.slice(start, end))],
  gradient: 'zero',
  examples: [example([floats(2, 3, 4)]), example([floats(2, 3, 4)], { start: -2, end: 2 })],
})
