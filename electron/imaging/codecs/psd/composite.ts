import type { Pixels } from '../../../contract/pixels.ts'
import { cmykToSrgb } from '../cmyk.ts'
import { decodePlane, RAW, RUN_LENGTH, rowLengths, unpackRows } from './planes.ts'
import {
  BITMAP,
  CMYK,
  compositeSection,
  findResource,
  ICC_RESOURCE,
  INDEXED,
  type PsdHeader,
  paletteSection,
  RGB,
} from './sections.ts'

/**
 * Decodes the merged picture to opaque RGBA, which of CMYK is sRGB already. Channels beyond those of the colors are
 * saved selections, not transparency.
 * @throws RangeError when it is cut short
 */
export async function decodeComposite(bytes: Uint8Array, header: PsdHeader): Promise<Pixels> {
  const { width, height, mode } = header
  const planes = readPlanes(compositeSection(bytes, header), header)
  if (mode === CMYK) {
    const inks = new Uint8Array(width * height * 4)
    // Stored as light, the complement of ink.
    for (const [c, plane] of planes.entries())
      for (let i = 0; i < plane.length; i++) inks[4 * i + c] = 255 - plane[i]!
    return cmykToSrgb(inks, width, height, findResource(bytes, ICC_RESOURCE))
  }
  const palette = paletteSection(bytes)
  if (mode === INDEXED && palette.length < 768) throw new RangeError('its palette is missing')
  const [red, green = red, blue = red] = planes
  const data = new Uint8Array(width * height * 4).fill(255)
  for (let i = 0; i < width * height; i++) {
    const value = red![i]!
    // The palette holds all reds, then all greens, then all blues.
    if (mode === INDEXED) data.set([palette[value]!, palette[256 + value]!, palette[512 + value]!], 4 * i)
    else if (mode === BITMAP)
      data.fill(isBlack(red!, i % width, Math.floor(i / width), width) ? 0 : 255, 4 * i, 4 * i + 3)
    else data.set([value, green![i]!, blue![i]!], 4 * i)
  }
  return { width, height, channels: 4, data }
}

/** Set bits are black, and rows end at whole bytes. */
function isBlack(bits: Uint8Array, x: number, y: number, width: number): boolean {
  return (bits[y * Math.ceil(width / 8) + (x >> 3)]! & (128 >> (x & 7))) !== 0
}

/** The color planes as 8-bit samples, or as packed bits in bitmap mode. */
function readPlanes(
  data: Uint8Array,
  { width, height, depth, mode, channels, large }: PsdHeader,
): Uint8Array[] {
  if (data.length < 2) throw new RangeError('its picture is missing')
  const compression = (data[0]! << 8) | data[1]!
  const count = mode === CMYK ? 4 : mode === RGB ? 3 : 1
  const rowBytes = Math.ceil((width * depth) / 8)
  const body = data.subarray(2)
  if (compression !== RAW && compression !== RUN_LENGTH)
    throw new RangeError(`the compression ${compression}`)
  const bytes = compression === RAW ? body : unpackAll(body, channels, count, height, rowBytes, large)
  if (bytes.length < count * height * rowBytes) throw new RangeError('its picture is cut short')
  return Array.from({ length: count }, (_, i) => {
    const plane = bytes.subarray(i * height * rowBytes, (i + 1) * height * rowBytes)
    return depth === 1 ? plane : decodePlane(plane, RAW, { width, height, depth, large }, true)
  })
}

/** The row table of all channels comes first, of which only the `count` color planes are unpacked. */
function unpackAll(
  body: Uint8Array,
  channels: number,
  count: number,
  height: number,
  rowBytes: number,
  large: boolean,
): Uint8Array {
  const lengths = rowLengths(body, count * height, large)
  return unpackRows(body.subarray(channels * height * (large ? 4 : 2)), lengths, rowBytes)
}
