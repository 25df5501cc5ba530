import { expect, test } from 'vitest'
import { allocatePlane, type Plane } from '../../imaging/planes.ts'
import { teamOfOne } from '../../imaging/team.fixture.ts'
import { divergence, planGrid, solve } from './equation.ts'
import { solveInside } from './inside.ts'
import { gradientOperators, type Kernel, vanishingWeight } from './operators.ts'
import { referenceBlend } from './reference.fixture.ts'

const team = await teamOfOne()
const kernels = Object.keys(gradientOperators) as Kernel[]

/** Numbers in [0, 1) that repeat from run to run. */
function sequence(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}

function scene(width: number, height: number, soft: boolean) {
  const next = sequence(width * 1000 + height)
  const object = new Float64Array(width * height).map(next)
  const photo = new Float64Array(width * height).map(next)
  const mask = new Float64Array(width * height).map((_, i) => {
    const x = (i % width) / width - 0.4
    const y = Math.floor(i / width) / height - 0.6
    return soft ? Math.max(0, next() - 0.3) / 0.7 : Math.hypot(x, y) < 0.35 ? 1 : 0
  })
  return { object, photo, mask }
}

function differencePlane(
  size: { width: number; height: number },
  { object, photo, mask }: ReturnType<typeof scene>,
): Plane {
  const plane = allocatePlane(team.memory, size)
  const d = team.memory.floats(plane.pointer, 4 * object.length)
  for (let i = 0; i < object.length; i++) {
    d.fill(mask[i]! * (object[i]! - photo[i]!), 4 * i, 4 * i + 3)
    d[4 * i + 3] = mask[i]!
  }
  return plane
}

/** The tool's answer for one channel, by way of its planes. */
function solved(
  size: { width: number; height: number },
  { object, photo, mask }: ReturnType<typeof scene>,
  kernel: Kernel,
  weight: number,
  pasted: boolean,
): Float64Array {
  const { memory } = team
  const mark = memory.mark()
  const grid = planGrid(memory, size)
  const difference = differencePlane(size, { object, photo, mask })
  const out = allocatePlane(memory, size)
  divergence(team, difference, gradientOperators[kernel], pasted, null, out)
  solve(team, out, grid, gradientOperators[kernel], weight)
  const u = memory.floats(out.pointer, 4 * object.length)
  const x = photo.map((v, i) => v + (pasted ? mask[i]! * (object[i]! - v) : 0) + u[4 * i]!)
  memory.release(mark)
  return x
}

const sizes = [
  { width: 64, height: 48 },
  { width: 31, height: 37 },
  { width: 2, height: 53 },
  { width: 1, height: 1 },
]
for (const kernel of kernels)
  for (const size of sizes)
    for (const weight of [0.01, 1, 20, 1000])
      test(`${kernel} ${size.width}x${size.height} weight ${weight} equals the dense solution`, () => {
        const pasted = weight !== 1
        const s = scene(size.width, size.height, weight === 20)
        const anchor = pasted ? s.photo.map((v, i) => v + s.mask[i]! * (s.object[i]! - v)) : s.photo
        const expected = referenceBlend({ ...size, ...s, kernel, weight, anchor })
        const actual = solved(size, s, kernel, weight, pasted)
        expect(Math.max(...actual.map((v, i) => Math.abs(v - expected[i]!)))).toBeLessThan(1e-4)
      })

for (const kernel of kernels)
  test(`${kernel} inside the mask alone equals the dense solution there, and the photo elsewhere`, () => {
    const size = { width: 61, height: 43 }
    const s = scene(size.width, size.height, false)
    // A smooth picture: central differences cannot see a checkerboard, so of noise they have no clear answer.
    const blind = gradientOperators[kernel].scheme === 'central'
    s.object.forEach((v, i) => {
      s.object[i] = 0.6 + 0.3 * Math.sin(i / 17) * Math.cos((i % 61) / 9) + (blind ? 0 : 0.1 * v)
      s.photo[i] = 0.4 - 0.2 * Math.sin((i % 61) / 20 + i / 600) + (blind ? 0 : 0.1 * s.photo[i]!)
    })
    const expected = referenceBlend({ ...size, ...s, kernel, weight: 0, anchor: s.photo, inside: s.mask })
    const { memory } = team
    const mark = memory.mark()
    const grid = planGrid(memory, size)
    const difference = differencePlane(size, s)
    const estimate = allocatePlane(memory, size)
    memory.floats(estimate.pointer, 4 * s.photo.length).fill(0)
    solveInside(team, difference, grid, gradientOperators[kernel], 0, estimate)
    const d = memory.floats(difference.pointer, 4 * s.photo.length)
    const u = memory
      .floats(estimate.pointer, 4 * s.photo.length)
      .map((v, i) => v + (kernel === 'normal' ? d[i]! : 0))
    memory.release(mark)
    for (const [i, value] of s.photo.entries()) if (s.mask[i] === 0) expect(value + u[4 * i]!).toBe(value)
    const errors = s.photo.map((v, i) => v + u[4 * i]! - expected[i]!)
    // The checkerboard part is theirs to choose: a mean over two by two pixels is without it.
    const seen = blind
      ? errors.map((v, i) => (v + at(errors, i + 1) + at(errors, i + 61) + at(errors, i + 62)) / 4)
      : errors
    expect(Math.max(...seen.map(Math.abs))).toBeLessThan(blind ? 0.03 : 1 / 255)
  })

const at = (values: Float64Array, i: number) => values[Math.min(i, values.length - 1)]!

for (const kernel of kernels)
  test(`${kernel} with a vanishing weight equals the dense solution`, () => {
    const size = { width: 48, height: 29 }
    const s = scene(size.width, size.height, false)
    const weight = vanishingWeight(gradientOperators[kernel])
    const expected = referenceBlend({ ...size, ...s, kernel, weight, anchor: s.photo })
    const actual = solved(size, s, kernel, weight, false)
    // Sobel cannot see what is near a checkerboard; of noise, that much is left to rounding.
    const tolerance = kernel === 'sobel' ? 1 / 255 : 1e-4
    expect(Math.max(...actual.map((v, i) => Math.abs(v - expected[i]!)))).toBeLessThan(tolerance)
  })
