import { expect, test } from 'vitest'
import { Random } from '../../nets/random.ts'
import { grid25, ring8 } from '../data/mixtures.ts'
import { laplacianDistances } from './laplacianPatches.ts'
import { coverage } from './mixture.ts'
import { likeness, msSsim } from './msSsim.ts'
import { slicedWasserstein } from './slicedWasserstein.ts'
import { type PictureBytes, ssim } from './ssim.ts'

/** Waves of a length in pixels, with grain. */
function picture(seed: number, length = 9, grain = 20, side = 48): PictureBytes {
  const random = new Random(seed, 'picture')
  const phase = 6 * random.uniform()
  const data = Float32Array.from({ length: side * side * 3 }, (_, at) => {
    const x = Math.floor(at / 3) % side
    return 128 + 80 * Math.sin(phase + x / length) + grain * random.normal()
  })
  return { width: side, height: side, channels: 3, data }
}

const set = (first: number, ...shape: number[]) =>
  Array.from({ length: 12 }, (_, k) => picture(first + k, ...shape))

test('MS-SSIM is one for equal pictures, and that of one scale where there is room for one', () => {
  const [a, b] = [picture(1), picture(2)]
  expect(msSsim(a, a)).toBeCloseTo(1, 10)
  expect(msSsim(a, b)).toBeCloseTo(msSsim(b, a), 12)
  const [small, other] = [picture(1, 9, 2, 16), picture(1, 9, 10, 16)]
  expect(msSsim(small, other)).toBeCloseTo(ssim(small, other), 12)
})

test('pictures made over and over are more alike than different ones', () => {
  const collapsed = Array.from({ length: 24 }, (_, k) => picture(k % 2))
  expect(likeness(collapsed, 40)).toBeGreaterThan(likeness(set(0), 40) + 0.2)
})

test('the sliced Wasserstein distance of a set and itself moved is the mean length of the shadows', () => {
  const a = new Float32Array(4000)
  new Random(1, 'a').fill(a, { kind: 'normal' })
  const moved = a.map((x, at) => (at % 2 === 0 ? x + 3 : x))
  expect(slicedWasserstein(a, a, 2)).toBe(0)
  expect(slicedWasserstein(a, moved, 2, { directions: 500 })).toBeCloseTo(3 * (2 / Math.PI), 1)
})

test('Laplacian patches tell fine from coarse differences', () => {
  const same = laplacianDistances(set(0), set(100))
  const grainier = laplacianDistances(set(0, 9, 2), set(100, 9, 0.1))
  expect(same).toHaveLength(2)
  expect(laplacianDistances(set(0), set(0))).toEqual([0, 0])
  expect(grainier[0]).toBeGreaterThan(2 * same[0]!)
})

test('modes and high-quality points are counted as VEEGAN counts them', () => {
  const [x, y] = ring8.modes[3]!
  const points = Float32Array.of(1, 0, 1.029, 0, 1.031, 0, x, y, 0, 0)
  expect(coverage(points, ring8)).toEqual({ modes: 2, highQuality: 3 / 5 })
  const random = new Random(9, 'grid')
  const sample = Float32Array.from(Array.from({ length: 2500 }, () => grid25.draw(random)).flat())
  expect(coverage(sample, grid25).modes).toBe(25)
  expect(coverage(sample, grid25).highQuality).toBeCloseTo(1 - Math.exp(-4.5), 2)
})
