import { inflateSync } from 'node:zlib'
import { GanvasError } from '../../../contract/errors.ts'
import { text } from '../../../contract/text.ts'

/** What the first four bytes of a font file say. */
const signatures = new Map([
  [0x00010000, 'sfnt'],
  [0x74727565, 'sfnt'],
  [0x4f54544f, 'sfnt'],
  [0x74746366, 'collection'],
  [0x774f4646, 'woff'],
  [0x774f4632, 'woff2'],
])

/** Bytes of an unpacked font above which a file is refused. */
const MAX_UNPACKED = 512 * 2 ** 20

/** A table within the bytes of a font. */
export interface Table {
  tag: string
  offset: number
  length: number
}

export const viewOf = (bytes: Uint8Array): DataView =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)

export const tagAt = (bytes: Uint8Array, at: number): string =>
  String.fromCharCode(...bytes.subarray(at, at + 4))

export const damagedFont = (name: string, cause?: unknown): GanvasError =>
  new GanvasError('unreadable-file', text('fonts.damaged', { name }), {}, { cause })

/**
 * A font file as TrueType or OpenType, whatever it was packed in; collections stay collections.
 *
 * @throws unreadable-file for what is no font or is cut short
 */
export async function unpackFont(bytes: Uint8Array, name: string): Promise<Uint8Array> {
  if (bytes.length < 12) throw damagedFont(name)
  const kind = signatures.get(viewOf(bytes).getUint32(0))
  if (kind === undefined) throw new GanvasError('unreadable-file', text('fonts.notAFont', { name }))
  if (kind !== 'woff' && kind !== 'woff2') return bytes
  if (bytes.length < 48 || viewOf(bytes).getUint32(8) !== bytes.length) throw damagedFont(name)
  const unpacked = viewOf(bytes).getUint32(16)
  if (unpacked > MAX_UNPACKED)
    throw new GanvasError('too-large', text('fonts.tooLarge', { name, limit: MAX_UNPACKED / 2 ** 20 }))
  try {
    return kind === 'woff' ? unpackWoff(bytes) : await unpackWoff2(bytes)
  } catch (cause) {
    throw damagedFont(name, cause)
  }
}

/** Its decoder takes a tenth of a second to load, which no start of the engine is to wait for. */
async function unpackWoff2(bytes: Uint8Array): Promise<Uint8Array> {
  const { default: decompress } = await import('woff2-encoder/decompress')
  return decompress(bytes)
}

/** WOFF 1.0: tables deflated one by one. */
function unpackWoff(bytes: Uint8Array): Uint8Array {
  const view = viewOf(bytes)
  const count = view.getUint16(12)
  const tables = Array.from({ length: count }, (_, k) => {
    const at = 44 + 20 * k
    const [offset, packed, length] = [view.getUint32(at + 4), view.getUint32(at + 8), view.getUint32(at + 12)]
    if (offset + packed > bytes.length || length > MAX_UNPACKED)
      throw new RangeError('a table lies outside the file')
    const data = bytes.subarray(offset, offset + packed)
    const unpacked = packed < length ? inflateSync(data, { maxOutputLength: length }) : data
    if (unpacked.length !== length) throw new RangeError('a table is cut short')
    return { tag: bytes.subarray(at, at + 4), checksum: view.getUint32(at + 16), data: unpacked }
  })
  let end = 12 + 16 * count
  const places = tables.map(({ data }) => {
    const offset = end
    end += (data.length + 3) & ~3
    return offset
  })
  const font = new Uint8Array(end)
  const out = viewOf(font)
  out.setUint32(0, view.getUint32(4))
  out.setUint16(4, count)
  const power = 31 - Math.clz32(count || 1)
  out.setUint16(6, 16 * 2 ** power)
  out.setUint16(8, power)
  out.setUint16(10, 16 * count - 16 * 2 ** power)
  for (const [k, { tag, checksum, data }] of tables.entries()) {
    font.set(tag, 12 + 16 * k)
    out.setUint32(16 + 16 * k, checksum)
    out.setUint32(20 + 16 * k, places[k]!)
    out.setUint32(24 + 16 * k, data.length)
    font.set(data, places[k]!)
  }
  return font
}

/** Where each font of a file begins: one, but for collections. */
export function fontsIn(font: Uint8Array, name: string): number[] {
  const view = viewOf(font)
  if (signatures.get(view.getUint32(0)) !== 'collection') return [0]
  const count = view.getUint32(8)
  if (count === 0 || 12 + 4 * count > font.length) throw damagedFont(name)
  return Array.from({ length: count }, (_, k) => view.getUint32(12 + 4 * k))
}

/**
 * The tables of the font that begins at `start`.
 *
 * @throws unreadable-file where one lies outside the file
 */
export function tablesOf(font: Uint8Array, start: number, name: string): Map<string, Table> {
  const view = viewOf(font)
  if (start + 12 > font.length) throw damagedFont(name)
  const count = view.getUint16(start + 4)
  if (start + 12 + 16 * count > font.length) throw damagedFont(name)
  const tables = new Map<string, Table>()
  for (let k = 0; k < count; k++) {
    const at = start + 12 + 16 * k
    const table = { tag: tagAt(font, at), offset: view.getUint32(at + 8), length: view.getUint32(at + 12) }
    if (table.offset + table.length > font.length) throw damagedFont(name)
    tables.set(table.tag, table)
  }
  return tables
}
