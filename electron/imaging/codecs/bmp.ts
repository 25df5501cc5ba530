import { GanvasError } from '../../contract/errors.ts'
import type { Pixels } from '../../contract/pixels.ts'
import { text } from '../../contract/text.ts'
import { type DecodedPicture, damaged, notice } from './decoded.ts'
import { isWiderThanSrgb, profileName } from './icc.ts'
import { checkSize } from './limits.ts'
import { convertToSrgb } from './profile.ts'

/*
 * Windows bitmaps, of every header from OS/2's to version 5. Written here because neither libvips nor bmp-ts will
 * do: bmp-ts 1.0.9 ignores where the pixels begin, ends 4-bit pictures of odd width after one row, and shifts the
 * channels of run-length ones.
 */

const FILE_HEADER_BYTES = 14
const OS2_HEADER_BYTES = 12
const V5_HEADER_BYTES = 124
const RGB = 0
const RLE8 = 1
const RLE4 = 2
const BITFIELDS = 3
const ALPHA_BITFIELDS = 6
const EMBEDDED_PROFILE = 0x4d424544

interface BmpHeader {
  width: number
  height: number
  topDown: boolean
  depth: number
  compression: number
  /** Offset of the pixels. */
  pixelsAt: number
  /** Red, green, blue and alpha bits of 16- and 32-bit pixels. */
  masks: readonly [number, number, number, number]
  palette: readonly (readonly [number, number, number])[]
  profile: Uint8Array | undefined
}

/**
 * Decodes a BMP file to RGBA.
 * @throws GanvasError `too-large`, `unsupported`, `unreadable-file`
 */
export async function decodeBmp(bytes: Uint8Array, name: string): Promise<DecodedPicture> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  try {
    const header = readHeader(view, bytes, name)
    const isRle = header.compression === RLE8 || header.compression === RLE4
    const data = isRle ? readRuns(bytes, header) : readRows(view, header)
    const pixels: Pixels = { width: header.width, height: header.height, channels: 4, data }
    if (!header.profile) return { kind: 'picture', pixels, notices: [] }
    const profile = profileName(header.profile)
    const notices = isWiderThanSrgb(header.profile) ? [notice('wide-gamut-reduced', { profile })] : []
    return { kind: 'picture', pixels: await convertToSrgb(pixels, header.profile), notices }
  } catch (error) {
    if (error instanceof GanvasError) throw error
    throw damaged(name, 'BMP', error instanceof RangeError ? 'it is cut short' : error)
  }
}

function readHeader(view: DataView, bytes: Uint8Array, name: string): BmpHeader {
  const headerBytes = view.getUint32(FILE_HEADER_BYTES, true)
  const isOs2 = headerBytes === OS2_HEADER_BYTES
  const at = FILE_HEADER_BYTES + 4
  const width = isOs2 ? view.getUint16(at, true) : view.getInt32(at, true)
  const signedHeight = isOs2 ? view.getUint16(at + 2, true) : view.getInt32(at + 4, true)
  const height = Math.abs(signedHeight)
  checkSize(name, width, height)
  const depth = view.getUint16(at + (isOs2 ? 6 : 10), true)
  const compression = isOs2 ? RGB : view.getUint32(at + 12, true)
  if (!isSupported(depth, compression))
    throw new GanvasError('unsupported', text('files.bmpVariant', { name, depth, compression }))
  const bitfields = compression === BITFIELDS || compression === ALPHA_BITFIELDS
  // Up to 40 bytes, the masks follow the header; in longer ones they are its next fields: the same place.
  const maskBytes = headerBytes > 40 || !bitfields ? 0 : compression === ALPHA_BITFIELDS ? 16 : 12
  const hasAlphaMask = headerBytes >= 56 || compression === ALPHA_BITFIELDS
  const mask = (i: number) => view.getUint32(FILE_HEADER_BYTES + 40 + 4 * i, true)
  const usual = depth === 16 ? [0x7c00, 0x03e0, 0x001f] : [0xff0000, 0xff00, 0xff]
  const [r, g, b] = bitfields ? [mask(0), mask(1), mask(2)] : usual
  return {
    width,
    height,
    topDown: signedHeight < 0,
    depth,
    compression,
    pixelsAt: view.getUint32(10, true),
    masks: [r!, g!, b!, bitfields && hasAlphaMask ? mask(3) : 0],
    palette: depth <= 8 ? readPalette(view, headerBytes, maskBytes, depth) : [],
    profile: headerBytes === V5_HEADER_BYTES ? readProfile(view, bytes) : undefined,
  }
}

function isSupported(depth: number, compression: number): boolean {
  if (compression === RLE8) return depth === 8
  if (compression === RLE4) return depth === 4
  if (compression === BITFIELDS || compression === ALPHA_BITFIELDS) return depth === 16 || depth === 32
  return compression === RGB && [1, 2, 4, 8, 16, 24, 32].includes(depth)
}

