import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { compress } from 'woff2-encoder'
import type { Outline } from '../outline/outline.ts'
import { smallDesign } from '../write/design.fixture.ts'
import { writeTrueType } from '../write/writeFont.ts'
import { embeddingOf } from './embedding.ts'
import { sfntOf, tableBytes, woffOf } from './files.fixture.ts'
import { openFont } from './fontFile.ts'
import { fontFolders } from './fontFolders.ts'
import { installedFonts } from './installed.ts'

/** A font of the system, where there is one: the tests of reading are about files that others made. */
const dejavu = '/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf'
const noto = '/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc'
const folder = mkdtempSync(join(tmpdir(), 'ganvas-fonts-'))
afterAll(() => rmSync(folder, { recursive: true }))

const letter = 0x41

describe.skipIf(!existsSync(dejavu))('a font of the system', () => {
  const bytes = existsSync(dejavu) ? new Uint8Array(readFileSync(dejavu)) : new Uint8Array()
  let compressed: Uint8Array
  beforeAll(async () => {
    compressed = await compress(bytes)
  })
  const without = (...tags: string[]) => {
    const tables = tableBytes(bytes)
    for (const tag of tags) tables.delete(tag)
    return sfntOf(tables)
  }

  test('gives the same outlines from TTF, WOFF and WOFF2', async () => {
    const plain = await openFont(bytes, 'plain.ttf')
    const outline = plain.drawn(letter)!
    expect(outline).toHaveLength(2)
    expect(plain.advance(plain.glyphOf(letter))).toBeCloseTo(684.08, 1)
    for (const packed of [woffOf(bytes), compressed]) {
      const font = await openFont(packed, 'packed')
      expect(font.drawn(letter)).toEqual(outline)
      expect(font.characters).toEqual(plain.characters)
    }
  })

  test.each([0, 3, 11, 12, 100, 5000, 400_000])(
    'cut short to %i bytes is told to be damaged',
    async (length) => {
      const cut = bytes.slice(0, length)
      await expect(openFont(cut, 'cut.ttf')).rejects.toThrow('cut.ttf is a damaged or incomplete font')
      const packed = compressed.slice(0, Math.min(length, 200_000))
      await expect(openFont(packed, 'cut.woff2')).rejects.toThrow('cut.woff2 is a damaged or incomplete font')
    },
  )

  test('what is no font is told apart from a damaged one', async () => {
    const picture = new Uint8Array(100).fill(0x89)
    await expect(openFont(picture, 'a.png')).rejects.toThrow('a.png is no font that Ganvas reads')
  })

  test('a font without a character map cannot be used', async () => {
    await expect(openFont(without('cmap'), 'a.ttf')).rejects.toThrow('which glyph belongs to which character')
  })

  test('a font of bitmaps or colour pictures alone has no outlines', async () => {
    await expect(openFont(without('glyf', 'loca'), 'emoji.ttf')).rejects.toThrow('has no outlines')
    // With the table of outlines as well, and all of them empty.
    const tables = tableBytes(bytes)
    tables.get('loca')!.fill(0)
    tables.set('EBDT', new Uint8Array(4)).set('EBLC', new Uint8Array(8))
    await expect(openFont(sfntOf(tables), 'bitmaps.otb')).rejects.toThrow('has no outlines')
  })

  test('a table that is said to lie beyond the end is damage, and so is an em of nothing', async () => {
    const beyond = bytes.slice()
    new DataView(beyond.buffer).setUint32(12 + 8, 0xfffffff0)
    await expect(openFont(beyond, 'a.ttf')).rejects.toThrow('damaged')
    const tables = tableBytes(bytes)
    tables.get('head')!.fill(0, 18, 20)
    await expect(openFont(sfntOf(tables), 'a.ttf')).rejects.toThrow('damaged')
  })

  test('a mapped character with an empty glyph is not drawn', async () => {
    const tables = tableBytes(bytes)
    const glyph = (await openFont(bytes, 'whole.ttf')).glyphOf(letter)
    const offset = tables.get('head')![51] === 1 ? 4 : 2
    tables.get('loca')!.copyWithin((glyph + 1) * offset, glyph * offset, (glyph + 1) * offset)
    const font = await openFont(sfntOf(tables), 'empty.ttf')
    expect(font.glyphOf(letter)).toBeGreaterThan(0)
    expect(font.drawn(letter)).toBeNull()
    expect(font.drawn(0x10fffd)).toBeNull()
  })

  test('65,535 glyphs are read, the last as the first', async () => {
    const tables = tableBytes(bytes)
    const [maxp, loca, glyf] = ['maxp', 'loca', 'glyf'].map((tag) => tables.get(tag)!) as [
      Uint8Array,
      Uint8Array,
      Uint8Array,
    ]
    new DataView(maxp.buffer).setUint16(4, 65535)
    const places = new DataView(new ArrayBuffer(4 * 65536))
    const old = new DataView(loca.buffer)
    const count = loca.length / 4 - 1
    for (let glyph = 0; glyph <= 65535; glyph++)
      places.setUint32(4 * glyph, glyph < count ? old.getUint32(4 * glyph) : glyf.length)
    // The last glyph is the one of A, which is moved to the end.
    const font = await openFont(bytes, 'a.ttf')
    const glyph = font.glyphOf(letter)
    const [from, to] = [old.getUint32(4 * glyph), old.getUint32(4 * glyph + 4)]
    const longer = new Uint8Array(glyf.length + to - from)
    longer.set(glyf)
    longer.set(glyf.subarray(from, to), glyf.length)
    places.setUint32(4 * 65535, longer.length)
    tables.set('loca', new Uint8Array(places.buffer)).set('glyf', longer)
    const large = await openFont(sfntOf(tables), 'large.ttf')
    expect(large.glyphCount).toBe(65535)
    // Its side bearing is another one's.
    const heights = (outline: Outline) => outline.map(({ segments }) => segments.map(({ to }) => to.y))
    expect(heights(large.outline(65534))).toEqual(heights(font.outline(glyph)))
  })

  test('an axis that a font lacks is named', async () => {
    await expect(openFont(bytes, 'a.ttf', { axes: { wght: 700 } })).rejects.toThrow(
      'a.ttf is no variable font and has no axis "wght"',
    )
  })

  test('installed fonts are listed by family and style, and what is no font is left out', async () => {
    writeFileSync(join(folder, 'good.ttf'), bytes)
    writeFileSync(join(folder, 'cut.ttf'), bytes.slice(0, 500))
    writeFileSync(join(folder, 'text.otf'), 'no font')
    writeFileSync(join(folder, 'empty.ttf'), '')
    expect(await installedFonts([folder, join(folder, 'missing')])).toEqual([
      { path: join(folder, 'good.ttf'), index: 0, family: 'DejaVu Sans', style: 'Book', alsoCalled: [] },
    ])
  })
})

