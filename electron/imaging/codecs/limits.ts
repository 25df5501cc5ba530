import { GanvasError } from '../../contract/errors.ts'
import { MAX_PIXELS, MAX_SIDE } from '../../contract/pixels.ts'
import { type Text, text } from '../../contract/text.ts'

/** The most memory that all pixels of one layered file may take. */
export const MAX_DOCUMENT_BYTES = 4 * 1024 ** 3

/**
 * Refuses layers whose pixels together would not fit into memory, from the sizes they declare.
 * @throws GanvasError `too-large`
 */
export function checkDocumentBytes(name: string, bytes: number): void {
  if (bytes <= MAX_DOCUMENT_BYTES) return
  const gigabytes = (n: number) => (n / 1024 ** 3).toFixed(1)
  throw new GanvasError(
    'too-large',
    text('sizes.manyLayers', { name, size: gigabytes(bytes), limit: gigabytes(MAX_DOCUMENT_BYTES) }),
  )
}

/**
 * Refuses a size that a file's header declares, before anything of that size is allocated. `name` is the file's, or
 * a text for a part of it.
 * @throws GanvasError `unreadable-file` for an empty size, `too-large` over {@link MAX_SIDE} or {@link MAX_PIXELS}
 */
export function checkSize(name: string | Text, width: number, height: number): void {
  const size = { name, width, height }
  if (!(width >= 1 && height >= 1)) throw new GanvasError('unreadable-file', text('sizes.noPixels', size))
  if (Math.max(width, height) > MAX_SIDE)
    throw new GanvasError('too-large', text('sizes.longSide', { ...size, limit: MAX_SIDE }))
  if (width * height > MAX_PIXELS)
    throw new GanvasError('too-large', text('sizes.manyPixels', { ...size, limit: MAX_PIXELS / 1e6 }))
}
