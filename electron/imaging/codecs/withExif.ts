import type { ExifFormat } from '../../contract/exportOptions.ts'
import { pngChunk } from './pngChunks.ts'

/** After its signature and IHDR: the chunk stands before the pixels (PNG 3rd edition, 11.3.3.5). */
const PNG_HEAD_BYTES = 33

/**
 * A file with a block of Exif in it.
 *
 * @param file a WebP has one already, whose place the block takes: only then does its header tell of it; others have none
 * @param block as `exifFor` gives it
 */
export function withExif(file: Uint8Array, format: ExifFormat, block: Uint8Array): Uint8Array {
  if (format === 'png') return spliced(file, PNG_HEAD_BYTES, pngChunk('eXIf', block))
  return format === 'jpeg' ? inJpeg(file, block) : inWebp(file, block)
}

const spliced = (file: Uint8Array, at: number, piece: Uint8Array): Uint8Array =>
  joined(file.subarray(0, at), piece, file.subarray(at))

/** One behind the other, as plain bytes. */
function joined(...pieces: Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const piece of pieces) {
    whole.set(piece, at)
    at += piece.length
  }
  return whole
}

/** An APP1 segment behind the start of the image, and behind JFIF's APP0 where that comes first. */
function inJpeg(file: Uint8Array, block: Uint8Array): Uint8Array {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength)
  const at = view.getUint16(2) === 0xffe0 ? 4 + view.getUint16(4) : 2
  const segment = Buffer.alloc(10 + block.length)
  segment.writeUInt16BE(0xffe1, 0)
  segment.writeUInt16BE(8 + block.length, 2)
  segment.write('Exif\0\0', 4, 'latin1')
  segment.set(block, 10)
  return spliced(file, at, segment)
}

const RIFF_HEAD_BYTES = 12

/** A chunk at the end, in place of the one that is there (WebP Container Specification). */
function inWebp(file: Uint8Array, block: Uint8Array): Uint8Array {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength)
  const kept: Uint8Array[] = []
  for (let at = RIFF_HEAD_BYTES; at < file.length; ) {
    const length = view.getUint32(at + 4, true)
    const end = at + 8 + length + (length % 2)
    if (nameAt(file, at) !== 'EXIF') kept.push(file.subarray(at, end))
    at = end
  }
  const chunk = Buffer.alloc(8 + block.length + (block.length % 2))
  chunk.write('EXIF', 0, 'latin1')
  chunk.writeUInt32LE(block.length, 4)
  chunk.set(block, 8)
  const whole = joined(file.subarray(0, RIFF_HEAD_BYTES), ...kept, chunk)
  new DataView(whole.buffer).setUint32(4, whole.length - 8, true)
  return whole
}

const nameAt = (file: Uint8Array, at: number) => Buffer.from(file.subarray(at, at + 4)).toString('latin1')
