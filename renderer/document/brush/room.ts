import { hasPixels, type LayerId } from '../../../electron/contract/document/index.ts'
import { MAX_SIDE } from '../../../electron/contract/pixels.ts'
import { union } from '../geometry.ts'
import { drawNow } from '../rasters.ts'
import type { DocumentSession } from '../session.ts'
import { inverse, matrixOf, transformPoint, transformRect } from '../transform.ts'
import { layerOf, paintedLayerOf } from '../tree.ts'
import type { Gesture } from '../types.ts'

/** How many times the document's pixels a paint layer may grow to; one shown very small would need many more. */
const MAX_GROWTH = 4

/**
 * Gives a paint layer that was moved or made before the canvas grew the pixels to be painted on everywhere in the
 * document. Image and result layers keep their frame.
 */
export function coverDocument(session: DocumentSession, gesture: Gesture, id: LayerId): void {
  const { width, height } = session.data
  const { kind, raster: rasterId, transform } = paintedLayerOf(session.data, id)
  if (kind !== 'paint') return
  const raster = session.rasters.color(rasterId)
  const matrix = matrixOf(transform)
  const own = { x: 0, y: 0, width: raster.width, height: raster.height }
  const room = union(own, transformRect(inverse(matrix), { x: 0, y: 0, width, height }))
  if (room.width === own.width && room.height === own.height) return
  if (Math.max(room.width, room.height) > MAX_SIDE) return
  if (room.width * room.height > MAX_GROWTH * Math.max(width * height, own.width * own.height)) return
  const grown = session.rasters.createColor(room.width, room.height)
  grown.context.drawImage(raster.canvas, -room.x, -room.y)
  drawNow(grown.context)
  const { x, y } = transformPoint(matrix, room)
  gesture.update((draft) => {
    const layer = layerOf(draft, id)
    if (hasPixels(layer)) Object.assign(layer, { raster: grown.id, transform: { ...transform, x, y } })
  })
}
