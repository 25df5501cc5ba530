import { Bytes } from '../bytes.ts'
import type { Layout } from '../layout.ts'
import { coverage, layoutTable } from './commonLayout.ts'

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
