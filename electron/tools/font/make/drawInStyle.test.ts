import { expect, test } from 'vitest'
import type { FontModel } from '../../../contract/model/fontModel.ts'
import { packField } from '../../../imaging/distances.ts'
import { unaligned } from '../align.ts'
import { renderField } from '../field.ts'
import { openFont } from '../file/fontFile.ts'
import { controlBox } from '../outline/outline.ts'
import { frames, placed, scriptOf } from '../script.ts'
import { bar, drawn, smallDesign } from '../write/design.fixture.ts'
import { writeTrueType } from '../write/writeFont.ts'
import { createStylist, drawInStyle } from './drawInStyle.ts'
import { laidLine } from './preview.ts'
import { asItIs } from './shape.ts'

const SPACE = { character: 0x20, outline: [], advance: 250 }
const source = smallDesign()
const font = await openFont(writeTrueType({ ...source, glyphs: [...source.glyphs, SPACE] }), 'small.ttf')
const side = 24
const letters = 'AHVox'
/** A style whose letters are the source's with more room about them. */
const latin: FontModel = {
  script: 'latin',
  range: 16,
  references: { characters: letters, side },
  styles: [
    {
      name: 'roomy',
      title: { en: 'Roomy', 'zh-CN': 'Roomy' },
      font: 'small',
      licence: 'OFL-1.1',
      source: 'small',
      alignment: unaligned,
      offset: 0,
      bearings: { scale: 1, add: 100, space: 2 },
      gate: { density: 0, overlap: 0, missing: 1000, added: 1000 },
      references: Buffer.concat(
        [...letters].map((letter) => {
          const { outline, advance } = drawn[letter]!
          return packField(renderField(placed(outline, advance, 'latin'), frames.latin, side).data)
        }),
      ).toString('base64'),
    },
  ],
}
/** Draws what it is shown. */
const same = { side: 128, range: 16, run: async (field: Float32Array) => field }
const code = (character: string) => character.codePointAt(0)!

test('letters keep their ink, stand in the middle of the advance that their style gives them, and spaces follow', async () => {
  const stylist = createStylist(font, latin, 'm', same)
  const mixture = { roomy: 1 }
  const { glyph } = (await drawInStyle(font, code('H'), asItIs, stylist, mixture))!
  expect(glyph.advance).toBe(750)
  const box = controlBox(glyph.outline)!
  expect([box.left, box.right, box.bottom, box.top].map(Math.round)).toEqual([130, 620, 0, 700])
  const space = (await drawInStyle(font, 0x20, asItIs, stylist, mixture))!
  expect(space.glyph).toMatchObject({ advance: 500, outline: [] })
  // A line is set with the advances that the glyphs will have.
  const styled = new Map<number, number>()
  for (const character of [code('H'), 0x20, code('x')])
    styled.set(character, await stylist.advance(character, mixture))
  const { source, result } = laidLine(font, 'H x', false, asItIs, styled)
  expect(source.map(({ advance }) => advance)).toEqual([650, 250, 500])
  const advances = result.map(({ advance }) => advance)
  expect(advances.slice(0, 2)).toEqual([750, 500])
  // Tips are as sharp as a field of this size shows them.
  expect(Math.abs(advances[2]! - 600)).toBeLessThan(8)
})

test('square glyphs keep their cell', async () => {
  const model: FontModel = {
    ...latin,
    script: 'han',
    styles: latin.styles.map(({ bearings: _, ...style }) => style),
  }
  const stylist = createStylist(font, model, 'm', same)
  const { glyph } = (await drawInStyle(font, code('一'), asItIs, stylist, { roomy: 1 }))!
  expect(glyph.advance).toBe(1000)
  const box = controlBox(glyph.outline)!
  expect([box.left, box.right].map(Math.round)).toEqual([60, 940])
})

test('glyphs of a style of narrow cells stand in the middles of the source’s', async () => {
  const narrow = { ...unaligned, scaleX: 0.8, slant: 0.1, moveX: -20 }
  const [style] = latin.styles
  const model: FontModel = {
    ...latin,
    script: 'han',
    references: { characters: '一', side },
    styles: [{ ...style!, alignment: narrow, references: '' }],
  }
  const stylist = createStylist(font, model, 'm', same)
  const { glyph } = (await drawInStyle(font, code('口'), asItIs, stylist, { roomy: 1 }))!
  const box = controlBox(glyph.outline)!
  expect(glyph.advance).toBe(1000)
  // From 140 to 860 before; it leans about the middle of the cell, 380 above the baseline.
  const lean = (y: number) => 0.1 * (y - 380)
  expect(box.left).toBeCloseTo(500 - 288 + lean(-20), -1)
  expect(box.right).toBeCloseTo(500 + 288 + lean(760), -1)
})

test('kana are redrawn, with their marks, and so are their forms for vertical text', async () => {
  const LONG = 'ー'
  const long = {
    character: code(LONG),
    outline: [bar(100, 340, 900, 420)],
    advance: 1000,
    vertical: [bar(460, -20, 540, 780)],
  }
  const kana = await openFont(writeTrueType({ ...source, glyphs: [...source.glyphs, long] }), 'kana.ttf')
  const heavier = { ...latin.styles[0]!, offset: 1, references: '' }
  const model: FontModel = {
    ...latin,
    script: 'han',
    references: { characters: '一', side },
    styles: [heavier],
  }
  const stylist = createStylist(kana, model, 'm', same)
  expect([...'あアーっゝ々〇。A'].map((each) => scriptOf(code(each)))).toEqual([
    ...new Array(7).fill('han'),
    null,
    'latin',
  ])
  const { glyph } = (await drawInStyle(kana, code(LONG), asItIs, stylist, { roomy: 1 }))!
  const [along, down] = [controlBox(glyph.outline)!, controlBox(glyph.vertical!)!]
  // A pixel of the field on both sides.
  const grown = 80 + (2 * 1125) / 128
  expect(along.top - along.bottom).toBeCloseTo(grown, -1)
  expect(down.right - down.left).toBeCloseTo(grown, -1)
  expect(down.top - down.bottom).toBeGreaterThan(700)
})
