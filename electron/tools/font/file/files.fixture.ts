import { deflateSync } from 'node:zlib'
import { tablesOf, viewOf } from './container.ts'

/** Tables of a font put together as a file. Checksums are left at zero, which no reader here minds. */
export function sfntOf(tables: ReadonlyMap<string, Uint8Array>, version = 0x00010000): Uint8Array {
  const size = [...tables.values()].reduce(
    (sum, { length }) => sum + ((length + 3) & ~3),
    12 + 16 * tables.size,
  )
  const font = new Uint8Array(size)
  const view = viewOf(font)
  view.setUint32(0, version)
  view.setUint16(4, tables.size)
  let [entry, at] = [12, 12 + 16 * tables.size]
  for (const [tag, data] of [...tables].sort(([a], [b]) => (a < b ? -1 : 1))) {
    font.set(new TextEncoder().encode(tag), entry)
    view.setUint32(entry + 8, at)
    view.setUint32(entry + 12, data.length)
    font.set(data, at)
    entry += 16
    at += (data.length + 3) & ~3
  }
  return font
}

/** The tables of a font, to be changed. */
export const tableBytes = (font: Uint8Array): Map<string, Uint8Array> =>
  new Map(
    [...tablesOf(font, 0, 'font').values()].map(({ tag, offset, length }) => [
      tag,
      font.slice(offset, offset + length),
    ]),
  )

/** A font as WOFF 1.0. */
export function woffOf(font: Uint8Array): Uint8Array {
  const tables = [...tablesOf(font, 0, 'font').values()].map((table) => {
    const data = font.subarray(table.offset, table.offset + table.length)
    const packed = deflateSync(data)
    return { ...table, data: packed.length < data.length ? packed : data }
  })
  const size = tables.reduce((sum, { data }) => sum + ((data.length + 3) & ~3), 44 + 20 * tables.length)
  const woff = new Uint8Array(size)
  const view = viewOf(woff)
  view.setUint32(0, 0x774f4646)
  view.setUint32(4, viewOf(font).getUint32(0))
  view.setUint32(8, size)
  view.setUint16(12, tables.length)
  view.setUint32(16, font.length)
  let at = 44 + 20 * tables.length
  for (const [k, { tag, length, data }] of tables.entries()) {
    woff.set(new TextEncoder().encode(tag), 44 + 20 * k)
    view.setUint32(48 + 20 * k, at)
    view.setUint32(52 + 20 * k, data.length)
    view.setUint32(56 + 20 * k, length)
    woff.set(data, at)
    at += (data.length + 3) & ~3
  }
  return woff
}
