import { Blob, Buffer, Direction, Face, Font, shape } from 'harfbuzzjs'
import { describe, expect, test } from 'vitest'
import { tablesOf, viewOf } from '../file/container.ts'
import { openFont } from '../file/fontFile.ts'
import { compareOutlines } from '../outline/compare.ts'
import { curveBox } from '../outline/curveBox.ts'
import { flatten, twiceArea } from '../outline/flatten.ts'
import type { Outline } from '../outline/outline.ts'
import { bar, drawn, polygon, smallDesign } from './design.fixture.ts'
import { checksum } from './sfnt.ts'
import { packWoff2, writeOpenType, writeTrueType } from './writeFont.ts'

const kinds = [
  { kind: 'TrueType', write: writeTrueType },
  {
    kind: 'TrueType of 2048 lines',
    write: (d: Parameters<typeof writeTrueType>[0]) => writeTrueType(d, { unitsPerEm: 2048 }),
  },
  { kind: 'OpenType', write: writeOpenType },
]
const code = (character: string) => character.codePointAt(0)!

/** Text set by HarfBuzz, in thousandths of the em: glyph numbers, advances along the line. */
function set(bytes: Uint8Array, content: string, direction: 'LTR' | 'TTB') {
  const font = new Font(new Face(new Blob(bytes), 0))
  font.setScale(1000, 1000)
  const buffer = new Buffer()
  buffer.addText(content)
  buffer.setDirection(Direction[direction])
  buffer.guessSegmentProperties()
  shape(font, buffer)
  const places = buffer.getGlyphPositions()
  return buffer.getGlyphInfos().map(({ codepoint }, at) => {
    const { xAdvance, yAdvance, xOffset, yOffset } = places[at]!
    return { glyph: codepoint, advance: direction === 'TTB' ? -yAdvance : xAdvance, dx: xOffset, dy: yOffset }
  })
}