/** A variable TrueType font of one glyph: a bar whose height the axis `wght` doubles. */
const variable = () => {
  const font = existsSync(dejavu) ? tableBytes(new Uint8Array(readFileSync(dejavu))) : new Map()
  const fvar = new DataView(new ArrayBuffer(16 + 20))
  for (const [at, value] of [
    [0, 1],
    [4, 16],
    [6, 2],
    [8, 1],
    [10, 20],
    [12, 0],
    [14, 8],
  ] as const)
    fvar.setUint16(at, value)
  for (const [k, code] of [...'wght'].entries()) fvar.setUint8(16 + k, code.charCodeAt(0))
  for (const [k, value] of [100, 400, 900].entries()) fvar.setInt32(20 + 4 * k, value * 65536)
  fvar.setUint16(34, 256)
  return sfntOf(font.set('fvar', new Uint8Array(fvar.buffer)))
}

test.skipIf(!existsSync(dejavu))('axes are told, and places beyond them refused', async () => {
  expect((await openFont(variable(), 'v.ttf')).axes).toEqual({ wght: { min: 100, default: 400, max: 900 } })
  await openFont(variable(), 'v.ttf', { axes: { wght: 700 } })
  const refused = (axes: Record<string, number>) => openFont(variable(), 'v.ttf', { axes })
  await expect(refused({ wdth: 90 })).rejects.toThrow('v.ttf has no axis "wdth". It has wght.')
  for (const value of [99, 1000, Number.NaN])
    await expect(refused({ wght: value })).rejects.toThrow('goes from 100 to 900')
})

