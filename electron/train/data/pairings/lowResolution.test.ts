import { expect, test } from 'vitest'
import { Random } from '../../../nets/random.ts'
import { lowResolution } from './lowResolution.ts'

const side = 32
const random = new Random(1)

function pairOf(value: (x: number, y: number) => number) {
  const plane = Array.from({ length: side * side }, (_, i) => value(i % side, Math.floor(i / side)))
  const data = Float32Array.from([...plane, ...plane, ...plane])
  return lowResolution.pair({ width: side, height: side, data }, random)
}

test('a slope stays, away from the border', () => {
  const { input, target } = pairOf((x) => x / side)
  for (let x = 6; x < side - 6; x++) expect(input[10 * side + x]).toBeCloseTo(target[10 * side + x]!, 2)
})

test('what is finer than the small picture is gone, and its mean stays', () => {
  const { input, target } = pairOf((x, y) => ((x + y) % 2 === 0 ? 1 : 0))
  for (let i = 0; i < input.length; i++) expect(Math.abs(input[i]!)).toBeLessThan(0.13)
  expect(new Set(target)).toEqual(new Set([1, -1]))
})

test('chance plays no part', () => {
  expect(pairOf((x, y) => (x * y) / 1024)).toEqual(pairOf((x, y) => (x * y) / 1024))
})