describe.each(kinds)('a font written as $kind', ({ write }) => {
  const bytes = write(smallDesign())

  test('maps and draws what was designed, and what a font needs besides', async () => {
    const font = await openFont(bytes, 'small')
    const wanted = [...Object.keys(drawn).map(code), 0x20, 0xa0, 0x3000].sort((a, b) => a - b)
    expect(font.characters).toEqual(wanted)
    expect(font.glyphCount).toBe(wanted.length - 1 + 2)
    for (const [character, { outline, advance }] of Object.entries(drawn)) {
      const found = font.drawn(code(character))!
      expect(compareOutlines(outline, found).farDistance).toBeLessThan(0.8)
      expect(font.advance(font.glyphOf(code(character)))).toBeCloseTo(advance, 0)
    }
    expect(font.outline(0)).toHaveLength(2)
    expect(font.glyphOf(0xa0)).toBe(font.glyphOf(0x20))
    expect([font.drawn(0x20), font.drawn(0x3000)]).toEqual([null, null])
    expect(font.advance(font.glyphOf(0x3000))).toBe(1000)
    expect(font.embedding.free).toBe(true)
  })

  test('turns contours as its format has them, whatever way they were drawn', async () => {
    const font = await openFont(bytes, 'small')
    const turns = (character: string) =>
      font.drawn(code(character))!.map((contour) => Math.sign(twiceArea(flatten([contour])[0]!)))
    const outer = font.quadratic ? -1 : 1
    expect(turns('o')).toEqual([outer, -outer])
    expect(turns('口')).toEqual([outer, -outer])
    expect(turns('H')).toEqual([outer, outer])
  })

  test('is set by HarfBuzz: kerns, full widths, forms and places of vertical text', () => {
    const [a, v, again] = set(bytes, 'AVA', 'LTR')
    expect([a!.advance, v!.advance, again!.advance]).toEqual(
      [530, 540, 620].map((each) => expect.closeTo(each, 0)),
    )
    const across = set(bytes, '口。', 'LTR')
    expect(across.map(({ advance }) => advance)).toEqual([1000, 1000])
    const down = set(bytes, '口。', 'TTB')
    expect(down.map(({ advance }) => advance)).toEqual([1000, 1000])
    expect(down[0]!.glyph).toBe(across[0]!.glyph)
    expect(down[1]!.glyph).not.toBe(across[1]!.glyph)
    for (const { dx } of down) expect(dx).toBe(-500)
  })

  test('hangs glyphs from the top of the em in vertical text', async () => {
    const font = await openFont(bytes, 'small')
    const tables = tablesOf(bytes, 0, 'small')
    const view = viewOf(bytes)
    const lines = font.unitsPerEm / 1000
    const long = view.getUint16(tables.get('vhea')!.offset + 34)
    for (const character of '口。一') {
      const glyph = font.glyphOf(code(character))
      const place =
        tables.get('vmtx')!.offset + 2 * Math.min(glyph + 1, 2 * long) + 2 * Math.max(0, glyph - long)
      const { top } = curveBox(font.outline(glyph))!
      expect(view.getInt16(place) / lines + top).toBeCloseTo(880, 0)
    }
    expect(tables.has('VORG')).toBe(!font.quadratic)
    if (!font.quadratic) expect(view.getInt16(tables.get('VORG')!.offset + 4)).toBe(880)
  })

  test('has names in four languages', async () => {
    const { names } = await openFont(bytes, 'small')
    const of = (language: number) =>
      Object.fromEntries(
        names.filter((name) => name.language === language).map(({ id, value }) => [id, value]),
      )
    expect(of(0x409)).toMatchObject({
      0: 'Copyright 2026 The Small Test Authors',
      1: 'Small Test',
      2: 'Regular',
      4: 'Small Test Regular',
      5: 'Version 1.002',
      6: 'SmallTest-Regular',
      13: 'Free to use.',
    })
    expect(of(0x804)).toEqual({ 1: '小样', 2: 'Regular', 4: '小样 Regular' })
    expect(of(0x404)[1]).toBe('小樣')
    expect(of(0x411)[1]).toBe('小見本')
  })

  test('has right checksums, and is the same every time', () => {
    expect(checksum(bytes)).toBe(0xb1b0afba)
    for (const [tag, { offset, length }] of tablesOf(bytes, 0, 'small')) {
      const table = bytes.slice(offset, offset + length)
      if (tag === 'head') table.fill(0, 8, 12)
      const entry = [...Array(viewOf(bytes).getUint16(4)).keys()].find(
        (k) => viewOf(bytes).getUint32(12 + 16 * k + 8) === offset,
      )!
      expect(checksum(table), tag).toBe(viewOf(bytes).getUint32(12 + 16 * entry + 4))
    }
    expect(write(smallDesign())).toEqual(bytes)
  })

  test('gives the systems what they list it by', () => {
    const { offset } = tablesOf(bytes, 0, 'small').get('OS/2')!
    const view = viewOf(bytes)
    const lines = viewOf(bytes).getUint16(tablesOf(bytes, 0, 'small').get('head')!.offset + 18) / 1000
    const at = (field: number) => view.getUint16(offset + field)
    expect([at(0), at(4), at(8), at(62)]).toEqual([4, 400, 0, 0xc0])
    // Latin, kana, Han, beyond the basic plane.
    for (const bit of [0, 48, 49, 57, 59])
      expect(view.getUint32(offset + 42 + 4 * (bit >> 5)) & (1 << (bit & 31)), `bit ${bit}`).not.toBe(0)
    // So few characters lie, all but one, in every code page that has kana.
    expect(view.getUint32(offset + 78) & (1 << 19)).toBe(0)
    expect([at(68), at(74), at(76)]).toEqual(
      [1160, 1160, 100].map((each) => expect.closeTo(each * lines, -1)),
    )
  })

  test('survives WOFF2', async () => {
    const packed = await packWoff2(bytes)
    expect(packed.length).toBeLessThan(bytes.length)
    const [font, plain] = [await openFont(packed, 'small.woff2'), await openFont(bytes, 'small')]
    expect(font.drawn(code('o'))).toEqual(plain.drawn(code('o')))
  })
})

test('styles are linked in families of four, and others have families of their own', async () => {
  const names = async (style: string, weight: number, slant = 0) => {
    const design = smallDesign({ weight, slant })
    const bytes = writeTrueType({ ...design, names: { ...design.names, style } })
    const font = await openFont(bytes, style)
    const { offset } = tablesOf(bytes, 0, style).get('OS/2')!
    const value = (id: number) => font.names.find((name) => name.id === id && name.language === 0x409)?.value
    return [value(1), value(2), value(16), value(17), viewOf(bytes).getUint16(offset + 62)]
  }
  expect(await names('Bold', 700)).toEqual(['Small Test', 'Bold', undefined, undefined, 0xa0])
  expect(await names('Light', 300)).toEqual(['Small Test Light', 'Regular', 'Small Test', 'Light', 0xc0])
  expect(await names('Light Italic', 300, 10)).toEqual([
    'Small Test Light',
    'Italic',
    'Small Test',
    'Light Italic',
    0x81,
  ])
})

