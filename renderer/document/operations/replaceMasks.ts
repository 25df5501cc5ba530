import type { DocumentData, RasterId } from '../../../electron/contract/document/index.ts'
import type { DocumentSession } from '../session.ts'

/**
 * Prepares that every mask of the document, the selection included, is replaced by what `next` makes of it:
 * masks have the document's size. Returns the recipe that does it.
 */
export function replaceMasks(
  session: DocumentSession,
  next: (mask: Uint8Array) => Uint8Array,
): (draft: DocumentData, width: number, height: number) => void {
  const bytes = (id: RasterId) => next(session.rasters.mask(id).data)
  return (draft, width, height) => {
    for (const mask of draft.masks)
      mask.raster = session.rasters.createMask(width, height, bytes(mask.raster)).id
    if (draft.selection)
      draft.selection = session.rasters.createMask(width, height, bytes(draft.selection)).id
  }
}
