import fc from 'fast-check'
import { Tensor } from 'onnxruntime-node'
import { expect, test } from 'vitest'
import * as op from '../builder.ts'
import { newGraph } from '../operators/index.ts'
import { tensor } from '../tensor.ts'
import { run, runModel } from '../testing/runtime.fixture.ts'
import { numberToHalf, withHalfWeights } from './half.ts'
import { readOnnx } from './read.ts'
import { halfToNumber, numbersOfHalves } from './types.ts'
import { writeOnnx } from './write.ts'

test('every half comes back from the number it stands for', () => {
  const lost = Array.from({ length: 0x10000 }, (_, bits) => bits).filter((bits) => {
    const value = halfToNumber(bits)
    return !Number.isNaN(value) && numberToHalf(value) !== bits
  })
  expect(lost).toEqual([])
})

test('many halves at once are what each of them is', () => {
  const halves = Uint16Array.from({ length: 0x10000 }, (_, bits) => bits)
  expect(numbersOfHalves(halves)).toEqual(Float32Array.from(halves, halfToNumber))
})

test('a number becomes the nearest half', () => {
  fc.assert(
    fc.property(fc.double({ min: -65000, max: 65000, noNaN: true }), (value) => {
      const bits = numberToHalf(value)
      const error = Math.abs(halfToNumber(bits) - value)
      for (const other of [bits - 1, bits + 1])
        if (other >= 0 && (other & 0x7fff) < 0x7c00)
          expect(error).toBeLessThanOrEqual(Math.abs(halfToNumber(other) - value))
    }),
  )
})

test('ties go to even, and what is too large becomes infinite', () => {
  expect(numberToHalf(2049)).toBe(numberToHalf(2048))
  expect(numberToHalf(2051)).toBe(numberToHalf(2052))
  expect(numberToHalf(65519)).toBe(0x7bff)
  expect(numberToHalf(-70000)).toBe(0xfc00)
})

test('a model with half weights is smaller, reads back, and computes what the rounded weights give', async () => {
  const side = 64
  const weights = Float32Array.from({ length: side * side }, (_, i) => Math.sin(i) / 8)
  const x = Float32Array.from({ length: side }, (_, i) => Math.cos(i))
  const build = (data: Float32Array) => {
    const graph = newGraph()
    const input = graph.input('x', 'float32', [1, side])
    graph.output('y', op.matMul(input, graph.constant(tensor('float32', [side, side], data), 'w')))
    return graph
  }
  const plain = writeOnnx(build(weights)).model
  const half = withHalfWeights(plain)
  expect(half.length).toBeLessThan(0.6 * plain.length)
  const rounded = weights.map((value) => halfToNumber(numberToHalf(value)))
  const expected = (await run(build(rounded), new Map([['x', x]]))).get('y')!.data
  const computed = (await runModel(half, { x: new Tensor('float32', x, [1, side]) })).get('y')!.data
  computed.forEach((value, i) => {
    expect(value).toBeCloseTo(expected[i]!, 5)
  })
  expect(readOnnx(half).inputs.map(({ name }) => name)).toEqual(['x'])
})
