import { expect, test } from 'vitest'
import { bearingsOf, fitBearings, letterAdvance } from './bearings.ts'
import type { Outline } from './outline/outline.ts'
import { isRedrawn, placed } from './script.ts'

const box = (left: number, bottom: number, width: number, height: number): Outline => [
  {
    start: { x: left, y: bottom },
    segments: [
      { x: left + width, y: bottom },
      { x: left + width, y: bottom + height },
      { x: left, y: bottom + height },
      { x: left, y: bottom },
    ].map((to) => ({ kind: 'line', to })),
  },
]

test('a letter is as wide as its ink and the side bearings of the style', () => {
  const letter = box(100, 0, 300, 700)
  expect(bearingsOf(letter, 460)).toBe(160)
  expect(letterAdvance(letter, 160, { scale: 0.5, add: 20, space: 1 })).toBe(400)
  expect(letterAdvance(letter, 160, { scale: 1, add: -2000, space: 1 })).toBe(0)
})

test('bearings are fitted by least squares, and the space by its advance', () => {
  const pairs = [40, 80, 120, 200].map((source) => ({ source, style: 0.7 * source - 15 }))
  const { scale, add, space } = fitBearings(pairs, { source: 260, style: 195 })
  expect([scale, add, space].map((value) => Number(value.toFixed(6)))).toEqual([0.7, -15, 0.75])
  // Of a source whose letters all stand alike, their mean difference is what can be known.
  const alike = fitBearings(
    [50, 50].map((source) => ({ source, style: 70 })),
    { source: 1, style: 1 },
  )
  expect(alike.scale * 50 + alike.add).toBe(70)
})

test('each script redraws its own characters, and places them where its networks see them', () => {
  const code = (character: string) => character.codePointAt(0)!
  for (const letter of 'Aé€“ ')
    expect([isRedrawn('latin', code(letter)), isRedrawn('han', code(letter))]).toEqual([true, false])
  for (const glyph of '永のア')
    expect([isRedrawn('latin', code(glyph)), isRedrawn('han', code(glyph))]).toEqual([false, true])
  // The soft hyphen has no glyph that anybody sees, Greek has no letters here.
  expect(isRedrawn('latin', 0xad)).toBe(false)
  expect(isRedrawn('latin', code('Ω'))).toBe(false)
  const glyph = box(0, 0, 500, 500)
  expect(placed(glyph, 1000, 'han')).toBe(glyph)
  expect(placed(glyph, 600, 'latin')[0]!.start.x).toBe(200)
})
