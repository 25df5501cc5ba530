import type { LayerId, RasterLayer } from '../../../electron/contract/document/index.ts'
import type { Rect } from '../../../electron/contract/pixels.ts'
import { type Medium, mediumOf, throughMedium } from '../brush/medium.ts'
import { coverDocument } from '../brush/room.ts'
import { paintsMask } from '../brush/target.ts'
import { intersection } from '../geometry.ts'
import { currentSelection } from '../masks/current.ts'
import { maskInLayer } from '../masks/layerMask.ts'
import { type Mask, maskBounds } from '../masks/mask.ts'
import { rasterLayersIn } from '../operations/transform.ts'
import { imageData } from '../rasters.ts'
import type { DocumentSession } from '../session.ts'
import { inverse, type Matrix, matrixOf, transformRect } from '../transform.ts'
import { layerOf, paintedLayerOf, requireUnlocked } from '../tree.ts'
import type { Gesture } from '../types.ts'

/**
 * Changes straight RGBA in place, as the medium shows it.
 *
 * @param coverage how much of the change counts for each pixel, 0 to 255
 * @param rect where the pixels lie in the raster
 */
export type Write = (bytes: Uint8ClampedArray, coverage: Uint8Array, rect: Rect) => void

export interface EditOptions {
  /** It may paint where a layer has no pixels yet. */
  adds?: boolean
  /** What is taken in place of the selection, of the document's size. */
  mask?: Mask
  /** It goes to a layer's mask where that is what is painted on. */
  masks?: boolean
}

/** Rewrites what is selected of each layer, or of the mask that is painted on. @param write asked once a raster */
export function editContents(
  session: DocumentSession,
  gesture: Gesture,
  ids: readonly LayerId[],
  write: (medium: Medium, matrix: Matrix) => Write,
  { adds = false, mask, masks = false }: EditOptions = {},
): void {
  requireUnlocked(session.data, ids)
  const selection = mask ?? currentSelection(session)
  const masked = masks && ids.find((id) => paintsMask(session, id))
  if (masked) {
    const layer = layerOf(session.data, masked)
    editLayer(session, gesture, layer.mask!, selection, mediumOf(layer, true), write)
    return
  }
  for (const { id } of rasterLayersIn(session.data, ids)) {
    if (adds) coverDocument(session, gesture, id)
    const layer = paintedLayerOf(session.data, id)
    editLayer(session, gesture, layer, selection, mediumOf(layer, false), write)
  }
}

/** Rows at a time, so that a whole layer needs no second copy of itself. */
const ROWS = 256

function editLayer(
  session: DocumentSession,
  gesture: Gesture,
  { raster: id, transform }: Pick<RasterLayer, 'raster' | 'transform'>,
  selection: Mask | null,
  medium: Medium,
  write: (medium: Medium, matrix: Matrix) => Write,
): void {
  const raster = session.rasters.color(id)
  const whole = { x: 0, y: 0, width: raster.width, height: raster.height }
  const matrix = matrixOf(transform)
  const part = selection ? intersection(transformRect(inverse(matrix), maskBounds(selection)), whole) : whole
  const change = write(medium, matrix)
  for (let y = part.y; y < part.y + part.height; y += ROWS) {
    const rect = { ...part, y, height: Math.min(ROWS, part.y + part.height - y) }
    const coverage = selection
      ? maskInLayer(selection, matrix, rect)
      : new Uint8Array(rect.width * rect.height).fill(255)
    const bytes = gesture.original(id, rect)
    throughMedium(medium, bytes, () => change(bytes, coverage, rect))
    gesture.editPixels(id, rect, (context) =>
      context.putImageData(imageData(bytes, rect.width, rect.height), rect.x, rect.y),
    )
  }
}
