import { cmykToSrgb } from '../cmyk.ts'
import type { Samples } from '../pipeline.ts'
import { decodeSamples, inBytes, RAW, RUN_LENGTH, rowLengths, unpackRows } from './planes.ts'
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
 * Decodes the merged picture to opaque RGBA of 8 bits, or of 16 where the file has them; of CMYK it is sRGB already.
 * Channels beyond those of the colors are
 * saved selections, not transparency.
 * @throws RangeError when it is cut short
 */
export async function decodeComposite(bytes: Uint8Array, header: PsdHeader): Promise<Samples> {
  const { width, height, mode } = header
  const planes = readPlanes(compositeSection(bytes, header), header)
  if (mode === CMYK) {
    const inks = new Uint8Array(width * height * 4)
    // Stored as light, the complement of ink.
    for (const [c, plane] of planes.entries())
      for (const [i, value] of inBytes(plane).entries()) inks[4 * i + c] = 255 - value
    return cmykToSrgb(inks, width, height, findResource(bytes, ICC_RESOURCE))
  }
  const palette = paletteSection(bytes)
  if (mode === INDEXED && palette.length < 768) throw new RangeError('its palette is missing')
  const [red, green = red, blue = red] = planes
  const data = opaque(width * height, red!)
  for (let i = 0; i < width * height; i++) {
    const value = red![i]!
    // The palette holds all reds, then all greens, then all blues.
    if (mode === INDEXED) data.set([palette[value]!, palette[256 + value]!, palette[512 + value]!], 4 * i)
    else if (mode === BITMAP)
      data.fill(isBlack(red!, i % width, Math.floor(i / width), width) ? 0 : 255, 4 * i, 4 * i + 3)
    else data.set([value, green![i]!, blue![i]!], 4 * i)
  }
  return { width, height, data }
}

/** White RGBA with as many bits as a plane. */
const opaque = (count: number, plane: Uint8Array | Uint16Array): Uint8Array | Uint16Array =>
  plane instanceof Uint16Array ? new Uint16Array(4 * count).fill(65535) : new Uint8Array(4 * count).fill(255)

/** Set bits are black, and rows end at whole bytes. */
function isBlack(bits: Uint8Array | Uint16Array, x: number, y: number, width: number): boolean {
  return (bits[y * Math.ceil(width / 8) + (x >> 3)]! & (128 >> (x & 7))) !== 0
}

/** The color planes as samples of 8 or 16 bits, or as packed bits in bitmap mode. */
function readPlanes(
  data: Uint8Array,
  { width, height, depth, mode, channels, large }: PsdHeader,
): (Uint8Array | Uint16Array)[] {
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
    return depth === 1 ? plane : decodeSamples(plane, RAW, { width, height, depth, large }, true)
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
