import { expect, test } from 'vitest'
import { Random } from '../../../nets/random.ts'
import { directions } from './directions.ts'
import { between, mixture } from './paths.ts'
import { drawLatent, freeOf, latentOf, near } from './prior.ts'
import { walk } from './walk.ts'

const length = (v: ArrayLike<number>) => Math.hypot(...Array.from(v))

test('a spherical path keeps the length of latents, a linear one cuts the corner', () => {
  const [a, b] = [Float32Array.of(2, 0, 0), Float32Array.of(0, 2, 0)]
  expect(length(between(a, b, 0.5, 'spherical'))).toBeCloseTo(2, 5)
  expect(length(between(a, b, 0.5, 'linear'))).toBeCloseTo(Math.SQRT2, 5)
  for (const way of ['linear', 'spherical'] as const) {
    expect([...between(a, b, 0, way)]).toEqual([...a])
    expect([...between(a, b, 1, way)].map((x) => Math.round(1e5 * x) / 1e5)).toEqual([...b])
  }
  // Between a latent and itself there is no angle.
  expect([...between(a, a, 0.3, 'spherical')]).toEqual([...a])
  expect([...mixture([a, b], [0.25, 0.5])]).toEqual([0.5, 1, 0])
})

test('a walk begins and ends where it was asked to, and goes elsewhere between', () => {
  const start = drawLatent(new Random(1), 16, 'normal')
  const steps = walk(new Random(2), start, { count: 9, turns: 2, prior: 'normal', reach: 0.5 })
  expect(steps).toHaveLength(9)
  for (const k of [0, 8]) expect([...steps[k]!]).toEqual([...start])
  expect(length(mixture([steps[4]!, start], [1, -1]))).toBeGreaterThan(1)
})

test.each(['normal', 'uniform'] as const)(
  'free numbers and latents of a %s prior are one and the same',
  (prior) => {
    const latent = drawLatent(new Random(3), 200, prior).map((x) => Math.max(-2.5, Math.min(2.5, 0.95 * x)))
    const again = latentOf(freeOf(latent, prior), prior)
    for (const [k, value] of latent.entries()) expect(again[k]).toBeCloseTo(value, 4)
    const bound = prior === 'uniform' ? 1 : 3
    for (const value of near(new Random(4), latent, prior)) expect(Math.abs(value)).toBeLessThanOrEqual(bound)
  },
)

test('the direction of largest change is the one that pictures change by', () => {
  const random = new Random(5)
  const latents = Array.from({ length: 120 }, () => drawLatent(random, 6, 'normal'))
  // The third number moves all pixels by much, the first one some by little, others nothing.
  const pictures = latents.map((z) =>
    Float32Array.from({ length: 12 }, (_, i) => 5 * z[2]! * Math.cos(i) + (i < 6 ? z[0]! : 0)),
  )
  const found = directions(latents, pictures, 4)
  expect(found).toHaveLength(2)
  expect(Math.abs(found[0]!.axis[2]!)).toBeGreaterThan(0.95)
  expect(Math.abs(found[1]!.axis[0]!)).toBeGreaterThan(0.9)
  expect(found[0]!.share + found[1]!.share).toBeCloseTo(1, 5)
})