test('a font of many square characters has the measures of one for East Asia', () => {
  const glyphs = Array.from({ length: 150 }, (_, k) => ({
    character: 0x4e00 + k,
    outline: [bar(100, 0, 900, 800)],
    advance: 1000,
  }))
  const bytes = writeTrueType(smallDesign({ glyphs, kerning: [] }))
  const { offset } = tablesOf(bytes, 0, 'east').get('OS/2')!
  const view = viewOf(bytes)
  const [selection, top, bottom, gap] = [62, 68, 70, 72].map((field) => view.getInt16(offset + field))
  expect([selection, top, bottom, gap]).toEqual([0x40, 880, -120, 0])
  expect([view.getUint16(offset + 74), view.getUint16(offset + 76)]).toEqual([1160, 0])
})

test('nodes that coincide or lie on straight edges are not written', async () => {
  const outline: Outline = [
    polygon(
      [100, 100],
      [100.2, 100.1],
      [500, 100],
      [900, 100],
      [900, 500],
      [900, 899.8],
      [900, 900],
      [100, 900],
    ),
  ]
  const design = smallDesign({ glyphs: [{ character: code('一'), outline, advance: 1000 }] })
  for (const bytes of [writeTrueType(design), writeOpenType(design)]) {
    const [contour] = (await openFont(bytes, 'a')).drawn(code('一'))!
    expect(contour!.segments).toHaveLength(4)
  }
})

test('what cannot be a font is refused by name', () => {
  const glyph = (outline: Outline) =>
    smallDesign({ glyphs: [{ character: code('口'), outline, advance: 1000 }] })
  const named = (names: object) => smallDesign({ names: { ...smallDesign().names, ...names } })
  const refused = [
    [glyph([]), 'The glyph of 口 (U+53E3) is empty'],
    [glyph([bar(0, 0, 9000, 10)]), 'reaches 9000'],
    [smallDesign({ glyphs: [] }), 'no glyph to write'],
    [named({ version: '1.0' }), 'not of the form 1.000'],
    [named({ family: '小样' }), 'needs letters or digits of ASCII'],
    [named({ style: '—' }), 'needs letters or digits of ASCII'],
  ] as const
  for (const [design, message] of refused)
    for (const write of [writeTrueType, writeOpenType]) expect(() => write(design)).toThrow(message)
})

test('64,000 glyphs are a font, and more are refused', async () => {
  const glyphs = (count: number) =>
    Array.from({ length: count }, (_, k) => ({
      character: 0x20000 + k,
      outline: [bar(0, 0, 10, 10)],
      advance: 1000,
    }))
  expect(() => writeTrueType(smallDesign({ glyphs: glyphs(64_000) }))).toThrow('up to 64000 glyphs')
  for (const write of [writeTrueType, writeOpenType]) {
    const font = await openFont(write(smallDesign({ glyphs: glyphs(63_997), kerning: [] })), 'large')
    expect(font.glyphCount).toBe(64_000)
    expect(font.drawn(0x20000 + 63_996)).not.toBeNull()
  }
})

test('kerns of more pairs than one subtable holds are all there', () => {
  const letters = Array.from({ length: 200 }, (_, k) => 0x400 + k)
  const glyphs = letters.map((character) => ({ character, outline: [bar(0, 0, 300, 500)], advance: 400 }))
  const kerning = letters.flatMap((left, a) =>
    letters.map((right, b) => ({ left, right, value: -1 - ((7 * a + b) % 90) })),
  )
  const bytes = writeTrueType(smallDesign({ glyphs, kerning }))
  for (const [a, b] of [
    [0, 0],
    [99, 150],
    [199, 3],
  ] as const) {
    const [left] = set(bytes, String.fromCodePoint(letters[a]!, letters[b]!), 'LTR')
    expect(left!.advance).toBe(400 - 1 - ((7 * a + b) % 90))
  }
})