function readPalette(view: DataView, headerBytes: number, maskBytes: number, depth: number) {
  const isOs2 = headerBytes === OS2_HEADER_BYTES
  const start = FILE_HEADER_BYTES + headerBytes + maskBytes
  const stated = isOs2 ? 0 : view.getUint32(FILE_HEADER_BYTES + 32, true)
  const count = Math.min(stated || 2 ** depth, 2 ** depth)
  const step = isOs2 ? 3 : 4
  return Array.from({ length: count }, (_, i) => {
    const at = start + step * i
    return [view.getUint8(at + 2), view.getUint8(at + 1), view.getUint8(at)] as const
  })
}

function readProfile(view: DataView, bytes: Uint8Array): Uint8Array | undefined {
  if (view.getUint32(FILE_HEADER_BYTES + 56, true) !== EMBEDDED_PROFILE) return undefined
  const start = FILE_HEADER_BYTES + view.getUint32(FILE_HEADER_BYTES + 112, true)
  const size = view.getUint32(FILE_HEADER_BYTES + 116, true)
  return start + size <= bytes.length && size > 0 ? bytes.subarray(start, start + size) : undefined
}

function readRows(view: DataView, header: BmpHeader): Uint8Array {
  const { width, height, depth, topDown, pixelsAt, palette } = header
  const data = new Uint8Array(width * height * 4)
  // Rows fill whole groups of 4 bytes.
  const stride = 4 * Math.ceil((width * depth) / 32)
  if (pixelsAt + stride * (height - 1) + Math.ceil((width * depth) / 8) > view.byteLength)
    throw new RangeError()
  const scales = header.masks.map((mask, c) => scaleOf(mask, c === 3 ? 255 : 0))
  for (let y = 0; y < height; y++) {
    const row = pixelsAt + stride * (topDown ? y : height - 1 - y)
    for (let x = 0, o = 4 * y * width; x < width; x++, o += 4) {
      if (depth <= 8) {
        const shift = 8 - depth - ((x * depth) & 7)
        const index = (view.getUint8(row + ((x * depth) >> 3)) >> shift) & (2 ** depth - 1)
        setColor(data, o, palette[index])
      } else if (depth === 24) {
        const at = row + 3 * x
        setColor(data, o, [view.getUint8(at + 2), view.getUint8(at + 1), view.getUint8(at)])
      } else {
        const pixel = depth === 16 ? view.getUint16(row + 2 * x, true) : view.getUint32(row + 4 * x, true)
        for (let c = 0; c < 4; c++) data[o + c] = scales[c]!(pixel)
      }
    }
  }
  return data
}

/** From a pixel to the 0 to 255 of the bits in a mask. */
function scaleOf(mask: number, absent: number): (pixel: number) => number {
  if (mask === 0) return () => absent
  const lowest = mask & -mask
  const max = (mask >>> 0) / (lowest >>> 0)
  return (pixel) => Math.round((255 * (((pixel & mask) >>> 0) / (lowest >>> 0))) / max)
}

/** Indices beyond the palette are black, as other programs show them. */
function setColor(data: Uint8Array, o: number, color: readonly [number, number, number] | undefined): void {
  const [r, g, b] = color ?? [0, 0, 0]
  data[o] = r
  data[o + 1] = g
  data[o + 2] = b
  data[o + 3] = 255
}

/** Run-length pixels. What the runs skip is transparent. */
function readRuns(bytes: Uint8Array, header: BmpHeader): Uint8Array {
  const { width, height, topDown, palette, depth, pixelsAt } = header
  const data = new Uint8Array(width * height * 4)
  let at = pixelsAt
  let x = 0
  let y = 0
  const next = () => {
    if (at >= bytes.length) throw new RangeError()
    return bytes[at++]!
  }
  const put = (index: number) => {
    if (x < width && y < height)
      setColor(data, 4 * ((topDown ? y : height - 1 - y) * width + x), palette[index])
    x++
  }
  // Two 4-bit indices share a byte, the high one first.
  const indexOf = (byte: number, i: number) => (depth === 8 ? byte : i & 1 ? byte & 15 : byte >> 4)
  while (y < height) {
    const count = next()
    const value = next()
    if (count > 0) for (let i = 0; i < count; i++) put(indexOf(value, i))
    else if (value === 0) {
      x = 0
      y++
    } else if (value === 1) break
    else if (value === 2) {
      x += next()
      y += next()
    } else {
      let byte = 0
      for (let i = 0; i < value; i++) {
        if (depth === 8 || !(i & 1)) byte = next()
        put(indexOf(byte, i))
      }
      // Literal runs fill whole groups of 2 bytes.
      if (Math.ceil((value * depth) / 8) & 1) at++
    }
  }
  return data
}
