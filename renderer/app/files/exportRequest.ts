import type { ExportOptions } from '../../../electron/contract/exportOptions.ts'
import type { FileTarget } from '../../../electron/contract/fileEnds.ts'
import type { PictureSize, Pixels } from '../../../electron/contract/pixels.ts'
import { type DocumentSession, toLayered } from '../../document/index.ts'

/** What is written: the options, and the size of the picture in the file. */
export interface ExportChoice {
  readonly options: ExportOptions
  readonly size: PictureSize
}

/** What the engine is asked for. */
export function exportRequest(
  session: DocumentSession,
  picture: Pixels,
  { options, size }: ExportChoice,
  target: FileTarget,
) {
  const { exif } = session.data
  return {
    composite: picture,
    options,
    target,
    ...(options.format === 'psd' ? { layered: toLayered(session) } : { size, ...(exif && { exif }) }),
  }
}
