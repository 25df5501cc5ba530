import { crc32, deflateSync } from 'node:zlib'

/** The chunks of a PNG file (PNG 3rd edition, section 5). */
export interface PngChunk {
  type: string
  data: Uint8Array
}

const SIGNATURE_BYTES = 8
/** From the signature to the end of IHDR, after which a profile may stand. */
const PNG_HEAD_BYTES = 33

/** The chunks of a file, in their order. Damage ends the list. */
export function* pngChunks(bytes: Uint8Array): Generator<PngChunk> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  for (let at = SIGNATURE_BYTES; at + 12 <= bytes.length; ) {
    const length = view.getUint32(at)
    if (at + 12 + length > bytes.length) return
    yield {
      type: String.fromCharCode(...bytes.subarray(at + 4, at + 8)),
      data: bytes.subarray(at + 8, at + 8 + length),
    }
    at += 12 + length
  }
}

/** A PNG that says its samples are those of a profile, whatever they are. */
export function tagPng(png: Uint8Array, icc: Uint8Array): Uint8Array {
  const chunk = pngChunk('iCCP', Buffer.concat([Buffer.from('profile\0\0', 'latin1'), deflateSync(icc)]))
  return Buffer.concat([png.subarray(0, PNG_HEAD_BYTES), chunk, png.subarray(PNG_HEAD_BYTES)])
}

/** A chunk as it stands in a file: length, type, data, checksum. */
export function pngChunk(type: string, data: Uint8Array): Uint8Array {
  const chunk = Buffer.alloc(data.length + 12)
  chunk.writeUInt32BE(data.length, 0)
  chunk.write(type, 4, 'latin1')
  chunk.set(data, 8)
  chunk.writeUInt32BE(crc32(chunk.subarray(4, 8 + data.length)), 8 + data.length)
  return chunk
}
