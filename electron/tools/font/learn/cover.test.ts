import { expect, test } from 'vitest'
import { Random } from '../../../nets/random.ts'
import { hanFrame } from '../field.ts'
import type { Contour, Outline } from '../outline/outline.ts'
import { bar } from '../write/design.fixture.ts'
import { coveringGlyphs } from './cover.ts'

/** Parts for the left and for the right half of a glyph. */
const left: Contour[][] = [
  [bar(60, 100, 140, 800)],
  [bar(60, 400, 420, 480)],
  [bar(60, 640, 420, 700), bar(60, 180, 420, 240)],
  [bar(60, 100, 420, 160), bar(200, 100, 260, 800)],
]
const right = left.map((part) =>
  part.map(({ start, segments }) => ({
    start: { ...start, x: 960 - start.x },
    segments: segments.map((each) => ({
      ...each,
      to: { ...each.to, x: 960 - each.to.x },
    })) as Contour['segments'],
  })),
)
/** Every pair of parts. */
const glyphs = left.flatMap((a, i) =>
  right.map((b, j) => ({ character: 0x4e00 + 4 * i + j, outline: [...a, ...b] as Outline })),
)

test('as many glyphs as there are parts cover all of them, and a glyph of each part is among them', () => {
  const { chosen, covered } = coveringGlyphs(glyphs, [], 4, hanFrame)
  expect(new Set(chosen.map((character) => Math.floor((character - 0x4e00) / 4))).size).toBe(4)
  expect(new Set(chosen.map((character) => (character - 0x4e00) % 4)).size).toBe(4)
  expect(covered).toBeGreaterThan(0.93)
})

test('it covers more than glyphs at random', () => {
  const random = new Random(1, 'test')
  const { covered } = coveringGlyphs(glyphs, [], 4, hanFrame)
  for (let k = 0; k < 5; k++) {
    const some = [...random.permutation(glyphs.length)].slice(0, 4).map((at) => glyphs[at]!)
    expect(coveringGlyphs(glyphs, some, 0, hanFrame).covered).toBeLessThanOrEqual(covered + 1e-6)
  }
})

test('what is drawn already is not asked for again, and what it covers counts', () => {
  const drawn = glyphs.slice(0, 3)
  const { chosen, covered } = coveringGlyphs(glyphs, drawn, 3, hanFrame)
  expect(chosen).toHaveLength(3)
  for (const { character } of drawn) expect(chosen).not.toContain(character)
  expect(chosen.map((character) => Math.floor((character - 0x4e00) / 4)).sort()).toEqual([1, 2, 3])
  expect(covered).toBeGreaterThan(0.93)
})

test('more than there are gives all, and nothing is covered of nothing', () => {
  expect(coveringGlyphs(glyphs, [], 99, hanFrame).chosen).toHaveLength(16)
  expect(coveringGlyphs([], [], 5, hanFrame)).toEqual({ chosen: [], covered: 1 })
})
