import { Bytes } from './bytes.ts'

/** The contents of a font's tables, by their tags. */
export type Tables = ReadonlyMap<string, Uint8Array>

const TRUETYPE = 0x00010000
const OPENTYPE = 0x4f54544f

/**
 * A font file of its tables: directory, checksums, and in `head` the sum that makes the whole file's 0xB1B0AFBA
 * (OpenType 1.9, "Font file").
 */
export function sfntFile(tables: Tables): Uint8Array {
  const tags = [...tables.keys()].sort()
  const power = 31 - Math.clz32(tags.length)
  const directory = new Bytes()
    .u32(tables.has('CFF ') ? OPENTYPE : TRUETYPE)
    .u16(tags.length, 16 << power, power, 16 * (tags.length - (1 << power)))
  const body = new Bytes()
  const start = 12 + 16 * tags.length
  let head = 0
  for (const tag of tags) {
    const table = tables.get(tag)!
    if (tag === 'head') head = start + body.length
    directory.ascii(tag).u32(checksum(table), start + body.length, table.length)
    body.bytes(table).pad(4)
  }
  const file = directory.bytes(body.done()).done()
  new DataView(file.buffer).setUint32(head + 8, 0xb1b0afba - checksum(file))
  return file
}

/** The sum of the big-endian words of a table, as if zeros filled its last one. */
export function checksum(table: Uint8Array): number {
  const view = new DataView(table.buffer, table.byteOffset, table.byteLength)
  const whole = table.length & ~3
  let sum = 0
  for (let at = 0; at < whole; at += 4) sum = (sum + view.getUint32(at)) >>> 0
  for (let at = whole; at < table.length; at++) sum = (sum + table[at]! * 2 ** (24 - 8 * (at & 3))) >>> 0
  return sum
}
