import { expect, test } from 'vitest'
import * as op from './builder.ts'
import { peakBytes } from './memory.ts'
import { newGraph } from './operators/index.ts'
import { float32 } from './tensor.ts'

test('a chain takes what two of its links take, a skip also what waits, and weights nothing', () => {
  const chain = newGraph()
  const x = chain.input('x', 'float32', [10])
  chain.output('y', op.exp(op.tanh(op.abs(op.mul(x, chain.constant(float32(new Array(10).fill(2))))))))
  expect(peakBytes(chain)).toBe(2 * 40)

  const skip = newGraph()
  const start = skip.input('x', 'float32', [10])
  skip.output('y', op.add(start, op.exp(op.tanh(start))))
  expect(peakBytes(skip)).toBe(3 * 40)
})
