import { Bytes } from '../bytes.ts'
import type { Layout } from '../layout.ts'
import type { FontMetrics } from '../metrics.ts'
import type { Naming } from '../naming.ts'
import { codePages } from './codePages.ts'
import { unicodeRanges } from './unicodeRanges.ts'

const ITALIC = 1
const BOLD = 1 << 5
const REGULAR = 1 << 6
/** Lines are laid out by the typographic measures. */
const USE_TYPOGRAPHIC = 1 << 7

/** Version 4 of the OS/2 table: what systems list, match and lay fonts out by. */
export function os2Table(layout: Layout, metrics: FontMetrics, naming: Naming): Uint8Array {
  const { design, map, unitsPerEm, kerning, verticals } = layout
  const characters = [...map.keys()]
  const units = (thousandths: number) => Math.round((thousandths * unitsPerEm) / 1000)
  const selection =
    (naming.italic ? ITALIC : 0) |
    (naming.bold ? BOLD : 0) |
    (naming.linked === 'Regular' ? REGULAR : 0) |
    (metrics.eastern ? 0 : USE_TYPOGRAPHIC)
  const table = new Bytes().u16(4).i16(metrics.averageWidth).u16(design.weight, 5, 0)
  // Subscript, superscript and strikeout.
  for (const measure of [650, 600, 0, 75, 650, 600, 0, 350, 50, 300]) table.i16(units(measure))
  table.i16(0).u8(...new Uint8Array(10))
  table.u32(...unicodeRanges(characters)).ascii((design.names.vendor ?? 'NONE').padEnd(4).slice(0, 4))
  table.u16(selection, characters[0]!, Math.min(0xffff, characters.at(-1)!))
  table.i16(metrics.ascender, metrics.descender, 0)
  table.u16(metrics.shownAbove, metrics.shownBelow).u32(...codePages(map))
  table.i16(metrics.xHeight, metrics.capHeight)
  return table.u16(0, 0x20, kerning.length > 0 ? 2 : verticals.size > 0 ? 1 : 0).done()
}
