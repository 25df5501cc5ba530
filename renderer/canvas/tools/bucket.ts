import { currentSession } from '../../document/current.ts'
import { bucketFill } from '../../document/selection/contents.ts'
import { toolSettings } from '../toolSettings.ts'
import { paintableLayer } from './editable.ts'
import { colorOf } from './strokeTools.ts'
import type { Pointer } from './tool.ts'

/** Paints what looks like the pixel that was clicked with the foreground colour. */
export function fillAlike(pressed: Pointer): void {
  const session = currentSession()
  const layer = paintableLayer(session)
  if (!layer) return
  const { bucket, foreground } = toolSettings.getState()
  bucketFill(session, layer.id, pressed.document, colorOf(foreground), bucket)
}
