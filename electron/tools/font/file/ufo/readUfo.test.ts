import { zipSync } from 'fflate'
import { expect, test } from 'vitest'
import { compareOutlines } from '../../outline/compare.ts'
import { bar, drawn, smallDesign } from '../../write/design.fixture.ts'
import { plist } from '../../write/ufo/plist.ts'
import { writeUfo } from '../../write/ufo/writeUfo.ts'
import { openFont } from '../fontFile.ts'
import { readGlif } from './readGlif.ts'
import { readUfo } from './readUfo.ts'

const reading = (files: ReadonlyMap<string, string>) => readUfo((path) => files.get(path), 'a.ufo')
const packed = (files: ReadonlyMap<string, string>, folder = 'a.ufo/') =>
  zipSync(Object.fromEntries([...files].map(([path, content]) => [folder + path, Buffer.from(content)])))
const code = (character: string) => character.codePointAt(0)!

/** A UFO made by hand, of glyphs by name. */
function handMade(glyphs: Record<string, string>, more: Record<string, string> = {}): Map<string, string> {
  const names = Object.keys(glyphs)
  return new Map([
    ['metainfo.plist', plist({ creator: 'hand', formatVersion: 3 })],
    ['fontinfo.plist', plist({ unitsPerEm: 2000, familyName: 'Hand' })],
    ['glyphs/contents.plist', plist(Object.fromEntries(names.map((name) => [name, `${name}.glif`])))],
    ...Object.entries(glyphs).map(([name, inner]) => [
      `glyphs/${name}.glif`,
      `<?xml version="1.0"?>\n<!-- by hand -->\n<glyph name="${name}" format="2">${inner}</glyph>`,
    ]),
    ...Object.entries(more),
  ] as [string, string][])
}

const square =
  '<contour><point x="0" y="0" type="line"/><point x="200" y="0" type="line"/><point x="200" y="200" type="line"/><point x="0" y="200" type="line"/></contour>'

test('what our writer wrote comes back equal: outlines, advances, forms, kerns and names', async () => {
  const design = smallDesign()
  const files = writeUfo(design)
  const { design: read } = reading(files)
  expect(read.names).toMatchObject({ family: 'Small Test', style: 'Regular', version: '1.002' })
  expect(read.kerning).toEqual(design.kerning.slice(0, 2))
  // Written once more they are the same files.
  const again = writeUfo({ ...read, names: design.names, created: design.created })
  for (const [path, content] of files) expect(again.get(path), path).toBe(content)
  const font = await openFont(packed(files), 'a.ufoz')
  for (const [character, { outline, advance, vertical }] of Object.entries(drawn)) {
    expect(compareOutlines(font.drawn(code(character))!, outline).meanDistance, character).toBeLessThan(0.01)
    expect(font.advance(font.glyphOf(code(character)))).toBe(advance)
    expect(vertical === undefined || read.glyphs.some((glyph) => glyph.vertical)).toBe(true)
  }
})

test('quadratic curves have nodes between their control points, also where there are no others', () => {
  const point = (x: number, y: number, type?: string) =>
    `<point x="${x}" y="${y}"${type ? ` type="${type}"` : ''}/>`
  const outline = (points: string) =>
    readGlif(`<glyph name="a"><outline><contour>${points}</contour></outline></glyph>`).contours
  const round = outline([point(0, 0), point(100, 0), point(100, 100), point(0, 100)].join(''))
  expect(round[0]!.start).toEqual({ x: 0, y: 50 })
  expect(round[0]!.segments.map(({ to }) => to)).toEqual([
    { x: 50, y: 0 },
    { x: 100, y: 50 },
    { x: 50, y: 100 },
    { x: 0, y: 50 },
  ])
  // It begins with control points that belong to its last curve.
  const late = outline([point(5, 9), point(0, 0, 'curve'), point(10, 0, 'line'), point(9, 5)].join(''))
  expect(late[0]).toEqual({
    start: { x: 0, y: 0 },
    segments: [
      { kind: 'line', to: { x: 10, y: 0 } },
      { kind: 'cubic', first: { x: 9, y: 5 }, second: { x: 5, y: 9 }, to: { x: 0, y: 0 } },
    ],
  })
  const open = outline([point(0, 0, 'move'), point(10, 0, 'line'), point(10, 10, 'line')].join(''))
  expect(open[0]!.segments.at(-1)).toEqual({ kind: 'line', to: { x: 0, y: 0 } })
  // An anchor of old.
  expect(outline(point(3, 3, 'move'))).toEqual([])
  expect(() => outline([point(1, 1), point(2, 2), point(3, 3), point(0, 0, 'curve')].join(''))).toThrow()
  expect(() => outline('<point x="a" y="1"/><point x="1" y="1" type="line"/>')).toThrow()
})

