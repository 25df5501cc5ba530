import { expect, test } from 'vitest'
import { bar, drawn, smallDesign } from '../design.fixture.ts'
import { glifFileName } from './glif.ts'
import { plist } from './plist.ts'
import { writeUfo } from './writeUfo.ts'

const design = smallDesign()
const [first, ...others] = design.glyphs
const files = writeUfo({
  ...design,
  names: { ...design.names, copyright: 'A & B <c>' },
  glyphs: [{ ...first!, flagged: true, reference: [bar(10, 20, 30, 40)] }, ...others],
})

test('has the files that UFO 3 asks for, and each glyph in one of its own', () => {
  const paths = [...files.keys()]
  for (const path of ['metainfo.plist', 'fontinfo.plist', 'layercontents.plist', 'glyphs/contents.plist'])
    expect(paths).toContain(path)
  // Those designed, .notdef, three spaces in two glyphs and a vertical form.
  expect(paths.filter((path) => /^glyphs\/.*\.glif$/.test(path))).toHaveLength(Object.keys(drawn).length + 4)
  expect(files.get('metainfo.plist')).toContain('<integer>3</integer>')
})

test('glyphs hold their points by the kind of segment that ends there, characters, advances and places', () => {
  expect(files.get('glyphs/H_.glif')).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<glyph name="H" format="2">
  <advance height="1000" width="650"/>
  <unicode hex="0048"/>
  <outline>
    <contour>
      <point x="80" y="0" type="line"/>
      <point x="170" y="0" type="line"/>
      <point x="170" y="700" type="line"/>
      <point x="80" y="700" type="line"/>
    </contour>
    <contour>
      <point x="480" y="0" type="line"/>
      <point x="570" y="0" type="line"/>
      <point x="570" y="700" type="line"/>
      <point x="480" y="700" type="line"/>
    </contour>
  </outline>
  <lib>
<dict>
<key>public.verticalOrigin</key>
<integer>880</integer>
</dict>
  </lib>
</glyph>
`)
  expect(files.get('glyphs/o.glif')).toContain('type="curve"')
  expect(files.get('glyphs/space.glif')).toContain('<unicode hex="00A0"/>')
  expect(files.get('glyphs/u20000.glif')).toContain('<unicode hex="20000"/>')
})

test('marks what is flagged, keeps what was drawn in the background, and says kerns and forms', () => {
  expect(files.get('glyphs/A_.glif')).toContain('public.markColor')
  expect(files.get('glyphs/H_.glif')).not.toContain('public.markColor')
  expect(files.get('glyphs.public.background/A_.glif')).toContain('<point x="10" y="20" type="line"/>')
  expect(files.get('layercontents.plist')).toContain('glyphs.public.background')
  expect(files.get('kerning.plist')).toContain('<integer>-90</integer>')
  expect(files.get('features.fea')).toContain('sub uni3002 by uni3002.vert;')
  expect(files.get('fontinfo.plist')).toContain('<string>A &amp; B &lt;c&gt;</string>')
  expect(files.get('fontinfo.plist')).toContain('小見本')
})

test('file names differ on disks that do not tell large letters from small ones', () => {
  const taken = new Set<string>()
  const names = ['A', 'a', 'a_', 'con', '.notdef', 'uni4E00', 'f_f.alt', 'x/y'].map((name) =>
    glifFileName(name, taken),
  )
  expect(names.slice(0, 2)).toEqual(['A_.glif', 'a.glif'])
  expect(names.slice(3)).toEqual(['_con.glif', '_notdef.glif', 'uni4E_00.glif', 'f_f.alt.glif', 'x_y.glif'])
  expect(names[2]).toBe('a_000000000000001.glif')
  expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(names.length)
})

test('property lists hold what XML can', () => {
  expect(plist({ a: [1, 0.5, true, 'x\u0000<'], b: undefined })).toContain(
    '<key>a</key>\n<array>\n<integer>1</integer>\n<real>0.5</real>\n<true/>\n<string>x&lt;</string>\n</array>\n</dict>',
  )
})
