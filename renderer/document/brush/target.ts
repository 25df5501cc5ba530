import {
  hasPixels,
  type LayerId,
  type RasterId,
  type Transform,
} from '../../../electron/contract/document/index.ts'
import { GanvasError } from '../../../electron/contract/errors.ts'
import { text } from '../../../electron/contract/text.ts'
import type { DocumentSession } from '../session.ts'
import { type Matrix, matrixOf } from '../transform.ts'
import { isVisible, layerOf, paintedLayerOf, requireUnlocked } from '../tree.ts'
import type { Gesture, Label } from '../types.ts'
import { type Medium, mediumOf } from './medium.ts'
import { coverDocument } from './room.ts'

/** What is painted on while a gesture is open: the pixels of a layer, or its mask. */
export interface PaintTarget {
  readonly session: DocumentSession
  readonly gesture: Gesture
  readonly layer: LayerId
  readonly raster: RasterId
  /** From the raster's pixels to the document's. */
  readonly matrix: Matrix
  readonly medium: Medium
}

/**
 * Begins an undo entry that paints on a layer's pixels, or on its mask where that is what is painted on.
 *
 * @param adds it may paint where the layer has no pixels yet: a paint layer then gets them all over the document
 * @throws GanvasError `invalid-input` when the layer is a group, locked or hidden
 */
export function beginPainting(
  session: DocumentSession,
  id: LayerId,
  entry: Label,
  adds: boolean,
): PaintTarget {
  const { name } = layerOf(session.data, id)
  const onMask = paintsMask(session, id)
  if (!onMask) paintedLayerOf(session.data, id)
  requireUnlocked(session.data, [id])
  if (!isVisible(session.data, id)) throw new GanvasError('invalid-input', text('layers.hidden', { name }))
  const gesture = session.begin(entry)
  if (adds && !onMask) coverDocument(session, gesture, id)
  const layer = layerOf(session.data, id)
  const { raster, transform } = placeOf(session, id, onMask)
  return {
    session,
    gesture,
    layer: id,
    raster,
    matrix: matrixOf(transform),
    medium: mediumOf(layer, onMask),
  }
}

/** Whether what is painted on this layer goes to its mask. */
export function paintsMask(session: DocumentSession, id: LayerId): boolean {
  const { target, data } = session.store.getState()
  return target === 'mask' && data.active === id && layerOf(data, id).mask !== undefined
}

function placeOf(
  { data }: DocumentSession,
  id: LayerId,
  onMask: boolean,
): { raster: RasterId; transform: Transform } {
  const layer = layerOf(data, id)
  if (onMask && layer.mask) return layer.mask
  return hasPixels(layer) ? layer : paintedLayerOf(data, id)
}
