import fc from 'fast-check'
import { expect, test } from 'vitest'
import { planDct } from './fftPlan.ts'
import { PIXEL_BYTES } from './memory.ts'
import { teamOfOne } from './team.fixture.ts'

const team = await teamOfOne()

/** Rows of four-lane samples, transformed in place; the result is unnormalised, as the kernel leaves it. */
function transform(rows: Float32Array, n: number, inverse: boolean): Float32Array {
  const { memory } = team
  const mark = memory.mark()
  const plan = planDct(memory, n)
  const height = rows.length / (4 * n)
  const plane = memory.allocate(n * height * PIXEL_BYTES)
  memory.floats(plane, rows.length).set(rows)
  team.run('dctRows', Math.ceil(height / 2), {
    ints: [plan.pointer, plane, height, inverse ? 1 : 0],
    scratchBytes: plan.scratchBytes,
  })
  const result = memory.floats(plane, rows.length).slice()
  memory.release(mark)
  return result
}

function direct(rows: Float32Array, n: number): Float64Array {
  return Float64Array.from(rows, (_, at) => {
    const lane = at % 4
    const k = Math.floor(at / 4) % n
    const row = Math.floor(at / (4 * n))
    let sum = 0
    for (let j = 0; j < n; j++)
      sum += rows[4 * (row * n + j) + lane]! * Math.cos((Math.PI * (2 * j + 1) * k) / (2 * n))
    return sum
  })
}

const noise = (length: number) => Float32Array.from({ length }, (_, i) => Math.sin(i * i * 0.37 + i))

// Every pass, their mixtures, primes by definition, primes by convolution (37, 101, 211), and their multiples.
for (const n of [1, 2, 3, 4, 5, 6, 7, 8, 12, 15, 16, 25, 31, 37, 60, 64, 77, 101, 128, 202, 211, 240, 631])
  for (const height of [1, 2, 3])
    test(`the cosine transform of ${height} rows of ${n} equals the direct sum`, () => {
      const rows = noise(4 * n * height)
      const expected = direct(rows, n)
      const actual = transform(rows, n, false)
      const scale = Math.sqrt(n)
      expect(Math.max(...actual.map((v, i) => Math.abs(v - expected[i]!) / scale))).toBeLessThan(2e-6)
    })

test('the inverse takes it back, at any length', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 700 }), fc.integer({ min: 1, max: 5 }), (n, height) => {
      const rows = noise(4 * n * height)
      const back = transform(transform(rows, n, false), n, true)
      expect(Math.max(...back.map((v, i) => Math.abs(v / n - rows[i]!)))).toBeLessThan(3e-6)
    }),
    { numRuns: 100, seed: 1 },
  )
})
