import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { join } from 'node:path'
import { GanvasError } from '../../contract/errors.ts'
import { text } from '../../contract/text.ts'
import type { ExternalData } from '../../graph/onnx/types.ts'

/** Reads weights that lie in files beside a model. @param file what messages call the model */
export const dataBeside =
  (folder: string, file: string): ExternalData =>
  (location, start, end) => {
    try {
      return readPart(join(folder, location), start, end)
    } catch (cause) {
      throw new GanvasError(
        'not-found',
        text('models.weightsUnreadable', {
          file,
          location,
          code: (cause as NodeJS.ErrnoException).code ?? 'UNKNOWN',
        }),
        {},
        { cause },
      )
    }
  }

/** Bytes of a file; see `ExternalData`. */
function readPart(path: string, start: number, end = Number.POSITIVE_INFINITY): Uint8Array {
  const file = openSync(path, 'r')
  try {
    const bytes = new Uint8Array(Math.max(0, Math.min(end, fstatSync(file).size) - start))
    for (let at = 0; at < bytes.length; ) {
      const count = readSync(file, bytes, at, bytes.length - at, start + at)
      if (count === 0) return bytes.subarray(0, at)
      at += count
    }
    return bytes
  } finally {
    closeSync(file)
  }
}
