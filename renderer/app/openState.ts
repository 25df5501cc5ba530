import type { Layer, LayerId } from '../../electron/contract/document/index.ts'
import { currentSession, isLocked } from '../document/index.ts'
import { openSessionOrNull } from './opened.ts'

// What `enabled` of actions asks: cheap questions about the open document.

export const selectedLayers = (): LayerId[] => openSessionOrNull()?.store.getState().selectedLayers ?? []

export function activeLayer(): Layer | null {
  const session = openSessionOrNull()
  const id = session?.data.active
  return (id && session.data.layers[id]) || null
}

export const hasLayers = (): boolean => selectedLayers().length > 0

/** Some layers are selected and none of them is locked. */
export function hasUnlockedLayers(): boolean {
  const ids = selectedLayers()
  return ids.length > 0 && ids.every((id) => !isLocked(currentSession().data, id))
}

export const hasSelection = (): boolean => openSessionOrNull()?.data.selection != null
