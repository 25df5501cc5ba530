import { decompress } from './compression.ts'
import { type Directory, tags } from './directory.ts'
import { type Layout, SIGNED } from './layout.ts'

/** The samples of one channel, row by row: whole numbers as they stand in the file. */
export type Plane = Uint8Array | Uint16Array | Uint32Array | Int8Array | Int16Array | Int32Array

/** Where the strips or tiles of a picture lie; strips are tiles as wide as the picture. */
interface Grid {
  width: number
  height: number
  across: number
  down: number
  offsets: readonly number[]
  lengths: readonly number[]
}

/**
 * Decodes channels of a picture, whole: strips and tiles, channels together or each by itself, 1 to 32 bits a sample.
 * TIFF 6.0, sections 3, 14 and 15.
 *
 * @param wanted numbers of the channels, in the order in which they come back
 * @throws RangeError for data that is cut short, or of a compression that {@link decompress} does not know
 */
export function readPlanes(
  bytes: Uint8Array,
  directory: Directory,
  layout: Layout,
  wanted: readonly number[],
): Plane[] {
  const { width, height, samples, planar } = layout
  const grid = gridOf(directory, layout)
  const planes = wanted.map(() => newPlane(layout, width * height))
  const perPlane = grid.across * grid.down
  for (const [i, channel] of wanted.entries()) {
    if (!planar && i > 0) break
    for (let block = 0; block < perPlane; block++) {
      const number = planar ? channel * perPlane + block : block
      const inBlock = planar ? 1 : samples
      const top = Math.floor(block / grid.across) * grid.height
      // A last strip holds only the rows that are left; tiles are always whole.
      const rows = layout.tiled ? grid.height : Math.min(grid.height, height - top)
      const data = readBlock(bytes, directory, layout, grid, number, inBlock, rows)
      const place = { left: (block % grid.across) * grid.width, top, stride: grid.width * inBlock }
      const targets = planar ? [[i, 0] as const] : wanted.map((c, k) => [k, c] as const)
      for (const [target, first] of targets)
        copyBlock(data, planes[target]!, layout, {
          ...place,
          first,
          step: inBlock,
          columns: grid.width,
          rows,
        })
    }
  }
  return planes
}

function gridOf(directory: Directory, { width, height, tiled }: Layout): Grid {
  const blockWidth = tiled ? (directory.value(tags.tileWidth) ?? 0) : width
  const blockHeight = tiled
    ? (directory.value(tags.tileHeight) ?? 0)
    : Math.min(height, directory.value(tags.rowsPerStrip) ?? height)
  if (blockWidth < 1 || blockHeight < 1 || blockWidth > 2 * width + 65536 || blockHeight > 2 * height + 65536)
    throw new RangeError(`blocks of ${blockWidth} x ${blockHeight}`)
  return {
    width: blockWidth,
    height: blockHeight,
    across: Math.ceil(width / blockWidth),
    down: Math.ceil(height / blockHeight),
    offsets: directory.values(tiled ? tags.tileOffsets : tags.stripOffsets),
    lengths: directory.values(tiled ? tags.tileByteCounts : tags.stripByteCounts),
  }
}

function newPlane({ bits, format }: Layout, count: number): Plane {
  const signed = format === SIGNED
  if (bits <= 8) return signed ? new Int8Array(count) : new Uint8Array(count)
  if (bits <= 16) return signed ? new Int16Array(count) : new Uint16Array(count)
  return signed ? new Int32Array(count) : new Uint32Array(count)
}

/** The samples of a block, its prediction undone: unsigned, `step` of them a pixel. */
function readBlock(
  bytes: Uint8Array,
  directory: Directory,
  { bits, compression }: Layout,
  grid: Grid,
  number: number,
  step: number,
  rows: number,
): Uint8Array | Uint16Array | Uint32Array {
  const [at, length] = [grid.offsets[number], grid.lengths[number]]
  if (at === undefined || length === undefined) throw new RangeError(`the block ${number} is missing`)
  if (at + length > bytes.length) throw new RangeError('it is cut short')
  const perRow = grid.width * step
  const rowBytes = Math.ceil((perRow * bits) / 8)
  const stored = bytes.subarray(at, at + length)
  const inOrder = directory.value(tags.fillOrder) === 2 ? stored.map(reversedBits) : stored
  const packed = decompress(inOrder, compression, rowBytes * rows)
  if (packed.length < rowBytes * rows) throw new RangeError(`the block ${number} is cut short`)
  const samples = unpack(packed, bits, perRow, rows, directory.littleEndian)
  if (directory.value(tags.predictor) === 2)
    for (let y = 0; y < rows; y++)
      for (let i = y * perRow + step; i < (y + 1) * perRow; i++) samples[i] = samples[i]! + samples[i - step]!
  return samples
}

/** A byte as FillOrder 2 stores it: the lowest bit first, of compressed bytes too, as libtiff has it. */
function reversedBits(byte: number): number {
  let reversed = 0
  for (let bit = 0; bit < 8; bit++) reversed |= ((byte >> bit) & 1) << (7 - bit)
  return reversed
}

/** Samples of any depth; rows end at whole bytes. */
function unpack(
  packed: Uint8Array,
  bits: number,
  perRow: number,
  rows: number,
  littleEndian: boolean,
): Uint8Array | Uint16Array | Uint32Array {
  const count = perRow * rows
  if (bits === 8) return packed.slice(0, count)
  const view = new DataView(packed.buffer, packed.byteOffset, packed.byteLength)
  if (bits === 16) return Uint16Array.from({ length: count }, (_, i) => view.getUint16(2 * i, littleEndian))
  if (bits === 32) return Uint32Array.from({ length: count }, (_, i) => view.getUint32(4 * i, littleEndian))
  const samples =
    bits < 8 ? new Uint8Array(count) : bits < 16 ? new Uint16Array(count) : new Uint32Array(count)
  const rowBytes = Math.ceil((perRow * bits) / 8)
  for (let y = 0; y < rows; y++)
    for (let x = 0; x < perRow; x++) {
      let value = 0
      for (let b = 0; b < bits; b++) {
        const bit = x * bits + b
        value = 2 * value + ((packed[y * rowBytes + (bit >> 3)]! >> (7 - (bit & 7))) & 1)
      }
      samples[y * perRow + x] = value
    }
  return samples
}

interface Place {
  left: number
  top: number
  /** Samples of a row of the block. */
  stride: number
  /** The channel's place in a pixel of `step` samples. */
  first: number
  step: number
  columns: number
  rows: number
}

/** Copies one channel of a block; signed planes take the bits as they are. */
function copyBlock(
  data: ArrayLike<number>,
  plane: Plane,
  { width, height }: Layout,
  { left, top, stride, first, step, columns, rows }: Place,
): void {
  const right = Math.min(columns, width - left)
  const bottom = Math.min(rows, height - top)
  for (let y = 0; y < bottom; y++)
    for (let x = 0; x < right; x++) plane[(top + y) * width + left + x] = data[y * stride + x * step + first]!
}
