import { expect, test } from 'vitest'
import type { ProofGlyph } from '../../../../electron/contract/tools/fontWorks.ts'
import { rowsOf, widerOf } from './lines.ts'

const glyphs = (text: string, wide = 1000): ProofGlyph[] =>
  [...text].map((each, at) => {
    const character = each.codePointAt(0)!
    return {
      character,
      at,
      glyph: 1,
      x: 0,
      y: 0,
      advance: character > 0x2e80 ? wide : 500,
      form: false,
      turned: false,
    }
  })
const said = (row: readonly ProofGlyph[]) =>
  row.map(({ character }) => String.fromCodePoint(character)).join('')
const rows = (text: string, maxLength: number) =>
  rowsOf({ source: glyphs(text), result: glyphs(text) }, maxLength, 'result').map(({ result }) =>
    said(result),
  )

test('square characters are cut anywhere but before closing marks', () => {
  expect(rows('天地玄黄宇宙', 2000)).toEqual(['天地', '玄黄', '宇宙'])
  expect(rows('天地玄。黄宇', 3000)).toEqual(['天地', '玄。黄', '宇'])
})

test('words stay whole where they can', () => {
  expect(rows('one two three', 4000)).toEqual(['one two ', 'three'])
  expect(rows('unbreakable', 2500)).toEqual(['unbre', 'akabl', 'e'])
})

test('the source is cut at the same characters, whatever its widths', () => {
  const line = { source: glyphs('天地玄黄', 400), result: glyphs('天地玄黄') }
  expect(rowsOf(line, 2000, 'result').map(({ source }) => said(source))).toEqual(['天地', '玄黄'])
  expect(rowsOf(line, 2000, 'source')).toHaveLength(1)
})

test('where both are shown, neither runs beyond the sheet', () => {
  const line = { source: glyphs('天地玄黄'), result: glyphs('天地玄黄', 400) }
  expect(widerOf(line)).toBe('source')
  expect(widerOf({ source: line.result, result: line.source })).toBe('result')
})
