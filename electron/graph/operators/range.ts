import { numbersIn } from '../constant.ts'
import { example, operator } from '../operator.ts'
import { tabulate } from '../shapes.ts'
import { float32, int64 } from '../tensor.ts'
import { sameType } from './families/elementwise.ts'

/** `start, start + delta, …` below `limit`; exporters use it to compute positions. */
export const range = operator({
  name: 'Range',
  inputs: ['start', 'limit', 'delta'],
  infer: ({ inputs }) => {
    const [start, limit, delta] = inputs.map((input) => numbersIn(input)[0]!) as [number, number, number]
    return [{ dtype: sameType(inputs), shape: [Math.max(0, Math.ceil((limit - start) / delta))] }]
  },
  evaluate: ({ inputs: [start, , delta], outputs: [y] }) => [
    tabulate(y!.shape, ([k]) => start.data[0]! + k! * delta.data[0]!),
  ],
  gradient: 'zero',
  examples: [
    example([int64([1], []), int64([6], []), int64([2], [])]),
    example([float32([1], []), float32([-1], []), float32([-0.5], [])]),
  ],
})
