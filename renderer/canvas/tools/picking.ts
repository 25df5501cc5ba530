import { hasPixels, type LayerId } from '../../../electron/contract/document/index.ts'
import { currentSession } from '../../document/current.ts'
import type { DocumentSession } from '../../document/session.ts'
import { inverse, matrixOf, type Point, transformPoint } from '../../document/transform.ts'
import { isVisible, paintingOrder } from '../../document/tree.ts'
import type { Pointer } from './tool.ts'

/** Fainter pixels than this, of 255, do not count as something to click on. */
const FAINTEST = 12

/** Whether the layer shows something at a document point. */
export function hitsLayer({ data, rasters }: DocumentSession, id: LayerId, point: Point): boolean {
  const layer = data.layers[id]
  if (!hasPixels(layer)) return false
  const raster = rasters.color(layer.raster)
  const { x, y } = transformPoint(inverse(matrixOf(layer.transform)), point)
  if (x < 0 || y < 0 || x >= raster.width || y >= raster.height) return false
  return raster.context.getImageData(Math.floor(x), Math.floor(y), 1, 1).data[3]! >= FAINTEST
}

/** Makes the layer that is seen where the pointer was pressed the active one. */
export function chooseUnder({ document }: Pointer): void {
  const session = currentSession()
  const picked = pickLayer(session, document)
  if (picked) session.selectLayers([picked])
}

/** The topmost visible layer that shows something at a document point. */
export function pickLayer(session: DocumentSession, point: Point): LayerId | null {
  const { data } = session
  const found = paintingOrder(data).findLast((id) => isVisible(data, id) && hitsLayer(session, id, point))
  return found ?? null
}
