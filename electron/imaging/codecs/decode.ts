import { GanvasError } from '../../contract/errors.ts'
import type { Pixels } from '../../contract/pixels.ts'
import { text } from '../../contract/text.ts'
import { decodeBmp } from './bmp.ts'
import type { CodecOptions, Decoded, DecodedPicture } from './decoded.ts'
import { decodeFlat } from './flat.ts'
import type { Scaling } from './pipeline.ts'
import { decodeMergedPsd, decodePsd } from './psd/read.ts'
import { scaled } from './scaled.ts'
import { type FileKind, looksLikeText, sniff } from './sniff.ts'
import { decodeTiff } from './tiff/read.ts'

/**
 * Decodes any picture file that Ganvas opens, told by its content. Projects are not pictures: the engine
 * opens them.
 * @throws GanvasError `unreadable-file`, `unsupported`, `too-large`, or an abort from `work.signal`
 */
export async function decodeFile(bytes: Uint8Array, name: string, work: CodecOptions = {}): Promise<Decoded> {
  work.signal?.throwIfAborted()
  const kind = pictureKind(bytes, name)
  const decoded = await (kind === 'psd' ? decodePsd(bytes, name, work) : decodeOne(bytes, kind, name))
  work.signal?.throwIfAborted()
  return decoded
}

/**
 * Decodes a file to one picture, RGBA: as {@link decodeFile} does, but for files with layers, of which it is the merged
 * picture that they hold.
 *
 * @param scaling scales it while it is decoded, which saves time
 * @throws GanvasError as {@link decodeFile}; `unsupported` for layers without a merged picture
 */
export async function decodeAsPicture(bytes: Uint8Array, name: string, scaling?: Scaling): Promise<Pixels> {
  const kind = pictureKind(bytes, name)
  const whole = kind === 'psd' ? decodeMergedPsd(bytes, name) : decodeOne(bytes, kind, name, scaling)
  const { pixels } = await whole
  return scaling ? scaled(pixels, scaling) : pixels
}

type PictureKind = Exclude<FileKind, 'zip' | 'heic' | 'raw'>

/** @throws GanvasError for what is no picture, or none that can be opened */
function pictureKind(bytes: Uint8Array, name: string): PictureKind {
  const kind = sniff(bytes)
  if (kind === null || kind === 'zip') throw unknown(bytes, name)
  if (kind === 'heic') throw new GanvasError('unsupported', text('files.heic', { name }))
  if (kind === 'raw') throw new GanvasError('unsupported', text('files.cameraRaw', { name }))
  return kind
}

function decodeOne(
  bytes: Uint8Array,
  kind: Exclude<PictureKind, 'psd'>,
  name: string,
  scaling?: Scaling,
): Promise<DecodedPicture> | DecodedPicture {
  if (kind === 'bmp') return decodeBmp(bytes, name)
  return kind === 'tiff' ? decodeTiff(bytes, name, scaling) : decodeFlat(bytes, kind, name, scaling)
}

function unknown(bytes: Uint8Array, name: string): GanvasError {
  const what = bytes.length === 0 ? 'empty' : looksLikeText(bytes) ? 'plainText' : 'noPicture'
  return new GanvasError('unreadable-file', text(`files.${what}`, { name }))
}