test.skipIf(!existsSync(noto))(
  'each font of a collection is one of its own, and a number too many is told',
  async () => {
    const bytes = new Uint8Array(readFileSync(noto))
    const [japanese, simplified] = await Promise.all(
      [0, 2].map((index) => openFont(bytes, 'noto.ttc', { index })),
    )
    // 直 has another form in Japan.
    expect(simplified!.drawn(0x76f4)).not.toEqual(japanese!.drawn(0x76f4))
    expect(simplified!.advance(simplified!.glyphOf(0x76f4))).toBe(1000)
    await expect(openFont(bytes, 'noto.ttc', { index: 99 })).rejects.toThrow('none of the number 99')
  },
)

describe.each([
  ['colour pictures (CBDT)', '/usr/share/fonts/truetype/noto/NotoColorEmoji.ttf', 'fonts-noto-color-emoji'],
  ['bitmaps (EBDT)', '/usr/share/fonts/opentype/terminus/terminus-normal.otb', 'fonts-terminus-otb'],
])('a font of %s', (_, path, debianPackage) => {
  test.skipIf(!existsSync(path))(
    `is told to have no outlines; skipped without ${debianPackage}`,
    async () => {
      await expect(openFont(new Uint8Array(readFileSync(path)), 'a.ttf')).rejects.toThrow('has no outlines')
    },
  )
})

test('a font of coloured layers (COLR) without outlines beneath is told to have none', async () => {
  const tables = tableBytes(writeTrueType(smallDesign()))
  // Of all glyphs .notdef alone is drawn, and is the layer of the next one, as colour fonts have layers that no character is mapped to.
  const loca = tables.get('loca')!
  const offset = tables.get('head')![51] === 1 ? 4 : 2
  for (let at = 2 * offset; at < loca.length; at += offset) loca.copyWithin(at, offset, 2 * offset)
  const words = (...values: number[]) => new Uint8Array(values.flatMap((value) => [value >> 8, value & 255]))
  tables.set('COLR', words(0, 1, 0, 14, 0, 20, 1, 1, 0, 1, 0, 0))
  tables.set('CPAL', words(0, 1, 1, 1, 0, 14, 0, 0xff, 0xffff))
  const font = sfntOf(tables)
  await expect(openFont(font, 'emoji.ttf')).rejects.toThrow('emoji.ttf has no outlines')
})

test('embedding bits: of several the least restrictive holds', () => {
  expect(embeddingOf(0)).toMatchObject({ level: 'installable', free: true })
  expect(embeddingOf(2)).toMatchObject({ level: 'restricted', restricted: true, free: false })
  expect(embeddingOf(6)).toMatchObject({ level: 'preview-print', restricted: false })
  expect(embeddingOf(8)).toMatchObject({ level: 'editable', free: false })
  expect(embeddingOf(0x100)).toMatchObject({ level: 'installable', noSubsetting: true, free: false })
  expect(embeddingOf(0x200)).toMatchObject({ bitmapOnly: true, free: false })
})

test('the folders of fonts are those of the system', () => {
  expect(fontFolders('darwin', {}, '/Users/a')).toContain('/Users/a/Library/Fonts')
  expect(fontFolders('linux', { XDG_DATA_HOME: '/d' }, '/home/a')).toContain('/d/fonts')
  expect(fontFolders('win32', { WINDIR: 'C:\\W' }, '')[0]).toContain('Fonts')
})
