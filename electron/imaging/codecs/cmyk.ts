import sharp from 'sharp'
import type { Pixels } from '../../contract/pixels.ts'
import { rgba } from './pipeline.ts'

/** TIFF 6.0 tags, in the order in which they must stand. */
const WIDTH = 256
const HEIGHT = 257
const BITS_PER_SAMPLE = 258
const COMPRESSION = 259
const PHOTOMETRIC = 262
const STRIP_OFFSETS = 273
const SAMPLES_PER_PIXEL = 277
const ROWS_PER_STRIP = 278
const STRIP_BYTE_COUNTS = 279
const ICC_PROFILE = 34675
const SHORT = 3
const LONG = 4
const UNDEFINED = 7
const SEPARATED = 5
const HEADER_BYTES = 8

/**
 * Converts interleaved inks (0: none, 255: full) to sRGB by their profile, or by a usual one of offset print. libvips
 * takes inks only from a file, hence the detour by an uncompressed TIFF.
 */
export async function cmykToSrgb(
  inks: Uint8Array,
  width: number,
  height: number,
  profile: Uint8Array | undefined,
): Promise<Pixels> {
  const bitsAt = HEADER_BYTES + inks.length
  const profileAt = bitsAt + 8
  const directoryAt = (profileAt + (profile?.length ?? 0) + 1) & ~1
  const tags: [tag: number, type: number, count: number, value: number][] = [
    [WIDTH, LONG, 1, width],
    [HEIGHT, LONG, 1, height],
    [BITS_PER_SAMPLE, SHORT, 4, bitsAt],
    [COMPRESSION, SHORT, 1, 1],
    [PHOTOMETRIC, SHORT, 1, SEPARATED],
    [STRIP_OFFSETS, LONG, 1, HEADER_BYTES],
    [SAMPLES_PER_PIXEL, SHORT, 1, 4],
    [ROWS_PER_STRIP, LONG, 1, height],
    [STRIP_BYTE_COUNTS, LONG, 1, inks.length],
  ]
  if (profile) tags.push([ICC_PROFILE, UNDEFINED, profile.length, profileAt])
  const file = Buffer.alloc(directoryAt + 2 + 12 * tags.length + 4)
  file.write('II*\0', 'latin1')
  file.writeUInt32LE(directoryAt, 4)
  file.set(inks, HEADER_BYTES)
  for (let i = 0; i < 4; i++) file.writeUInt16LE(8, bitsAt + 2 * i)
  if (profile) file.set(profile, profileAt)
  file.writeUInt16LE(tags.length, directoryAt)
  for (const [i, [tag, type, count, value]] of tags.entries()) {
    const at = directoryAt + 2 + 12 * i
    file.writeUInt16LE(tag, at)
    file.writeUInt16LE(type, at + 2)
    file.writeUInt32LE(count, at + 4)
    file.writeUInt32LE(value, at + 8)
  }
  return rgba(sharp(file, { limitInputPixels: false }))
}
