import { inflateSync } from 'node:zlib'
import { encodeSrgb } from '../transfer.ts'

/**
 * Channel data of PSD files ("Channel image data" of Adobe's file format specification), one plane at a time.
 * ag-psd's own decoder reads 16-bit run-length data as 8-bit, fills missing bytes with zeros, and inflates without
 * a limit; this one handles every depth and refuses what is short or too long.
 */

export const RAW = 0
export const RUN_LENGTH = 1
export const ZIP = 2
export const ZIP_PREDICTED = 3

export interface PlaneShape {
  width: number
  height: number
  /** Bits per sample: 8, 16 (unsigned) or 32 (linear float). */
  depth: number
  /** PSB: row lengths take 4 bytes. */
  large: boolean
}

/**
 * Decodes one channel to 8-bit samples, `width * height` of them.
 * @throws RangeError when the data is short, long or of an unknown compression
 */
export const decodePlane = (...given: Parameters<typeof decodeSamples>): Uint8Array =>
  inBytes(decodeSamples(...given))

/** The same with the 16 bits that a file of 16 bits has, for colors that are converted before they are rounded. */
export function decodeSamples(
  data: Uint8Array,
  compression: number,
  shape: PlaneShape,
  linear = false,
): Uint8Array | Uint16Array {
  const rowBytes = shape.width * (shape.depth / 8)
  const size = rowBytes * shape.height
  const bytes = unpack(data, compression, shape, rowBytes, size)
  if (bytes.length < size) throw new RangeError(`a channel has ${bytes.length} bytes in place of ${size}`)
  if (compression === ZIP_PREDICTED) unpredict(bytes, shape)
  if (shape.depth === 8) return bytes.subarray(0, size)
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const count = shape.width * shape.height
  if (shape.depth === 16) return Uint16Array.from({ length: count }, (_, i) => view.getUint16(2 * i))
  const plane = new Uint8Array(count)
  if (shape.depth === 32)
    for (let i = 0; i < plane.length; i++) plane[i] = toByte(view.getFloat32(4 * i), linear)
  else throw new RangeError(`${shape.depth} bits per channel`)
  return plane
}

/** Samples of 16 bits rounded to 8. */
export const inBytes = (samples: Uint8Array | Uint16Array): Uint8Array =>
  samples instanceof Uint8Array ? samples : Uint8Array.from(samples, (value) => Math.round(value / 257))

function unpack(
  data: Uint8Array,
  compression: number,
  shape: PlaneShape,
  rowBytes: number,
  size: number,
): Uint8Array {
  switch (compression) {
    case RAW:
      return data.slice(0, size)
    case RUN_LENGTH: {
      const table = shape.height * (shape.large ? 4 : 2)
      const lengths = rowLengths(data, shape.height, shape.large)
      return unpackRows(data.subarray(table), lengths, rowBytes)
    }
    case ZIP:
    case ZIP_PREDICTED:
      return new Uint8Array(inflateSync(data, { maxOutputLength: Math.max(1, size) }))
    default:
      throw new RangeError(`the unknown compression ${compression}`)
  }
}

/** The table before run-length data: how many bytes each row takes. */
export function rowLengths(data: Uint8Array, rows: number, large: boolean): number[] {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength)
  return Array.from({ length: rows }, (_, y) => (large ? view.getUint32(4 * y) : view.getUint16(2 * y)))
}

/** Undoes PackBits, a row at a time; every row begins anew. */
export function unpackRows(data: Uint8Array, lengths: readonly number[], rowBytes: number): Uint8Array {
  const out = new Uint8Array(rowBytes * lengths.length)
  let at = 0
  lengths.forEach((length, y) => {
    const end = at + length
    if (end > data.length) throw new RangeError('a channel is cut short')
    const rowEnd = (y + 1) * rowBytes
    let o = y * rowBytes
    while (at < end && o < rowEnd) {
      const header = data[at++]!
      if (header < 128) {
        const run = data.subarray(at, Math.min(at + header + 1, at + rowEnd - o, end))
        out.set(run, o)
        o += run.length
        at += header + 1
      } else if (header > 128) {
        const count = Math.min(257 - header, rowEnd - o)
        out.fill(data[at++] ?? 0, o, o + count)
        o += count
      }
    }
    at = end
  })
  return out
}

/** Every sample was stored as its difference from the one to its left. */
function unpredict(bytes: Uint8Array, { width, height, depth }: PlaneShape): void {
  if (depth === 16) {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    for (let y = 0; y < height; y++)
      for (let x = 1, at = 2 * (y * width + 1); x < width; x++, at += 2)
        view.setUint16(at, view.getUint16(at) + view.getUint16(at - 2))
    return
  }
  const rowBytes = width * (depth / 8)
  for (let y = 0; y < height; y++)
    for (let x = 1, at = y * rowBytes + 1; x < rowBytes; x++, at++) bytes[at] = bytes[at]! + bytes[at - 1]!
  if (depth === 32) joinBytePlanes(bytes, width, height)
}

/** Predicted floats lie as four planes a row, the highest bytes of all samples first. */
function joinBytePlanes(bytes: Uint8Array, width: number, height: number): void {
  const row = new Uint8Array(4 * width)
  for (let y = 0; y < height; y++) {
    const start = 4 * width * y
    row.set(bytes.subarray(start, start + 4 * width))
    for (let x = 0; x < width; x++) for (let b = 0; b < 4; b++) bytes[start + 4 * x + b] = row[b * width + x]!
  }
}

/** A float sample as a byte; a linear one through the transfer curve of sRGB. */
function toByte(value: number, linear: boolean): number {
  return Math.round(255 * (linear ? encodeSrgb(value) : Math.min(1, Math.max(0, value))))
}

/** Encodes one 8-bit channel of interleaved pixels as PackBits, its row table first. */
export function encodePlane(
  data: Uint8Array,
  offset: number,
  step: number,
  width: number,
  height: number,
): Uint8Array {
  // At worst one header for 128 literal bytes.
  const out = new Uint8Array(height * (2 + width + Math.ceil(width / 128)))
  const row = new Uint8Array(width)
  let o = 2 * height
  for (let y = 0; y < height; y++) {
    for (let x = 0, at = y * width * step + offset; x < width; x++, at += step) row[x] = data[at]!
    const start = o
    o = packRow(row, out, o)
    out[2 * y] = (o - start) >> 8
    out[2 * y + 1] = o - start
  }
  return out.slice(0, o)
}

/** @returns where the packed row ends in `out`. Runs begin at three equal bytes: two would save nothing. */
function packRow(row: Uint8Array, out: Uint8Array, o: number): number {
  const width = row.length
  for (let x = 0; x < width; ) {
    let run = 1
    while (run < 128 && x + run < width && row[x + run] === row[x]) run++
    if (run >= 3) {
      out[o++] = 257 - run
      out[o++] = row[x]!
      x += run
      continue
    }
    const start = x
    while (x < width && x - start < 128 && !(x + 2 < width && row[x] === row[x + 1] && row[x] === row[x + 2]))
      x++
    out[o++] = x - start - 1
    out.set(row.subarray(start, x), o)
    o += x - start
  }
  return o
}
