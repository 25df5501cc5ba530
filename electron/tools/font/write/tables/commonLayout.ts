import { Bytes } from '../bytes.ts'

/** Scripts that are named beside the default one: some programs look for their own alone. */
const scripts = ['DFLT', 'cyrl', 'grek', 'hang', 'hani', 'kana', 'latn']

/** A lookup of GSUB or GPOS as an extension, whose subtables may lie anywhere. */
interface Lookup {
  feature: string
  /** The type of the lookup, and the type that stands for an extension lookup in this table. */
  type: number
  extension: number
  subtables: Uint8Array[]
}

/** One feature with one lookup, for all scripts (OpenType 1.9, "Common Table Formats"). */
export function layoutTable({ feature, type, extension, subtables }: Lookup): Uint8Array {
  const table = new Bytes().u32(0x00010000)
  // Lists of scripts, of features and of lookups; all scripts share one record.
  const script = 2 + 6 * scripts.length
  const scriptList = new Bytes().u16(scripts.length)
  for (const tag of scripts) scriptList.ascii(tag).u16(script)
  scriptList.u16(4, 0).u16(0, 0xffff, 1, 0)
  const features = new Bytes().u16(1).ascii(feature).u16(8).u16(0, 1, 0)
  const lookups = new Bytes().u16(1, 4).u16(extension, 0, subtables.length)
  const records = 4 + 6 + 2 * subtables.length
  for (const at of subtables.keys()) lookups.u16(records - 4 + 8 * at)
  let place = 8 * subtables.length
  for (const [at, subtable] of subtables.entries()) {
    lookups.u16(1, type).u32(place - 8 * at)
    place += subtable.length
  }
  for (const subtable of subtables) lookups.bytes(subtable)
  table.u16(10, 10 + scriptList.length, 10 + scriptList.length + features.length)
  return table.bytes(scriptList.done()).bytes(features.done()).bytes(lookups.done()).done()
}

/** Format 1 of a coverage: glyphs by number, ascending. */
export const coverage = (glyphs: readonly number[]) => new Bytes().u16(1, glyphs.length, ...glyphs).done()
