import { isSvg } from './svg.ts'

/**
 * What a file is, told by its first bytes. `zip` may be a Ganvas project; `raw` is what a camera's sensor saw, in a format
 * of its maker. DNG and most others of them are TIFF here, whose directories tell.
 */
export type FileKind =
  | 'png'
  | 'jpeg'
  | 'webp'
  | 'avif'
  | 'heic'
  | 'tiff'
  | 'gif'
  | 'bmp'
  | 'svg'
  | 'psd'
  | 'raw'
  | 'zip'

const signatures: readonly [FileKind, (head: string) => boolean][] = [
  ['png', (h) => h.startsWith('\x89PNG\r\n\x1a\n')],
  ['jpeg', (h) => h.startsWith('\xff\xd8\xff')],
  ['webp', (h) => h.startsWith('RIFF') && h.slice(8, 12) === 'WEBP'],
  ['gif', (h) => h.startsWith('GIF87a') || h.startsWith('GIF89a')],
  ['tiff', (h) => ['II*\0', 'MM\0*', 'II+\0', 'MM\0+'].includes(h.slice(0, 4))],
  // Olympus, Panasonic, Fujifilm, Sigma, Canon (CRW), Minolta.
  ['raw', (h) => /^(IIRO|IIRS|MMOR|IIU\0|FUJIFILM|FOVb|\0MRM)/.test(h) || h.slice(6, 14) === 'HEAPCCDR'],
  ['psd', (h) => h.startsWith('8BPS')],
  ['zip', (h) => h.startsWith('PK\x03\x04') || h.startsWith('PK\x05\x06')],
  // Two letters are little evidence: the reserved fields and the header size must fit as well.
  ['bmp', (h) => h.startsWith('BM') && [12, 40, 52, 56, 64, 108, 124].includes(h.charCodeAt(14))],
]

/** @returns null for anything Ganvas has no name for; extensions play no part. */
export function sniff(bytes: Uint8Array): FileKind | null {
  const head = latin1(bytes, 32)
  for (const [kind, matches] of signatures) if (matches(head)) return kind
  if (head.slice(4, 8) === 'ftyp') return sniffIsoMedia(bytes)
  return isSvg(bytes) ? 'svg' : null
}

/** AVIF and HEIC share a container; the brands of its `ftyp` box tell them apart. */
function sniffIsoMedia(bytes: Uint8Array): FileKind | null {
  const boxSize = ((bytes[2] ?? 0) << 8) | (bytes[3] ?? 0)
  const brands = latin1(bytes, Math.min(boxSize, 256)).slice(8)
  if (/avif|avis/.test(brands)) return 'avif'
  if (/^crx /.test(brands)) return 'raw' // Canon's CR3
  return /heic|heix|hevc|heim|heis|mif1/.test(brands) ? 'heic' : null
}

/** True when the bytes look like written text, for an error that can say so. */
export function looksLikeText(bytes: Uint8Array): boolean {
  const head = bytes.subarray(0, 512)
  return head.length > 0 && head.every((b) => b >= 32 || b === 9 || b === 10 || b === 13)
}

function latin1(bytes: Uint8Array, length: number): string {
  return String.fromCharCode(...bytes.subarray(0, length))
}
