import * as op from '../builder.ts'
import { example, floats, int, operator } from '../operator.ts'
import { unsupported } from '../shapes.ts'
import { bools, type DType, dtypeOf, int64, isFloat, numbersOf, tensor } from '../tensor.ts'

/** Between floating-point types the gradient is cast back; to or from anything else it is zero. */
export const cast = operator({
  name: 'Cast',
  inputs: ['input'],
  attributes: { to: int(1), saturate: int(1) },
  infer: ({ inputs: [x], attributes: { to } }) => [{ dtype: typeOf(to), shape: x.shape }],
  evaluate: ({ inputs: [x], outputs: [y] }) => {
    const { dtype, shape } = y!
    if (isFloat(dtype)) return [x.data]
    if (dtype === 'bool') return [x.data.map((v) => (v === 0 ? 0 : 1))]
    return [numbersOf(tensor(dtype as 'int64', shape, x.data.map(Math.trunc)))]
  },
  gradient: ({ inputs: [x], dy }) => [isFloat(x.dtype) ? () => op.cast(dy, x.dtype) : null],
  examples: [
    example([floats(2, 3)], { to: 1 }),
    example([floats(2, 3)], { to: 11 }),
    example([floats(2, 3)], { to: 7 }),
    example([floats(2, 3)], { to: 9 }),
    example([int64([-1, 0, 3])], { to: 1 }),
    example([bools([1, 0])], { to: 1 }),
  ],
})

function typeOf(number: number): DType {
  const dtype = dtypeOf(number)
  if (!dtype) throw unsupported(`casts to the ONNX element type ${number}, which is not covered`)
  return dtype
}
