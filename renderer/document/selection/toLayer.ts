import type { LayerId } from '../../../electron/contract/document/index.ts'
import { label } from '../label.ts'
import { insertLayer } from '../operations/add.ts'
import type { DocumentSession } from '../session.ts'
import { identity, layerOf, pictureLayer, requireUnlocked, uniqueName } from '../tree.ts'
import type { Label } from '../types.ts'
import { type Clip, clearWithin, copyLayer } from './contents.ts'

type NameOf = (name: string) => string

/**
 * The selected part of a layer or group as a layer right above it, in its place; one undo entry. `nameCopy` translates
 * "{{name}} copy".
 *
 * @throws GanvasError `invalid-input` when no pixel is selected there
 */
export function copyToLayer(session: DocumentSession, id: LayerId, nameCopy: NameOf): LayerId {
  return place(session, id, copyLayer(session, id), nameCopy, label('duplicate'), false)
}

/** {@link copyToLayer}, and clears what was lifted. `namePart` translates "Part of {{name}}". */
export function cutToLayer(session: DocumentSession, id: LayerId, namePart: NameOf): LayerId {
  requireUnlocked(session.data, [id])
  return place(session, id, copyLayer(session, id), namePart, label('cut'), true)
}

function place(
  session: DocumentSession,
  id: LayerId,
  { pixels, x, y }: Clip,
  nameOf: NameOf,
  entry: Label,
  clears: boolean,
): LayerId {
  const { name } = layerOf(session.data, id)
  const raster = session.rasters.createColor(pixels.width, pixels.height, pixels.data)
  const layer = pictureLayer('image', uniqueName(session.data, nameOf(name)), raster.id, {
    ...identity,
    x,
    y,
  })
  session.edit(entry, (gesture) => {
    if (clears) clearWithin(session, gesture, [id])
    gesture.update((draft) => {
      insertLayer(draft, layer, id)
      // It would go on bounding strokes and moves of the new layer, at a place it may have left.
      draft.selection = null
    })
  })
  return layer.id
}
