import { numbersIn } from '../constant.ts'
import { example, operator, optional } from '../operator.ts'
import { sizeOf } from '../shapes.ts'
import { float32, int64, numbersOf, type Tensor } from '../tensor.ts'

/** A tensor of one repeated number, 0 in single precision if none is given. */
export const constantOfShape = operator({
  name: 'ConstantOfShape',
  inputs: ['input'],
  attributes: { value: optional.tensor },
  infer: ({ inputs: [shape], attributes: { value } }) => [
    { dtype: number(value).dtype, shape: numbersIn(shape) },
  ],
  evaluate: ({ attributes: { value }, outputs: [y] }) => [
    new Float64Array(sizeOf(y!.shape)).fill(numbersOf(number(value))[0]!),
  ],
  gradient: 'zero',
  examples: [example([int64([2, 3])]), example([int64([2])], { value: int64([7]) })],
})

const number = (value: Tensor | undefined): Tensor => value ?? float32([0])
