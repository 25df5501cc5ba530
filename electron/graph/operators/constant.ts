import { example, operator, optional } from '../operator.ts'
import { invalid } from '../shapes.ts'
import { float32, int64, numbersOf, type Tensor } from '../tensor.ts'

/** A constant written as a node. */
export const constant = operator({
  name: 'Constant',
  inputs: [],
  attributes: {
    value: optional.tensor,
    value_float: optional.float,
    value_floats: optional.floats,
    value_int: optional.int,
    value_ints: optional.ints,
  },
  infer: ({ attributes }) => [contentsOf(attributes)],
  evaluate: ({ attributes }) => [numbersOf(contentsOf(attributes))],
  gradient: 'zero',
  examples: [
    example([], { value: float32([1, 2, 3, 4], [2, 2]) }),
    example([], { value_float: 0.5 }),
    example([], { value_floats: [0.5, 1.5] }),
    example([], { value_int: 3 }),
    example([], { value_ints: [1, 2] }),
  ],
})

interface Forms {
  value: Tensor | undefined
  value_float: number | undefined
  value_floats: readonly number[] | undefined
  value_int: number | undefined
  value_ints: readonly number[] | undefined
}

function contentsOf(forms: Forms): Tensor {
  if (forms.value) return forms.value
  if (forms.value_float !== undefined) return float32([forms.value_float], [])
  if (forms.value_floats) return float32(forms.value_floats)
  if (forms.value_int !== undefined) return int64([forms.value_int], [])
  if (forms.value_ints) return int64(forms.value_ints)
  throw invalid('has no value')
}
