import { GanvasError } from '../../contract/errors.ts'
import { decodeBmp } from './bmp.ts'
import type { Decoded, Work } from './decoded.ts'
import { decodeFlat } from './flat.ts'
import { decodePsd } from './psd/read.ts'
import { looksLikeText, sniff } from './sniff.ts'

const supported = 'Ganvas opens PNG, JPEG, WebP, AVIF, TIFF, GIF, BMP, SVG, PSD and its own projects.'

/**
 * Decodes any picture file that Ganvas opens, told by its content. Projects are not pictures: the engine
 * opens them.
 * @throws GanvasError `unreadable-file`, `unsupported`, `too-large`, or an abort from `work.signal`
 */
export async function decodeFile(bytes: Uint8Array, name: string, work: Work = {}): Promise<Decoded> {
  work.signal?.throwIfAborted()
  const kind = sniff(bytes)
  if (kind === null || kind === 'zip') throw unknown(bytes, name)
  if (kind === 'heic')
    throw new GanvasError(
      'unsupported',
      `${name} is a HEIC picture, whose codec is patented and not part of Ganvas. Save it as JPEG or PNG first.`,
      { name },
    )
  if (kind === 'psd') return decodePsd(bytes, name, work)
  const decoded = await (kind === 'bmp' ? decodeBmp(bytes, name) : decodeFlat(bytes, kind, name))
  work.signal?.throwIfAborted()
  return decoded
}

function unknown(bytes: Uint8Array, name: string): GanvasError {
  const what =
    bytes.length === 0 ? 'is empty' : looksLikeText(bytes) ? 'holds plain text' : 'holds no picture'
  return new GanvasError('unreadable-file', `${name} ${what}. ${supported}`, { name })
}
