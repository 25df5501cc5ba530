import { inflateRawSync } from 'node:zlib'
import { GanvasError } from '../../contract/errors.ts'
import { text } from '../../contract/text.ts'
import { unsound } from './format.ts'

const LOCAL_HEADER = 0x04034b50
const CENTRAL_HEADER = 0x02014b50
const END_OF_DIRECTORY = 0x06054b50
const END_BYTES = 22
const MAX_COMMENT_BYTES = 65535
const STORED = 0
const DEFLATED = 8

/** Projects store their pictures as they are, so that honest ones hardly grow when unpacked. */
const MAX_GROWTH = 20
const GROWTH_ALLOWANCE_BYTES = 64e6

interface Entry {
  name: string
  method: number
  flags: number
  packed: number
  size: number
  /** Offset of the entry's local header. */
  at: number
}

/** The entries of a zip, unpacked one by one when asked for. */
export interface Archive {
  /** @throws GanvasError `unreadable-file` when the entry is damaged; undefined when there is none. */
  read(entry: string): Uint8Array | undefined
  has(entry: string): boolean
  /** False when the end of the file is missing, and only the entries before it were found. */
  complete: boolean
}

/**
 * Reads the directory of a zip and judges it before anything is unpacked: names that climb out, names that
 * occur twice, and sizes out of proportion are refused. A file cut short gives the entries that are whole.
 * @throws GanvasError `unreadable-file`, `too-large`
 */
export function openArchive(bytes: Uint8Array, fileName: string): Archive {
  const zip = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)

  let listed: Entry[] | null
  try {
    listed = centralDirectory(zip, bytes)
  } catch {
    throw unsound(fileName, text('projectFaults.badDirectory'))
  }
  const entries = new Map<string, Entry>()
  let total = 0
  for (const entry of listed ?? walkLocalHeaders(zip, bytes)) {
    const fault = climbsOut(entry.name) ? 'entryOutside' : entries.has(entry.name) ? 'entryTwice' : null
    if (fault) throw unsound(fileName, text(`projectFaults.${fault}`, { entry: entry.name }))
    entries.set(entry.name, entry)
    total += entry.size
  }
  if (total > GROWTH_ALLOWANCE_BYTES + MAX_GROWTH * bytes.length)
    throw new GanvasError(
      'too-large',
      text('projects.bomb', { name: fileName, size: bytes.length, unpacked: total }),
    )

  return {
    complete: listed !== null,
    has: (name) => entries.has(name),
    read(name) {
      const entry = entries.get(name)
      if (!entry) return undefined
      try {
        return unpack(zip, bytes, entry)
      } catch (error) {
        throw new GanvasError(
          'unreadable-file',
          text('projects.damagedEntry', { name: fileName, entry: name }),
          {},
          { cause: error },
        )
      }
    },
  }
}

/** @returns null when there is no directory, as in a file cut short. @throws RangeError when it is nonsense. */
function centralDirectory(zip: DataView, bytes: Uint8Array): Entry[] | null {
  const last = zip.byteLength - END_BYTES
  let end = last
  while (end >= Math.max(0, last - MAX_COMMENT_BYTES) && zip.getUint32(end, true) !== END_OF_DIRECTORY) end--
  if (end < Math.max(0, last - MAX_COMMENT_BYTES)) return null
  const count = zip.getUint16(end + 10, true)
  const entries: Entry[] = []
  for (let i = 0, at = zip.getUint32(end + 16, true); i < count; i++) {
    if (zip.getUint32(at, true) !== CENTRAL_HEADER) throw new RangeError('not a directory entry')
    const nameLength = zip.getUint16(at + 28, true)
    entries.push({
      name: decode(bytes, at + 46, nameLength),
      flags: zip.getUint16(at + 8, true),
      method: zip.getUint16(at + 10, true),
      packed: zip.getUint32(at + 20, true),
      size: zip.getUint32(at + 24, true),
      at: zip.getUint32(at + 42, true),
    })
    at += 46 + nameLength + zip.getUint16(at + 30, true) + zip.getUint16(at + 32, true)
  }
  return entries
}

/** The entries that lie whole in a file without its directory, found one after the other from the start. */
function walkLocalHeaders(zip: DataView, bytes: Uint8Array): Entry[] {
  const entries: Entry[] = []
  for (let at = 0; at + 30 <= zip.byteLength && zip.getUint32(at, true) === LOCAL_HEADER; ) {
    const packed = zip.getUint32(at + 18, true)
    const nameLength = zip.getUint16(at + 26, true)
    const next = at + 30 + nameLength + zip.getUint16(at + 28, true) + packed
    if (next > zip.byteLength) break
    entries.push({
      name: decode(bytes, at + 30, nameLength),
      flags: zip.getUint16(at + 6, true),
      method: zip.getUint16(at + 8, true),
      packed,
      size: zip.getUint32(at + 22, true),
      at,
    })
    at = next
  }
  return entries
}

function unpack(zip: DataView, bytes: Uint8Array, entry: Entry): Uint8Array {
  if (zip.getUint32(entry.at, true) !== LOCAL_HEADER)
    throw new RangeError('no entry where the directory says')
  if (entry.flags & 1) throw new RangeError('encrypted')
  const start = entry.at + 30 + zip.getUint16(entry.at + 26, true) + zip.getUint16(entry.at + 28, true)
  if (start + entry.packed > bytes.length) throw new RangeError('cut short')
  const packed = bytes.subarray(start, start + entry.packed)
  if (entry.method !== STORED && entry.method !== DEFLATED) throw new RangeError(`method ${entry.method}`)
  // The cap holds against a size that the directory understates.
  const data =
    entry.method === STORED ? packed : inflateRawSync(packed, { maxOutputLength: Math.max(1, entry.size) })
  if (data.length !== entry.size) throw new RangeError(`${data.length} bytes in place of ${entry.size}`)
  return data
}

function climbsOut(name: string): boolean {
  return /^\/|\\|^[a-z]:|\0/i.test(name) || name.split('/').includes('..')
}

function decode(bytes: Uint8Array, start: number, length: number): string {
  if (start + length > bytes.length) throw new RangeError('cut short')
  return new TextDecoder().decode(bytes.subarray(start, start + length))
}
