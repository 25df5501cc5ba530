import type { Rect } from '../../../electron/contract/pixels.ts'
import { label } from '../label.ts'
import { cutMask } from '../masks/mask.ts'
import { checkSize } from '../rasters.ts'
import type { DocumentSession } from '../session.ts'
import type { Label } from '../types.ts'
import { placedOf } from './places.ts'
import { replaceMasks } from './replaceMasks.ts'

/** Where the picture stays when the canvas grows or shrinks: 0, 0.5 or 1 of the way across and down. */
export interface Anchor {
  readonly x: 0 | 0.5 | 1
  readonly y: 0 | 0.5 | 1
}

/** Crops the document to `rect`. Layers keep the pixels that are now outside, and can be moved back in. */
export function cropDocument(session: DocumentSession, rect: Rect): void {
  reframe(session, label('crop'), rect)
}

/** Gives the document another size around or within the picture, without scaling it. */
export function setCanvasSize(
  session: DocumentSession,
  width: number,
  height: number,
  anchor: Anchor = { x: 0.5, y: 0.5 },
): void {
  const x = Math.round((session.data.width - width) * anchor.x)
  const y = Math.round((session.data.height - height) * anchor.y)
  reframe(session, label('canvasSize'), { x, y, width, height })
}

/** Makes `frame`, in pixels of the document as it is, the new document. Locked layers stay on the picture too. */
function reframe(session: DocumentSession, entry: Label, frame: Rect): void {
  checkSize(frame.width, frame.height)
  const { data } = session
  if (frame.x === 0 && frame.y === 0 && frame.width === data.width && frame.height === data.height) return
  const masks = replaceMasks(session, (mask) => cutMask(mask, data.width, frame))
  session.change(entry, (draft) => {
    draft.width = frame.width
    draft.height = frame.height
    for (const layer of Object.values(draft.layers)) {
      for (const placed of placedOf(layer)) {
        placed.transform.x -= frame.x
        placed.transform.y -= frame.y
      }
    }
    masks(draft, frame.width, frame.height)
  })
}
