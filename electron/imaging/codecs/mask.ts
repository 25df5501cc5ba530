import sharp from 'sharp'
import type { Pixels } from '../../contract/pixels.ts'
import { type Text, text } from '../../contract/text.ts'
import { decodeAsPicture } from './decode.ts'
import { deepRgba } from './pipeline.ts'
import { pngChunk, pngChunks } from './pngChunks.ts'
import { sniff } from './sniff.ts'

/** A mask of one channel, and what a person should know of how it was read. */
export interface DecodedMask {
  mask: Pixels
  remarks: Text[]
}

/** Colour type of a PNG whose samples are places in a palette. */
const PALETTE = 3
/** Channels of a colour that differ by no more are grey. */
const GREY_TOLERANCE = 8

/**
 * Decodes a picture as a mask: white is in, black is out; transparent is out. Masks of other programs are told by their
 * samples: those of 0 and 1, of 8 and 16 bits, and labels, whose palette gives each a colour to be seen by.
 * @throws GanvasError as `decodeAsPicture`
 */
export async function decodeMask(bytes: Uint8Array, name: string): Promise<DecodedMask> {
  const kind = sniff(bytes)
  const labels = kind === 'png' ? labelsOf(bytes) : undefined
  if (labels) return fromLabels(await decodeAsPicture(labels, name), name)
  const picture = await decodeAsPicture(bytes, name)
  const { mask, isGrey } = brightnessOf(picture)
  const max = mask.data.reduce((high, value) => Math.max(high, value), 0)
  if (max === 1) return ones(mask, name)
  if (max === 0 && (kind === 'png' || kind === 'tiff')) {
    const deep = await deepMask(bytes)
    if (deep) return ones(deep, name)
  }
  return { mask, remarks: isGrey ? [] : [text('masks.colored', { name })] }
}

/** The mean of the colours, times alpha. */
function brightnessOf({ width, height, data }: Pixels): { mask: Pixels; isGrey: boolean } {
  const mask = new Uint8Array(width * height)
  let isGrey = true
  for (let i = 0, p = 0; i < mask.length; i++, p += 4) {
    const [r, g, b, alpha] = [data[p]!, data[p + 1]!, data[p + 2]!, data[p + 3]!]
    if (alpha > 0 && Math.max(r, g, b) - Math.min(r, g, b) > GREY_TOLERANCE) isGrey = false
    mask[i] = Math.round((((r + g + b) / 3) * alpha) / 255)
  }
  return { mask: { width, height, channels: 1, data: mask }, isGrey }
}

/** A mask of 0 and 1 as one of 0 and 255. */
function ones({ data, ...size }: Pixels, name: string): DecodedMask {
  return {
    mask: { ...size, data: data.map((value) => 255 * value) },
    remarks: [text('masks.ones', { name })],
  }
}

/** The samples of a picture of 16 bits that are 0 and 1; undefined for any other. */
async function deepMask(bytes: Uint8Array): Promise<Pixels | undefined> {
  const open = { limitInputPixels: false, ignoreIcc: true } as const
  const { depth } = await sharp(bytes, open).metadata()
  if (depth !== 'ushort') return undefined
  const { width, height, data } = await deepRgba(sharp(bytes, open))
  const mask = Uint8Array.from({ length: width * height }, (_, i) => data[4 * i]!)
  const isOnes = mask.some((value) => value === 1) && data.every((value, i) => (i & 3) === 3 || value <= 1)
  return isOnes ? { width, height, channels: 1, data: mask } : undefined
}

/** A PNG of colours by palette with greys in their place, each its number; undefined for any other PNG. */
function labelsOf(bytes: Uint8Array): Uint8Array | undefined {
  const chunks = [...pngChunks(bytes)]
  const palette = chunks.find(({ type }) => type === 'PLTE')?.data
  if (chunks[0]?.type !== 'IHDR' || chunks[0].data[9] !== PALETTE || !palette) return undefined
  const count = Math.floor(palette.length / 3)
  const isColored = Array.from({ length: count }, (_, i) => palette.subarray(3 * i, 3 * i + 3)).some(
    (color) => Math.max(...color) - Math.min(...color) > GREY_TOLERANCE,
  )
  if (!isColored) return undefined
  const numbers = Uint8Array.from({ length: 3 * count }, (_, i) => Math.floor(i / 3))
  const kept = chunks.filter(({ type }) => ['IHDR', 'PLTE', 'IDAT', 'IEND'].includes(type))
  const parts = kept.map(({ type, data }) => pngChunk(type, type === 'PLTE' ? numbers : data))
  return Buffer.concat([bytes.subarray(0, 8), ...parts])
}

/** Label 0 is the background, as in PASCAL VOC and what follows it; all others are in. */
function fromLabels({ width, height, data }: Pixels, name: string): DecodedMask {
  const found = new Set<number>()
  const mask = Uint8Array.from({ length: width * height }, (_, i) => {
    const label = data[4 * i]!
    if (label > 0) found.add(label)
    return label > 0 ? 255 : 0
  })
  const labels = [...found].sort((a, b) => a - b).join(', ')
  return {
    mask: { width, height, channels: 1, data: mask },
    remarks: [text('masks.labels', { name, labels: labels || '0' })],
  }
}
