import type { Psd } from 'ag-psd'
import type { Pixels } from '../../../contract/pixels.ts'
import { decodePlane, RAW, RUN_LENGTH, rowLengths, unpackRows } from './planes.ts'
import { BITMAP, GRAYSCALE, INDEXED, type PsdHeader } from './sections.ts'

/**
 * Decodes the merged picture of a file without layers to opaque RGBA. Further channels are saved selections, not
 * transparency.
 * @throws RangeError when it is cut short
 */
export function decodeComposite({ rawCompositeData, palette }: Psd, header: PsdHeader): Pixels {
  const { width, height, mode } = header
  const planes = readPlanes(rawCompositeData ?? new Uint8Array(0), header)
  const data = new Uint8Array(width * height * 4).fill(255)
  const [red, green = red, blue = red] = planes
  for (let i = 0; i < width * height; i++) {
    const value = red![i]!
    if (mode === INDEXED) {
      const color = palette?.[value]
      if (!color) throw new RangeError('its palette is missing')
      data.set([color.r, color.g, color.b], 4 * i)
    } else if (mode === BITMAP) {
      // Set bits are black, and rows end at whole bytes.
      const bit =
        red![Math.floor(i / width) * Math.ceil(width / 8) + ((i % width) >> 3)]! & (128 >> ((i % width) & 7))
      data.fill(bit ? 0 : 255, 4 * i, 4 * i + 3)
    } else data.set([value, green![i]!, blue![i]!], 4 * i)
  }
  return { width, height, channels: 4, data }
}

/** The color planes as 8-bit samples, or as packed bits in bitmap mode. */
function readPlanes(
  data: Uint8Array,
  { width, height, depth, mode, channels, large }: PsdHeader,
): Uint8Array[] {
  if (data.length < 2) throw new RangeError('its picture is missing')
  const compression = (data[0]! << 8) | data[1]!
  const count = mode === BITMAP || mode === INDEXED || mode === GRAYSCALE ? 1 : 3
  const rowBytes = mode === BITMAP ? Math.ceil(width / 8) : (width * depth) / 8
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
