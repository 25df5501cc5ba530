import { expect, test } from 'vitest'
import { openOnProcessor } from '../../graph/testing/runtime.fixture.ts'
import { discs } from './generator.fixture.ts'
import { sample } from './sample.ts'

const drawn = (options: Partial<Parameters<typeof sample>[2]> = {}, generator = discs({ words: true })) =>
  sample(generator, openOnProcessor(), { first: 0, count: 3, seed: 7, words: {}, ...options })

test('a draw depends on the seed and its place alone, however many are drawn at once', async () => {
  const three = await drawn()
  expect(three.pictures).toMatchObject({ width: 16, height: 48, channels: 3 })
  const last = await drawn({ first: 2, count: 1 })
  expect(last.points).toEqual(three.points.slice(2))
  expect(last.pictures.data).toEqual(three.pictures.data.slice(2 * 16 * 16 * 3))
  expect((await drawn({ seed: 8 })).points).not.toEqual(three.points)
})

test('of words that are said all pictures are, and of each other group a word is drawn', async () => {
  const { points } = await drawn({ count: 12, words: { blue: 1 } })
  expect(points.map(({ words }) => words)).toEqual(points.map(() => ({ blue: 1, night: 1 })))
  const free = await drawn({ count: 12 })
  expect(new Set(free.points.flatMap(({ words }) => Object.keys(words)))).toEqual(
    new Set(['red', 'blue', 'night']),
  )
})

test('a generator that cannot be asked is drawn from too', async () => {
  const { points } = await drawn({ count: 1 }, discs({ prior: 'uniform' }))
  expect(points[0]!.words).toEqual({})
  expect(Math.max(...points[0]!.latent.map(Math.abs))).toBeLessThanOrEqual(1)
})

test('a second stage gives the same pictures twice as large, each for itself', async () => {
  const generator = discs({ words: true, detail: true })
  const small = await drawn({}, generator)
  const large = await drawn({ detail: true }, generator)
  expect(large.points).toEqual(small.points)
  expect(large.pictures).toMatchObject({ width: 32, height: 96, channels: 3 })
  // What was drawn is seen in it: two by two pixels are, but for what was added, the one that they come of.
  let off = 0
  for (let row = 0; row < 48; row++)
    for (let at = 0; at < 16 * 3; at++) {
      const [column, channel] = [Math.floor(at / 3), at % 3]
      const pixel = (y: number, x: number) => large.pictures.data[3 * (32 * y + x) + channel]!
      const four = [0, 1].flatMap((y) => [0, 1].map((x) => pixel(2 * row + y, 2 * column + x)))
      off += Math.abs(four.reduce((a, b) => a + b) / 4 - small.pictures.data[16 * 3 * row + at]!)
    }
  expect(off / small.pictures.data.length).toBeLessThan(40)
  // Alone it is what it is among others.
  const last = await drawn({ detail: true, first: 2, count: 1 }, generator)
  expect(last.pictures.data).toEqual(large.pictures.data.slice(2 * 32 * 32 * 3))
  // A generator of one stage draws as it does.
  expect((await drawn({ detail: true })).pictures.width).toBe(16)
})
