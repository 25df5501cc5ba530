import fc from 'fast-check'
import { expect, test } from 'vitest'
import { allocatePlane, planResampling, resample, resampleWithin } from './planes.ts'
import { type Filter, resamplingTaps } from './taps.ts'
import { teamOfOne } from './team.fixture.ts'

const team = await teamOfOne()
const filters: Filter[] = ['cubic', 'gaussian', 'area']

test('weights sum to one and stay within the source', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 90 }),
      fc.integer({ min: 1, max: 90 }),
      fc.constantFrom(...filters),
      (from, to, filter) => {
        const { starts, weights, count } = resamplingTaps(from, to, filter)
        for (let i = 0; i < to; i++) {
          expect(starts[i]).toBeGreaterThanOrEqual(0)
          expect(starts[i]! + count).toBeLessThanOrEqual(from)
          const sum = weights.subarray(i * count, (i + 1) * count).reduce((a, b) => a + b)
          expect(Math.abs(sum - 1)).toBeLessThan(1e-5)
        }
      },
    ),
  )
})

test('pixel centres stay where they are: a ramp is still that ramp', () => {
  for (const [from, to] of [
    [40, 80],
    [80, 40],
    [81, 41],
    [50, 77],
  ] as const)
    for (const filter of filters) {
      const { starts, weights, count } = resamplingTaps(from, to, filter)
      if (filter !== 'cubic' && to > from) continue
      for (let i = 5; i < to - 5; i++) {
        let value = 0
        for (let t = 0; t < count; t++) value += weights[i * count + t]! * (starts[i]! + t + 0.5)
        expect(Math.abs(value / from - (i + 0.5) / to) * from).toBeLessThan(0.02)
      }
    }
})

test('planes are resampled by the same weights, and added to', () => {
  const { memory } = team
  const mark = memory.mark()
  const from = { width: 23, height: 17 }
  const to = { width: 45, height: 34 }
  const source = allocatePlane(memory, from)
  const out = allocatePlane(memory, to)
  const values = memory.floats(source.pointer, 4 * 23 * 17)
  for (let i = 0; i < values.length; i++) values[i] = Math.sin(i * 0.7)
  memory.floats(out.pointer, 4 * 45 * 34).fill(10)
  resample(team, planResampling(memory, from, to, 'cubic'), source, out, out)
  const x = resamplingTaps(23, 45, 'cubic')
  const y = resamplingTaps(17, 34, 'cubic')
  const result = memory.floats(out.pointer, 4 * 45 * 34)
  for (const [column, row, lane] of [
    [0, 0, 0],
    [44, 33, 3],
    [20, 11, 2],
  ] as const) {
    let expected = 10
    for (let j = 0; j < y.count; j++)
      for (let i = 0; i < x.count; i++)
        expected +=
          y.weights[row * y.count + j]! *
          x.weights[column * x.count + i]! *
          values[4 * ((y.starts[row]! + j) * 23 + x.starts[column]! + i) + lane]!
    expect(result[4 * (row * 45 + column) + lane]).toBeCloseTo(expected, 5)
  }
  memory.release(mark)
})

test('a plane that is zero outside its bounds is resampled as the whole of it is', () => {
  const { memory } = team
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 40 }),
      fc.integer({ min: 1, max: 40 }),
      fc.tuple(...Array.from({ length: 4 }, () => fc.double({ min: 0, max: 1, noNaN: true }))),
      fc.constantFrom(...filters),
      (from, to, [left = 0, top = 0, width = 0, height = 0], filter) => {
        const mark = memory.mark()
        const bounds = { left: Math.floor(left * from), top: Math.floor(top * from), right: 0, bottom: 0 }
        bounds.right = Math.min(from, bounds.left + 1 + Math.floor(width * from))
        bounds.bottom = Math.min(from, bounds.top + 1 + Math.floor(height * from))
        const source = allocatePlane(memory, { width: from, height: from })
        const values = memory.floats(source.pointer, 4 * from * from).fill(0)
        for (let y = bounds.top; y < bounds.bottom; y++)
          for (let x = bounds.left; x < bounds.right; x++)
            for (let c = 0; c < 4; c++) values[4 * (y * from + x) + c] = 1 + Math.sin(x + 3 * y + 7 * c)
        const size = { width: to, height: to }
        const plan = planResampling(memory, source, size, filter)
        const whole = allocatePlane(memory, size)
        resample(team, plan, source, whole)
        const part = allocatePlane(memory, size)
        memory.floats(part.pointer, 4 * to * to).fill(9)
        const seen = resampleWithin(team, plan, source, bounds, part)
        const expected = memory.floats(whole.pointer, 4 * to * to)
        expect(memory.floats(part.pointer, 4 * to * to)).toEqual(expected)
        for (let i = 0; i < to * to; i++) {
          const [x, y] = [i % to, Math.floor(i / to)]
          const inside = x >= seen.left && x < seen.right && y >= seen.top && y < seen.bottom
          if (!inside) expect([...expected.subarray(4 * i, 4 * i + 4)]).toEqual([0, 0, 0, 0])
        }
        memory.release(mark)
      },
    ),
  )
})
