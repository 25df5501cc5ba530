import {
  type BlendMode,
  type DocumentData,
  hasPixels,
  type Layer,
  type LayerId,
} from '../../../electron/contract/document/index.ts'
import { label } from '../label.ts'
import type { DocumentSession } from '../session.ts'
import { layerOf, requireUnlocked } from '../tree.ts'
import type { Gesture, Label } from '../types.ts'

/** Sets a field of layers as one undo entry, or within `gesture` while a slider moves. */
function set(
  session: DocumentSession,
  entry: Label,
  ids: readonly LayerId[],
  write: (layer: Layer) => void,
  gesture?: Gesture,
): void {
  const recipe = (draft: DocumentData) => {
    for (const id of ids) write(layerOf(draft, id))
  }
  if (gesture) gesture.update(recipe)
  else session.change(entry, recipe)
}

/** An empty name is refused by keeping the old one. */
export function renameLayer(session: DocumentSession, id: LayerId, name: string): void {
  const trimmed = name.trim().slice(0, 200)
  if (trimmed === '') return
  set(session, label('rename'), [id], (layer) => {
    layer.name = trimmed
  })
}

export function setVisible(session: DocumentSession, ids: readonly LayerId[], visible: boolean): void {
  set(session, label(visible ? 'show' : 'hide'), ids, (layer) => {
    layer.visible = visible
  })
}

export function setLocked(session: DocumentSession, ids: readonly LayerId[], locked: boolean): void {
  set(session, label(locked ? 'lock' : 'unlock'), ids, (layer) => {
    layer.locked = locked
  })
}

/** Locks where layers show against painting; what has no pixels is left as it is. */
export function setAlphaLocked(session: DocumentSession, ids: readonly LayerId[], locked: boolean): void {
  requireUnlocked(session.data, ids)
  set(session, label(locked ? 'lockAlpha' : 'unlockAlpha'), ids, (layer) => {
    if (hasPixels(layer)) layer.alphaLocked = locked
  })
}

/** @param opacity 0 to 1, clamped */
export function setOpacity(
  session: DocumentSession,
  ids: readonly LayerId[],
  opacity: number,
  gesture?: Gesture,
): void {
  requireUnlocked(session.data, ids)
  const value = Math.min(1, Math.max(0, opacity))
  set(
    session,
    label('opacity'),
    ids,
    (layer) => {
      layer.opacity = value
    },
    gesture,
  )
}

/** `pass-through` is for groups: on other layers it becomes normal. */
export function setBlendMode(
  session: DocumentSession,
  ids: readonly LayerId[],
  mode: BlendMode,
  gesture?: Gesture,
): void {
  requireUnlocked(session.data, ids)
  set(
    session,
    label('blendMode'),
    ids,
    (layer) => {
      layer.blendMode = mode === 'pass-through' && layer.kind !== 'group' ? 'normal' : mode
    },
    gesture,
  )
}
