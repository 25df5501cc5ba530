import { Bytes } from '../bytes.ts'
import type { Layout } from '../layout.ts'

/** Names of Apple's list, which come before a font's own. */
const APPLE = 258
const MAX_NAMES = 0x10000 - APPLE

/** Version 2 of the table `post`, with the names of all glyphs. */
export const postWithNames = (layout: Layout): Uint8Array => {
  const { glyphs } = layout
  if (glyphs.length > MAX_NAMES || glyphs.some(({ name }) => name.length > 63))
    return postWithoutNames(layout)
  const table = heading(layout, 2).u16(glyphs.length)
  for (const at of glyphs.keys()) table.u16(at === 0 ? 0 : APPLE + at - 1)
  for (const { name } of glyphs.slice(1)) table.u8(name.length).ascii(name)
  return table.done()
}

/** Version 3, without names: CFF has them itself. */
export const postWithoutNames = (layout: Layout): Uint8Array => heading(layout, 3).done()

function heading({ design: { slant }, glyphs, map, unitsPerEm }: Layout, version: number): Bytes {
  const digits = [...'0123456789'].flatMap((digit) => glyphs[map.get(digit.charCodeAt(0)) ?? -1] ?? [])
  const all = map.size > 1 && glyphs.slice(1).every(({ advance }) => advance === glyphs[1]!.advance)
  return new Bytes()
    .fixed(version)
    .fixed(-slant)
    .i16(Math.round(-0.1 * unitsPerEm), Math.round(0.05 * unitsPerEm))
    .u32(digits.length > 0 && all ? 1 : 0, 0, 0, 0, 0)
}
