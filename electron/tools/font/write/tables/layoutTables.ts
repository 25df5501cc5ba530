import { Bytes } from '../bytes.ts'
import type { Layout } from '../layout.ts'

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
function layoutTable({ feature, type, extension, subtables }: Lookup): Uint8Array {
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
const coverage = (glyphs: readonly number[]) => new Bytes().u16(1, glyphs.length, ...glyphs).done()

/** GSUB with the feature `vert`: the forms of vertical text. Null where there are none. */
export function substitutions({ verticals }: Layout): Uint8Array | null {
  const pairs = [...verticals].sort(([a], [b]) => a - b)
  if (pairs.length === 0) return null
  const subtable = new Bytes().u16(2, 6 + 2 * pairs.length, pairs.length, ...pairs.map(([, form]) => form))
  subtable.bytes(coverage(pairs.map(([glyph]) => glyph)))
  return layoutTable({ feature: 'vert', type: 1, extension: 7, subtables: [subtable.done()] })
}

/** Bytes that a subtable may have, whose offsets are of 16 bits. */
const ROOM = 60_000

/** GPOS with the feature `kern`, pair by pair. Null where there are none. */
export function positions({ kerning }: Layout): Uint8Array | null {
  const sets = new Map<number, Map<number, number>>()
  for (const { left, right, value } of kerning) {
    const set = sets.get(left) ?? new Map<number, number>()
    sets.set(left, set.set(right, value))
  }
  if (sets.size === 0) return null
  const subtables: Uint8Array[] = []
  let group: [number, Bytes][] = []
  let size = 0
  for (const [left, set] of [...sets].sort(([a], [b]) => a - b)) {
    const pairs = new Bytes().u16(set.size)
    for (const [right, value] of [...set].sort(([a], [b]) => a - b)) pairs.u16(right).i16(value)
    if (size + pairs.length > ROOM) {
      subtables.push(pairTable(group))
      ;[group, size] = [[], 0]
    }
    group.push([left, pairs])
    size += pairs.length + 4
  }
  subtables.push(pairTable(group))
  return layoutTable({ feature: 'kern', type: 2, extension: 9, subtables })
}

/** Format 1 of pair positioning: the advance of the left glyph changes. */
function pairTable(group: readonly [number, Bytes][]): Uint8Array {
  const covered = coverage(group.map(([left]) => left))
  const start = 10 + 2 * group.length
  const table = new Bytes().u16(1, start, 0x0004, 0, group.length)
  let place = start + covered.length
  for (const [, pairs] of group) {
    table.u16(place)
    place += pairs.length
  }
  table.bytes(covered)
  for (const [, pairs] of group) table.bytes(pairs.done())
  return table.done()
}
