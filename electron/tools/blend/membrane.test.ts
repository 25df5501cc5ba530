import { expect, test } from 'vitest'
import { allocatePlane } from '../../imaging/planes.ts'
import { teamOfOne } from '../../imaging/team.fixture.ts'
import { Random } from '../../nets/random.ts'
import { solveMembrane } from './membrane.ts'
import { referenceBlend } from './reference.fixture.ts'

const team = await teamOfOne()
const [width, height] = [61, 43]

/** Half a grey level. */
const ROUNDING = 0.5 / 255

const disc = (x: number, y: number, radius: number) => Math.hypot(x - 28, y - 20) < radius
const random = new Random(5, 'dots')
const dots = new Float32Array(width * height)
random.fill(dots, { kind: 'uniform', from: 0, to: 1 })
const dot = (x: number, y: number) => dots[y * width + x]!

const masks: Record<string, (x: number, y: number) => number | boolean> = {
  'a disc': (x, y) => disc(x, y, 17),
  'a ring': (x, y) => disc(x, y, 18) && !disc(x, y, 7),
  'across three borders': (x) => x > 30,
  'all but one pixel': (x, y) => x !== 20 || y !== 11,
  'a plane with dust': (x, y) => x % 13 !== 5 || y % 11 !== 4,
  'lines one pixel wide': (x, y) => x % 7 === 3 && y > 3,
  'hair of two pixels': (x, y) => Math.abs(Math.sin(x / 6 + y / 9)) < 0.25,
  'a comb': (x, y) => (x % 8 < 4 || y < 12) && y < 38 && x > 5,
  'several parts': (x, y) => disc(x, y, 8) || Math.hypot(x - 55, y - 38) < 9 || (x < 6 && y < 6),
  'two parts that touch by a corner': (x, y) =>
    (x < 20 && y < 20) || (x >= 20 && x < 40 && y >= 20 && y < 40),
  'noise, six in ten': (x, y) => dot(x, y) < 0.6,
  'one pixel': (x, y) => x === 30 && y === 20,
  'a soft edge': (x, y) => Math.min(1, Math.max(0, (18 - Math.hypot(x - 28, y - 20)) / 6)),
  'noise of every coverage': (x, y) => Math.max(0, dot(x, y) - 0.3) / 0.7,
}

test.each(Object.entries(masks))('%s: as an independent solution in double precision', (_, inside) => {
  const { memory } = team
  const mark = memory.mark()
  const mask = new Float64Array(width * height).map((_, i) =>
    Number(inside(i % width, Math.floor(i / width))),
  )
  const numbers = new Float32Array(2 * width * height)
  new Random(3, 'pictures').fill(numbers, { kind: 'uniform', from: 0, to: 1 })
  const object = Float64Array.from(numbers.subarray(0, width * height), (v, i) => 0.5 * v + (i % width) / 200)
  const photo = Float64Array.from(numbers.subarray(width * height))
  const difference = allocatePlane(memory, { width, height })
  const estimate = allocatePlane(memory, { width, height })
  const d = memory.floats(difference.pointer, 4 * mask.length)
  const u = memory.floats(estimate.pointer, 4 * mask.length)
  // Whatever a coarser level said, inside and outside.
  u.fill(0.2)
  for (const [i, coverage] of mask.entries()) {
    d.fill(coverage * (object[i]! - photo[i]!), 4 * i, 4 * i + 3)
    d[4 * i + 3] = coverage
  }
  solveMembrane(team, difference, 0, estimate)
  const expected = referenceBlend({
    ...{ width, height, object, photo, mask, kernel: 'normal', weight: 0 },
    anchor: photo,
    inside: mask,
  })
  const errors = photo.map((v, i) => Math.abs(v + d[4 * i]! + u[4 * i]! - expected[i]!))
  for (const [i, coverage] of mask.entries()) if (coverage === 0) expect(u[4 * i]).toBe(0)
  expect(Math.max(...errors)).toBeLessThan(ROUNDING)
  memory.release(mark)
})

test('a picture of one pixel, and an object without a boundary, have nothing to correct', () => {
  for (const size of [
    { width: 1, height: 1 },
    { width: 9, height: 4 },
  ]) {
    const [difference, estimate] = [allocatePlane(team.memory, size), allocatePlane(team.memory, size)]
    const count = 4 * size.width * size.height
    team.memory.floats(difference.pointer, count).fill(1)
    const u = team.memory.floats(estimate.pointer, count).fill(0)
    solveMembrane(team, difference, 0, estimate)
    expect(Math.max(...u.map(Math.abs))).toBe(0)
  }
})
