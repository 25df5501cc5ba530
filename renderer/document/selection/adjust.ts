import type { Adjustment, AdjustmentLayer, LayerId } from '../../../electron/contract/document/index.ts'
import { newId } from '../ids.ts'
import { label } from '../label.ts'
import { currentSelection } from '../masks/current.ts'
import { insertLayer, insertOnStack } from '../operations/add.ts'
import type { DocumentSession } from '../session.ts'
import { layerOf, requireUnlocked, uniqueName } from '../tree.ts'
import type { Gesture } from '../types.ts'
import { adjustWithin } from './contents.ts'
import { maskOfSelection } from './layerMasks.ts'

function adjustmentLayer(name: string, adjustment: Adjustment): AdjustmentLayer {
  return {
    ...{ id: newId('layer'), kind: 'adjustment', name, adjustment },
    ...{ visible: true, locked: false, opacity: 1, blendMode: 'normal' },
  }
}

/** A layer above the active one that changes all below it; where something is selected, only there. */
export function addAdjustment(session: DocumentSession, name: string, adjustment: Adjustment): LayerId {
  const layer = adjustmentLayer(uniqueName(session.data, name), adjustment)
  const mask = currentSelection(session) ? maskOfSelection(session) : null
  session.change(label('addAdjustment', { name: layer.name }), (draft) => {
    insertOnStack(draft, mask ? { ...layer, mask } : layer, draft.active)
    if (mask) draft.selection = null
  })
  return layer.id
}

/** Sets what an adjustment layer does, as one undo entry or within `gesture` while a slider moves. */
export function setAdjustment(
  session: DocumentSession,
  id: LayerId,
  adjustment: Adjustment,
  gesture?: Gesture,
): void {
  requireUnlocked(session.data, [id])
  const edit = gesture ?? session.begin(label('adjustment'))
  edit.update((draft) => {
    const layer = layerOf(draft, id)
    if (layer.kind === 'adjustment') layer.adjustment = adjustment
  })
  if (!gesture) edit.commit()
}

/** Changes the selected pixels of layers for good; without a selection, all of them. */
export function adjustLayers(
  session: DocumentSession,
  ids: readonly LayerId[],
  adjustment: Adjustment,
): void {
  session.edit(label('adjust'), (gesture) => adjustWithin(session, gesture, ids, adjustment))
}

/**
 * Shows what {@link adjustLayers} would do, by adjustment layers clipped to the layers, until it is ended. The document is
 * then as it was.
 *
 * @returns how to show other settings, and how to end it
 */
export function previewAdjustment(session: DocumentSession, ids: readonly LayerId[]) {
  const gesture = session.begin(label('adjust'))
  const mask = currentSelection(session) ? maskOfSelection(session) : null
  const shown: LayerId[] = []
  return {
    show(adjustment: Adjustment): void {
      gesture.update((draft) => {
        if (shown.length === 0)
          for (const id of ids) {
            const { active } = draft
            const layer = { ...adjustmentLayer('', adjustment), clipped: true, ...(mask && { mask }) }
            insertLayer(draft, layer, id)
            draft.active = active
            shown.push(layer.id)
          }
        for (const id of shown) {
          const layer = draft.layers[id]
          if (layer?.kind === 'adjustment') layer.adjustment = adjustment
        }
      })
    },
    end: (): void => gesture.abort(),
  }
}
