import * as op from '../builder.ts'
import { example, floats, operator, string } from '../operator.ts'
import {
  alignedWith,
  evaluateEquation,
  extentsOf,
  gradientEquation,
  parseEquation,
} from './families/einstein.ts'
import { sameType } from './families/elementwise.ts'

/** Sums of products by an index equation such as `bij,bjk->bik`. */
export const einsum = operator({
  name: 'Einsum',
  inputs: ['Inputs*'],
  attributes: { equation: string('') },
  infer: ({ inputs, attributes: { equation } }) => {
    const terms = parseEquation(equation, inputs)
    const extents = extentsOf(terms, inputs)
    return [{ dtype: sameType(inputs), shape: [...terms.result].map((label) => extents.get(label)!) }]
  },
  evaluate: ({ inputs, attributes: { equation } }) => [
    evaluateEquation(parseEquation(equation, inputs), inputs),
  ],
  gradient: ({ inputs, attributes: { equation }, dy }) => {
    const terms = parseEquation(equation, inputs)
    return inputs.map((input, index) => () => {
      const others = inputs.filter((_, k) => k !== index)
      const { left, kept } = gradientEquation(terms, index)
      const sum = op.einsum(`${left}->${kept}`, dy, ...others)
      return alignedWith(sum, kept, terms.operands[index]!, input)
    })
  },
  examples: [
    example([floats(2, 3), floats(3, 2)], { equation: 'ij,jk->ik' }),
    example([floats(2, 2, 3), floats(2, 3, 2)], { equation: 'bij,bjk->bik' }),
    example([floats(2, 3)], { equation: 'ij->ji' }),
    example([floats(2, 3)], { equation: 'ij->i' }),
    example([floats(2), floats(3)], { equation: 'i,j' }),
    example([floats(2, 3), floats(2, 3)], { equation: 'ij,ij->' }),
    example([floats(2, 2, 3), floats(3, 2)], { equation: '...i,ij->...j' }),
    example([floats(2, 2, 3), floats(3, 2, 2)], { equation: '...i,i...' }),
    example([floats(2, 3), floats(2, 2), floats(3)], { equation: 'Ab,Ac,b->c' }),
  ],
})
