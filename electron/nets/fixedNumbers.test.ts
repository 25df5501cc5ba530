import { expect, test } from 'vitest'
import { isDiagonal, isFilter, isMask, isWave } from './fixedNumbers.ts'
import { Random } from './random.ts'

const numbers = (shape: number[], at: (i: number) => number) => ({
  shape,
  data: Float32Array.from({ length: shape.reduce((product, extent) => product * extent) }, (_, i) => at(i)),
})

/** What training leaves behind: no two numbers alike. */
function random(...shape: number[]) {
  const source = new Random(5, shape.join())
  return numbers(shape, () => source.normal())
}

const tests = [isMask, isFilter, isDiagonal, isWave]

test.each([
  [[6]],
  [[64]],
  [[8, 8]],
  [[64, 3, 3, 3]],
  [[1, 1, 4, 4]],
  [[8, 1, 7, 7]],
  [[1, 16, 8]],
  [[3, 3, 1, 1]],
  [[1, 32, 8, 8]],
])('numbers %j drawn at random are no mask, filter, diagonal or wave', (shape) => {
  expect(tests.map((is) => is(random(...shape)))).toEqual([false, false, false, false])
})

test.each([0, 1, 1e-6])('nor are vectors of %d, before the first step of a training', (value) => {
  expect(tests.map((is) => is(numbers([64], () => value)))).toEqual([false, false, false, false])
})

test('nor is a kernel of zeros', () => {
  expect(tests.map((is) => is(numbers([8, 8, 3, 3], () => 0)))).toEqual([false, false, false, false])
})

test.each([
  ['of attention', numbers([4, 16], (i) => (i % 3 ? -100 : 0))],
  ['without end', numbers([4, 16], (i) => (i % 5 ? Number.NEGATIVE_INFINITY : 0))],
  ['of a kernel', numbers([1, 1, 3, 3], (i) => Number(i < 6))],
])('a mask %s', (_, mask) => {
  expect(isMask(mask)).toBe(true)
})

const gauss = (y: number, x: number, s: number) => Math.exp(-(y * y + x * x) / (2 * s * s))
const sobel = [1, 0, -1, 2, 0, -2, 1, 0, -1, 1, 2, 1, 0, 0, 0, -1, -2, -1]
const haar = [1, 1, 1, 1, 1, -1, 1, -1, 1, 1, -1, -1, 1, -1, -1, 1]
const tent = [1, 3, 3, 1]

test.each([
  ['Gaussian', numbers([6, 1, 5, 5], (i) => gauss((Math.floor(i / 5) % 5) - 2, (i % 5) - 2, 1.1))],
  ['derivatives', numbers([2, 1, 3, 3], (i) => sobel[i]!)],
  ["Haar's", numbers([4, 1, 2, 2], (i) => haar[i]! / 2)],
  ['bilinear', numbers([1, 1, 4, 4], (i) => tent[Math.floor(i / 4)]! * tent[i % 4]!)],
])('a filter: %s', (_, filter) => {
  expect(isFilter(filter)).toBe(true)
})

/** Positional encoding of a place along a line: sines and cosines of falling frequency. */
const place = (at: number, k: number) => Math.sin(at / 7 ** (Math.floor(k / 2) / 4) + (k % 2) * (Math.PI / 2))

test.each([
  ['a grid', numbers([1, 2, 8, 8], (i) => (i < 64 ? i % 8 : Math.floor((i % 64) / 8)) / 4 - 1)],
  ['places of a line', numbers([1, 20, 8], (i) => place(Math.floor(i / 8), i % 8))],
  [
    'places of a square',
    numbers([1, 64, 4], (i) => place(i % 4 < 2 ? Math.floor(i / 4) % 8 : Math.floor(i / 32), i % 2)),
  ],
  ['a window', numbers([16], (i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / 15))],
  [
    'a cosine transform',
    numbers([8, 8], (i) => Math.cos((Math.PI / 8) * ((i % 8) + 0.5) * Math.floor(i / 8))),
  ],
])('waves: %s', (_, wave) => {
  expect(isWave(wave)).toBe(true)
})

test('scales of channels that mix none', () => {
  expect(isDiagonal(numbers([3, 3, 1, 1], (i) => (i % 4 === 0 ? 1 / 0.229 : 0)))).toBe(true)
})
