import { deflateSync } from 'node:zlib'

/** A small writer of TIFF files, for tests: every layout of samples, and tags as a test wants them. */
export interface TiffPicture {
  width: number
  height: number
  /** Whole numbers, channel by channel; a negative one is written as two's complement. */
  planes: readonly (readonly number[])[]
  bits?: number
  photometric?: number
  /** Values of ExtraSamples; absent: no such tag. */
  extras?: readonly number[]
  /** Values of SampleFormat: 1 unsigned, 2 signed. */
  format?: number
  compression?: 1 | 8
  /** 2: the bits of every byte, compressed ones too, stand in the other order. */
  fillOrder?: 1 | 2
  planar?: boolean
  /** Side of tiles, a multiple of 16; absent: one strip. */
  tile?: number
  /** Further tags with their values; bytes are written as they are. */
  more?: readonly (readonly [tag: number, values: readonly number[] | Uint8Array])[]
}

/** @param bigEndian the byte order of everything, samples included */
export function tiffFile(pages: readonly TiffPicture[], bigEndian = false): Uint8Array {
  const chunks: Buffer[] = []
  let size = 8
  const put = (data: Uint8Array): number => {
    const at = size
    const padded = Buffer.alloc((data.length + 1) & ~1)
    padded.set(data)
    chunks.push(padded)
    size += padded.length
    return at
  }
  const links: { at: number; buffer: Buffer; offset: number }[] = []
  for (const page of pages) {
    const { data, entries } = directory(page, bigEndian, put)
    links.push({ at: put(data), buffer: chunks.at(-1)!, offset: 2 + 12 * entries })
  }
  const head = Buffer.alloc(8)
  head.write(bigEndian ? 'MM\0*' : 'II*\0', 'latin1')
  write(head, links[0]!.at, 4, 4, bigEndian)
  for (const [i, { buffer, offset }] of links.entries())
    write(buffer, links[i + 1]?.at ?? 0, offset, 4, bigEndian)
  return new Uint8Array(Buffer.concat([head, ...chunks]))
}

const SHORT = 3
const LONG = 4
const UNDEFINED = 7

function directory(page: TiffPicture, bigEndian: boolean, put: (data: Uint8Array) => number) {
  const { width, height, planes, bits = 8, photometric = 2, extras, format, compression = 1 } = page
  const { planar = false, tile, more = [], fillOrder = 1 } = page
  const blocks = blocksOf(page, bigEndian)
    .map((block) => (compression === 8 ? new Uint8Array(deflateSync(block)) : block))
    .map((block) => (fillOrder === 2 ? block.map(turned) : block))
  const offsets = blocks.map(put)
  const lengths = blocks.map((block) => block.length)
  const all: [number, readonly number[] | Uint8Array][] = [
    [256, [width]],
    [257, [height]],
    [258, planes.map(() => bits)],
    [259, [compression]],
    [262, [photometric]],
    [266, [fillOrder]],
    [277, [planes.length]],
    [284, [planar ? 2 : 1]],
    ...(tile
      ? ([
          [322, [tile]],
          [323, [tile]],
          [324, offsets],
          [325, lengths],
        ] as [number, number[]][])
      : ([
          [273, offsets],
          [278, [height]],
          [279, lengths],
        ] as [number, number[]][])),
    ...(extras ? ([[338, extras]] as [number, readonly number[]][]) : []),
    ...(format ? ([[339, planes.map(() => format)]] as [number, number[]][]) : []),
    ...more.map(([tag, values]): [number, readonly number[] | Uint8Array] => [tag, values]),
  ]
  all.sort(([a], [b]) => a - b)
  const data = Buffer.alloc(2 + 12 * all.length + 4)
  write(data, all.length, 0, 2, bigEndian)
  for (const [i, [tag, values]] of all.entries()) {
    const at = 2 + 12 * i
    const isBytes = values instanceof Uint8Array
    const isLong = !isBytes && values.some((value) => value > 65535 || tag === 273 || tag === 324)
    const unit = isBytes ? 1 : isLong ? 4 : 2
    const body = Buffer.alloc(Math.max(4, unit * values.length))
    values.forEach((value, k) => {
      write(body, value, unit * k, unit, bigEndian)
    })
    write(data, tag, at, 2, bigEndian)
    write(data, isBytes ? UNDEFINED : isLong ? LONG : SHORT, at + 2, 2, bigEndian)
    write(data, values.length, at + 4, 4, bigEndian)
    if (unit * values.length <= 4) data.set(body, at + 8)
    else write(data, put(body), at + 8, 4, bigEndian)
  }
  return { data, entries: all.length }
}

const turned = (byte: number) => Number.parseInt([...byte.toString(2).padStart(8, '0')].reverse().join(''), 2)

/** The samples as strips or tiles, of all channels together or each by itself. */
function blocksOf(page: TiffPicture, bigEndian: boolean): Uint8Array[] {
  const { width, height, planes, bits = 8, planar = false, tile } = page
  const [blockWidth, blockHeight] = tile ? [tile, tile] : [width, height]
  const groups = planar ? planes.map((plane) => [plane]) : [planes]
  const blocks: Uint8Array[] = []
  for (const group of groups)
    for (let top = 0; top < height; top += blockHeight)
      for (let left = 0; left < width; left += blockWidth) {
        const bytes = bits / 8
        const block = Buffer.alloc(blockWidth * blockHeight * group.length * bytes)
        for (let y = 0; y < blockHeight && top + y < height; y++)
          for (let x = 0; x < blockWidth && left + x < width; x++)
            for (const [c, plane] of group.entries()) {
              const at = ((y * blockWidth + x) * group.length + c) * bytes
              write(block, plane[(top + y) * width + left + x]!, at, bytes, bigEndian)
            }
        blocks.push(block)
      }
  return blocks
}

function write(buffer: Buffer, value: number, at: number, bytes: number, bigEndian: boolean): void {
  const wrapped = value < 0 ? value + 2 ** (8 * bytes) : value
  if (bigEndian) buffer.writeUIntBE(wrapped, at, bytes)
  else buffer.writeUIntLE(wrapped, at, bytes)
}