test('components are moved and scaled, glyphs without a character are only parts, anchors are nothing', () => {
  const { design } = reading(
    handMade({
      part: `<advance width="10"/><outline>${square}</outline>`,
      A: '<unicode hex="0041"/><unicode hex="0391"/><advance width="600"/><anchor x="1" y="2" name="top"/><outline><component base="part" xOffset="100" yScale="0.5"/></outline>',
      B: '<unicode hex="0042"/><outline/>',
      C: `<unicode hex="0041"/><outline>${square}</outline>`,
    }),
  )
  expect(design.glyphs.map(({ character }) => character)).toEqual([0x41, 0x391])
  expect(design.glyphs[0]!.advance).toBe(300)
  expect(compareOutlines(design.glyphs[0]!.outline, [bar(50, 0, 150, 50)]).meanDistance).toBeLessThan(1e-9)
})

test('overlapping contours stay as they are drawn', async () => {
  const beside = square.replaceAll('x="200"', 'x="300"').replaceAll('x="0"', 'x="100"')
  const files = handMade({ A: `<unicode hex="0041"/><outline>${square}${beside}</outline>` })
  const font = await openFont(packed(files, ''), 'a.ufoz')
  expect(compareOutlines(font.drawn(0x41)!, [bar(0, 0, 150, 100)]).iou).toBeGreaterThan(0.99)
})

test('the default layer is the one that is called so, and kerns of groups give way to a pair of glyphs', () => {
  const letter = (hex: string) => `<unicode hex="${hex}"/><outline>${square}</outline>`
  const files = handMade(
    { A: letter('0041'), V: letter('0056'), W: letter('0057') },
    {
      'layercontents.plist': plist([
        ['sketches', 'glyphs.sketches'],
        ['public.default', 'glyphs'],
      ]),
      'groups.plist': plist({ 'public.kern2.V': ['V', 'W'] }),
      'kerning.plist': plist({ A: { 'public.kern2.V': -100, W: -20 } }),
    },
  )
  expect(reading(files).design.kerning).toEqual([
    { left: 0x41, right: 0x56, value: -50 },
    { left: 0x41, right: 0x57, value: -10 },
  ])
})

test('bits of the embedding licence are kept', async () => {
  const info = plist({ unitsPerEm: 1000, openTypeOS2Type: [1] })
  const files = handMade(
    { A: `<unicode hex="0041"/><outline>${square}</outline>` },
    { 'fontinfo.plist': info },
  )
  expect((await openFont(packed(files), 'a.ufoz')).embedding.restricted).toBe(true)
})

test.each([
  [
    'glyphs that are parts of each other',
    {
      A: '<unicode hex="41"/><outline><component base="B"/></outline>',
      B: '<outline><component base="A"/></outline>',
    },
    'component of itself',
  ],
  [
    'a part that is not there',
    { A: '<unicode hex="41"/><outline><component base="none"/></outline>' },
    'component "none"',
  ],
  ['a glyph that is cut short', { A: '<unicode hex="41"/><outline><contour>' }, 'glyph "A"'],
  ['a character that is none', { A: '<unicode hex="110000"/>' }, 'glyph "A"'],
] as const)('%s are told with the name of the glyph', (_, glyphs, message) => {
  expect(() => reading(handMade({ ...glyphs }))).toThrow(message)
})

test('what is no UFO, or has lost files, is told', async () => {
  const files = handMade({ A: `<unicode hex="0041"/><outline>${square}</outline>` })
  const without = (path: string) => new Map([...files].filter(([each]) => each !== path))
  await expect(openFont(packed(without('metainfo.plist')), 'a.zip')).rejects.toThrow('a.zip is no font')
  await expect(openFont(packed(without('glyphs/A.glif')), 'a.ufoz')).rejects.toThrow('glyph "A"')
  await expect(openFont(packed(without('glyphs/contents.plist')), 'a.ufoz')).rejects.toThrow('damaged')
  await expect(openFont(packed(files).slice(0, 300), 'a.ufoz')).rejects.toThrow('damaged')
  await expect(openFont(packed(handMade({ a: '<outline/>' })), 'a.ufoz')).rejects.toThrow(
    'which glyph belongs to which character',
  )
})
