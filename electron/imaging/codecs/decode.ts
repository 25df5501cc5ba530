import { GanvasError } from '../../contract/errors.ts'
import { text } from '../../contract/text.ts'
import { decodeBmp } from './bmp.ts'
import type { Decoded, Work } from './decoded.ts'
import { decodeFlat } from './flat.ts'
import { decodePsd } from './psd/read.ts'
import { looksLikeText, sniff } from './sniff.ts'

/**
 * Decodes any picture file that Ganvas opens, told by its content. Projects are not pictures: the engine
 * opens them.
 * @throws GanvasError `unreadable-file`, `unsupported`, `too-large`, or an abort from `work.signal`
 */
export async function decodeFile(bytes: Uint8Array, name: string, work: Work = {}): Promise<Decoded> {
  work.signal?.throwIfAborted()
  const kind = sniff(bytes)
  if (kind === null || kind === 'zip') throw unknown(bytes, name)
  if (kind === 'heic') throw new GanvasError('unsupported', text('files.heic', { name }))
  if (kind === 'psd') return decodePsd(bytes, name, work)
  const decoded = await (kind === 'bmp' ? decodeBmp(bytes, name) : decodeFlat(bytes, kind, name))
  work.signal?.throwIfAborted()
  return decoded
}

function unknown(bytes: Uint8Array, name: string): GanvasError {
  const what = bytes.length === 0 ? 'empty' : looksLikeText(bytes) ? 'plainText' : 'noPicture'
  return new GanvasError('unreadable-file', text(`files.${what}`, { name }))
}
