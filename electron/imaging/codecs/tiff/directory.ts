/**
 * The directories of a TIFF or BigTIFF file: what each picture in it is. Pixels are not touched.
 * Sources: TIFF 6.0 (Adobe, 1992), its Technical Notes of 1995 (SubIFDs), BigTIFF of libtiff.
 */

export const tags = {
  subfileType: 254,
  oldSubfileType: 255,
  width: 256,
  height: 257,
  bits: 258,
  compression: 259,
  photometric: 262,
  fillOrder: 266,
  stripOffsets: 273,
  orientation: 274,
  samples: 277,
  rowsPerStrip: 278,
  stripByteCounts: 279,
  planar: 284,
  predictor: 317,
  colorMap: 320,
  tileWidth: 322,
  tileHeight: 323,
  tileOffsets: 324,
  tileByteCounts: 325,
  subIfds: 330,
  extraSamples: 338,
  sampleFormat: 339,
  yCbCrCoefficients: 529,
  yCbCrSubsampling: 530,
  referenceBlackWhite: 532,
  iccProfile: 34675,
  dngVersion: 50706,
} as const

/** More directories than any picture has: a chain that is longer goes in a circle. */
const MAX_DIRECTORIES = 4096
/** Values beyond these of one tag are left out; the blocks of a picture are the most that are looked at. */
const MAX_VALUES = 2 ** 22

/** Bytes of a value by its type. */
const typeBytes: Readonly<Record<number, number>> = {
  1: 1, // byte
  2: 1, // text
  3: 2, // short
  4: 4, // long
  5: 8, // rational
  6: 1, // signed byte
  7: 1, // undefined
  8: 2, // signed short
  9: 4, // signed long
  13: 4, // directory
  16: 8, // long of BigTIFF
  18: 8, // directory of BigTIFF
}

export interface Directory {
  /** Its place among the pages of the file; null for one that stands below a page. */
  readonly page: number | null
  readonly littleEndian: boolean
  /** The values of a tag; empty when it is absent. */
  values(tag: number): readonly number[]
  /** The first value of a tag. */
  value(tag: number): number | undefined
  /** The bytes of a tag, such as a profile. */
  bytes(tag: number): Uint8Array | undefined
}

/** The directories of the pages and, after them, those below a page. @throws RangeError for what lies outside the file */
export function readDirectories(bytes: Uint8Array): Directory[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const little = view.getUint8(0) === 0x49
  const big = view.getUint16(2, little) === 43
  const offset = (at: number) => (big ? Number(view.getBigUint64(at, little)) : view.getUint32(at, little))
  const pages: Directory[] = []
  const below: Directory[] = []
  const seen = new Set<number>()
  let at = offset(big ? 8 : 4)
  while (at > 0 && !seen.has(at) && pages.length < MAX_DIRECTORIES) {
    seen.add(at)
    const { directory, next } = readOne(bytes, view, at, { little, big, page: pages.length })
    pages.push(directory)
    for (const child of directory.values(tags.subIfds).slice(0, MAX_DIRECTORIES))
      if (child > 0 && !seen.has(child)) {
        seen.add(child)
        below.push(readOne(bytes, view, child, { little, big, page: null }).directory)
      }
    at = next
  }
  return [...pages, ...below]
}

interface Kind {
  little: boolean
  big: boolean
  page: number | null
}

function readOne(
  bytes: Uint8Array,
  view: DataView,
  start: number,
  { little, big, page }: Kind,
): { directory: Directory; next: number } {
  const offset = (at: number) => (big ? Number(view.getBigUint64(at, little)) : view.getUint32(at, little))
  const count = big ? Number(view.getBigUint64(start, little)) : view.getUint16(start, little)
  const first = start + (big ? 8 : 2)
  const entryBytes = big ? 20 : 12
  if (first + count * entryBytes > bytes.length) throw new RangeError('a directory lies outside the file')
  const entries = new Map<number, { type: number; count: number; at: number }>()
  for (let i = 0; i < count; i++) {
    const at = first + i * entryBytes
    const type = view.getUint16(at + 2, little)
    const valueCount = offset(at + 4)
    const valueAt = at + (big ? 12 : 8)
    const fits = valueCount * (typeBytes[type] ?? 1) <= (big ? 8 : 4)
    entries.set(view.getUint16(at, little), { type, count: valueCount, at: fits ? valueAt : offset(valueAt) })
  }

  function values(tag: number): number[] {
    const entry = entries.get(tag)
    const size = typeBytes[entry?.type ?? 0]
    if (!entry || size === undefined) return []
    const length = Math.min(entry.count, MAX_VALUES)
    if (entry.at + length * size > bytes.length) throw new RangeError(`the tag ${tag} lies outside the file`)
    return Array.from({ length }, (_, i) => readValue(entry.type, entry.at + i * size))
  }

  function readValue(type: number, at: number): number {
    if (type === 3) return view.getUint16(at, little)
    if (type === 4 || type === 13) return view.getUint32(at, little)
    if (type === 5) return view.getUint32(at, little) / view.getUint32(at + 4, little)
    if (type === 6) return view.getInt8(at)
    if (type === 8) return view.getInt16(at, little)
    if (type === 9) return view.getInt32(at, little)
    if (type === 16 || type === 18) return Number(view.getBigUint64(at, little))
    return view.getUint8(at)
  }

  return {
    directory: {
      page,
      littleEndian: little,
      values,
      value: (tag) => values(tag)[0],
      bytes: (tag) => {
        const entry = entries.get(tag)
        return entry && entry.at + entry.count <= bytes.length
          ? bytes.subarray(entry.at, entry.at + entry.count)
          : undefined
      },
    },
    next: offset(first + count * entryBytes),
  }
}
