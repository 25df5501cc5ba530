import { GanvasError } from '../../contract/errors.ts'
import { MAX_PIXELS, MAX_SIDE } from '../../contract/pixels.ts'

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
    `The layers of ${name} take ${gigabytes(bytes)} GB; the limit is ${gigabytes(MAX_DOCUMENT_BYTES)} GB. Merge or crop some of them first.`,
    { name, bytes, maxBytes: MAX_DOCUMENT_BYTES },
  )
}

/**
 * Refuses a size that a file's header declares, before anything of that size is allocated. `what` names the
 * file, or a layer of it.
 * @throws GanvasError `unreadable-file` for an empty size, `too-large` over {@link MAX_SIDE} or {@link MAX_PIXELS}
 */
export function checkSize(what: string, width: number, height: number): void {
  if (!(width >= 1 && height >= 1))
    throw new GanvasError('unreadable-file', `${what} has no pixels: its size is ${width} x ${height}.`, {
      name: what,
      width,
      height,
    })
  const limit =
    Math.max(width, height) > MAX_SIDE
      ? `${MAX_SIDE} pixels on a side`
      : width * height > MAX_PIXELS
        ? `${MAX_PIXELS / 1e6} megapixels`
        : null
  if (limit)
    throw new GanvasError(
      'too-large',
      `${what} is ${width} x ${height} pixels; the limit is ${limit}. Make it smaller in another program first.`,
      { name: what, width, height, maxSide: MAX_SIDE, maxPixels: MAX_PIXELS },
    )
}
