import { GanvasError } from '../../../contract/errors.ts'
import { text } from '../../../contract/text.ts'
import { damaged } from '../decoded.ts'

/** The parts of a PSD file that are read apart from its layers: header, palette, profile, merged picture. */

export const ICC_RESOURCE = 1039
const VERSION_RESOURCE = 1057
const HEADER_BYTES = 26

/** Color modes of the header. */
export const BITMAP = 0
export const GRAYSCALE = 1
export const INDEXED = 2
export const RGB = 3
/** Only the merged picture is read of these. */
export const CMYK = 4
const modeNames: Record<number, 'multichannel' | 'duotone' | 'lab'> = {
  7: 'multichannel',
  8: 'duotone',
  9: 'lab',
}

export interface PsdHeader {
  width: number
  height: number
  channels: number
  /** 1, 8, 16 or 32 bits per channel. */
  depth: number
  mode: number
  /** PSB, the variant for large documents. */
  large: boolean
}

/** @throws GanvasError `unreadable-file` when it is none, `unsupported` for Lab and rarer colors */
export function readHeader(bytes: Uint8Array, name: string): PsdHeader {
  if (bytes.length < HEADER_BYTES) throw damaged(name, 'PSD', 'its header is cut short')
  const view = viewOf(bytes)
  const header = {
    large: view.getUint16(4) === 2,
    channels: view.getUint16(12),
    height: view.getUint32(14),
    width: view.getUint32(18),
    depth: view.getUint16(22),
    mode: view.getUint16(24),
  }
  if (![1, 8, 16, 32].includes(header.depth)) throw damaged(name, 'PSD', `${header.depth} bits per channel`)
  if (![BITMAP, GRAYSCALE, INDEXED, RGB, CMYK].includes(header.mode))
    throw new GanvasError(
      'unsupported',
      text('files.psdColors', { name, colors: text(`psdColors.${modeNames[header.mode] ?? 'unknown'}`) }),
    )
  return header
}

/** The palette of indexed colors: 256 reds, then greens, then blues; empty for other colors. */
export function paletteSection(bytes: Uint8Array): Uint8Array {
  const length = viewOf(bytes).getUint32(HEADER_BYTES)
  return bytes.subarray(HEADER_BYTES + 4, HEADER_BYTES + 4 + length)
}

export function hasLayers(bytes: Uint8Array, { large }: PsdHeader): boolean {
  const view = viewOf(bytes)
  const { end } = resourceSection(view)
  return (large ? Number(view.getBigUint64(end)) : view.getUint32(end)) > 0
}

/** The merged picture, with its compression in the first two bytes; empty when it is missing. */
export function compositeSection(bytes: Uint8Array, { large }: PsdHeader): Uint8Array {
  const view = viewOf(bytes)
  const { end } = resourceSection(view)
  const length = large ? Number(view.getBigUint64(end)) : view.getUint32(end)
  return bytes.subarray(end + (large ? 8 : 4) + length)
}

/** False where the file says that its merged picture is a blank: it was saved without "maximize compatibility". */
export function hasMergedPicture(bytes: Uint8Array): boolean {
  const version = findResource(bytes, VERSION_RESOURCE)
  return !version || version.length < 5 || version[4] !== 0
}

/** The data of an image resource, or undefined. Damage ends the search. */
export function findResource(bytes: Uint8Array, wanted: number): Uint8Array | undefined {
  const view = viewOf(bytes)
  const { start, end } = resourceSection(view)
  for (let at = start; at + 12 <= end; ) {
    const id = view.getUint16(at + 4)
    // A Pascal string, padded to an even length with its count.
    const nameBytes = (1 + view.getUint8(at + 6) + 1) & ~1
    const sizeAt = at + 6 + nameBytes
    if (sizeAt + 4 > end) return undefined
    const size = view.getUint32(sizeAt)
    if (sizeAt + 4 + size > end) return undefined
    if (id === wanted) return bytes.subarray(sizeAt + 4, sizeAt + 4 + size)
    at = sizeAt + 4 + size + (size & 1)
  }
  return undefined
}

/** A file with one more image resource, as the parts to be written one after the other. */
export function insertResource(bytes: Uint8Array, id: number, data: Uint8Array): Uint8Array[] {
  const { start, end } = resourceSection(viewOf(bytes))
  const block = new Uint8Array(12 + data.length + (data.length & 1))
  block.set(new TextEncoder().encode('8BIM'))
  viewOf(block).setUint16(4, id)
  viewOf(block).setUint32(8, data.length)
  block.set(data, 12)
  const head = bytes.slice(0, start)
  viewOf(head).setUint32(start - 4, end - start + block.length)
  return [head, block, bytes.subarray(start)]
}

function resourceSection(view: DataView): { start: number; end: number } {
  const lengthAt = HEADER_BYTES + 4 + view.getUint32(HEADER_BYTES)
  if (lengthAt + 4 > view.byteLength) return { start: 0, end: 0 }
  const start = lengthAt + 4
  return { start, end: Math.min(start + view.getUint32(lengthAt), view.byteLength) }
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}
