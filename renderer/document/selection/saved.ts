import type { SavedMask } from '../../../electron/contract/document/index.ts'
import { defect } from '../../../electron/contract/errors.ts'
import { newId } from '../ids.ts'
import { label } from '../label.ts'
import { copyRaster } from '../operations/add.ts'
import type { DocumentSession } from '../session.ts'
import { requireSelection, type SelectOptions, selectShape } from './select.ts'

/** Keeps the selection under a name. Returns the mask's id. */
export function saveSelection(session: DocumentSession, name: string): string {
  const { id: selection } = requireSelection(session)
  const mask: SavedMask = {
    id: newId('mask'),
    name: name.slice(0, 200),
    raster: copyRaster(session, selection),
  }
  session.change(label('saveMask'), (draft) => {
    draft.masks.push(mask)
  })
  return mask.id
}

/** Selects what a saved mask holds, or joins it with the selection. */
export function loadMask(session: DocumentSession, id: string, options: SelectOptions = {}): void {
  const { width, height, data } = session.rasters.mask(savedMask(session, id).raster)
  selectShape(session, label('loadMask'), { width, height, data: data.slice() }, options)
}

export function deleteMask(session: DocumentSession, id: string): void {
  session.change(label('deleteMask'), (draft) => {
    draft.masks = draft.masks.filter((mask) => mask.id !== id)
  })
}

export function renameMask(session: DocumentSession, id: string, name: string): void {
  const trimmed = name.trim().slice(0, 200)
  if (trimmed === '') return
  session.change(label('renameMask'), (draft) => {
    const mask = draft.masks.find((candidate) => candidate.id === id)
    if (mask) mask.name = trimmed
  })
}

/** @throws GanvasError `not-found` */
export function savedMask(session: DocumentSession, id: string): SavedMask {
  const mask = session.data.masks.find((candidate) => candidate.id === id)
  if (!mask) throw defect('not-found', `There is no saved mask "${id}" in this document.`, { id })
  return mask
}
