import { GanvasError } from '../../contract/errors.ts'
import { MAX_PIXELS, MAX_SIDE } from '../../contract/pixels.ts'

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
