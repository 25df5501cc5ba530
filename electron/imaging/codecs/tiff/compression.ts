import { inflateSync } from 'node:zlib'
import { decompress as unzstd } from 'fzstd'
import { unpackRows } from '../psd/planes.ts'

/** The compressions that {@link decompress} knows, by their values of the tag. */
export const NONE = 1
export const LZW = 5
export const DEFLATE = 8
export const OLD_DEFLATE = 32946
export const PACK_BITS = 32773
export const ZSTD = 50000
export const compressions: readonly number[] = [NONE, LZW, DEFLATE, OLD_DEFLATE, PACK_BITS, ZSTD]

/**
 * Decompresses a strip or tile to at most `size` bytes, so that a few bytes of a file cannot ask for any memory.
 * @throws RangeError for an unknown compression or broken codes; Error as zlib and zstd do
 */
export function decompress(data: Uint8Array, compression: number, size: number): Uint8Array {
  switch (compression) {
    case NONE:
      return data
    case DEFLATE:
    case OLD_DEFLATE:
      return inflateSync(data, { maxOutputLength: Math.max(1, size) })
    case PACK_BITS:
      return unpackRows(data, [data.length], size)
    case LZW:
      return unLzw(data, size)
    case ZSTD:
      return unzstd(data, new Uint8Array(size))
    default:
      throw new RangeError(`the unknown compression ${compression}`)
  }
}

const CLEAR = 256
const END = 257
const MAX_CODES = 4096

/**
 * TIFF 6.0, section 13: codes of 9 to 12 bits, the highest bit first, which grow one code early. Each code of the table is
 * a place in the output and a length, since every string was written there when its code was made.
 */
function unLzw(data: Uint8Array, size: number): Uint8Array {
  const out = new Uint8Array(size)
  const starts = new Uint32Array(MAX_CODES)
  const lengths = new Uint16Array(MAX_CODES)
  let o = 0
  let next = END + 1
  let width = 9
  let previous = -1
  let previousAt = 0
  for (let bit = 0; bit + width <= 8 * data.length && o < size; ) {
    const byte = bit >> 3
    const word = (data[byte]! << 16) | ((data[byte + 1] ?? 0) << 8) | (data[byte + 2] ?? 0)
    const code = (word >> (24 - width - (bit & 7))) & ((1 << width) - 1)
    bit += width
    if (code === END) break
    if (code === CLEAR) {
      next = END + 1
      width = 9
      previous = -1
      continue
    }
    if (code > next || (code === next && previous < 0)) throw new RangeError('a code of LZW is out of range')
    const at = o
    if (code < CLEAR) out[o++] = code
    else {
      // The code that is being made is the string before it and that string's first byte.
      const isNew = code === next
      const from = isNew ? previousAt : starts[code]!
      const length = isNew ? at - previousAt + 1 : lengths[code]!
      for (let i = 0; i < length && o < size; i++) out[o++] = out[from + i]!
    }
    if (previous >= 0 && next < MAX_CODES) {
      starts[next] = previousAt
      lengths[next] = at - previousAt + 1
      next++
    }
    if (next + 1 >= 1 << width && width < 12) width++
    previous = code
    previousAt = at
  }
  return out.subarray(0, o)
}
