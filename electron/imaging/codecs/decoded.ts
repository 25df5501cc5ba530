import type { DocumentData } from '../../contract/document/index.ts'
import { GanvasError } from '../../contract/errors.ts'
import type { Pixels } from '../../contract/pixels.ts'
import type { Notice, Rasters } from '../../contract/procedures/files.ts'
import { text } from '../../contract/text.ts'

export interface DecodedPicture {
  kind: 'picture'
  /** RGBA. */
  pixels: Pixels
  notices: Notice[]
  /** What a camera noted, as `exifFor` gives it. */
  exif?: Uint8Array
}

export interface DecodedDocument {
  kind: 'document'
  document: DocumentData
  rasters: Rasters
  notices: Notice[]
  /** The file's own picture of its layers, where they cannot be shown as they are. */
  merged?: Pixels
}

/** What a file held. */
export type Decoded = DecodedPicture | DecodedDocument

/** How reading or writing a file is followed and stopped. */
export interface CodecOptions {
  signal?: AbortSignal | undefined
  /** Called between parts of the work, `step` of `total` being done. */
  progress?: (step: number, total: number) => void
}

/** Lets messages in, a cancel among them, between two parts of synchronous work. */
export async function breathe({ signal }: CodecOptions): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve))
  signal?.throwIfAborted()
}

export function notice(code: Notice['code'], values: Notice['values'] = {}): Notice {
  return { code, values }
}

/** The error for bytes that are not what they claim to be. `data.detail` is the first line of `cause`, for the log. */
export function damaged(name: string, format: string, cause: unknown): GanvasError {
  const detail = (cause instanceof Error ? cause.message : String(cause)).split('\n')[0]!.replace(/\.$/, '')
  return new GanvasError('unreadable-file', text('files.damaged', { name, format }), { detail }, { cause })
}
