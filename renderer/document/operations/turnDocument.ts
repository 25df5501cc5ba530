import type { Transform } from '../../../electron/contract/document/index.ts'
import { label } from '../label.ts'
import type { DocumentSession } from '../session.ts'
import type { Label } from '../types.ts'
import { placedOf } from './places.ts'
import { replaceMasks } from './replaceMasks.ts'

/** Turns the whole document clockwise. Its layers turn with it, so that no pixel is resampled. */
export function rotateDocument(session: DocumentSession, degrees: 90 | 180 | 270): void {
  const { width, height } = session.data
  const to = {
    90: ({ x, y }: Transform) => ({ x: height - y, y: x }),
    180: ({ x, y }: Transform) => ({ x: width - x, y: height - y }),
    270: ({ x, y }: Transform) => ({ x: y, y: width - x }),
  }[degrees]
  const from = {
    90: (x: number, y: number) => (height - 1 - x) * width + y,
    180: (x: number, y: number) => (height - 1 - y) * width + width - 1 - x,
    270: (x: number, y: number) => x * width + width - 1 - y,
  }[degrees]
  const turn = (old: Transform) => ({ ...old, ...to(old), rotation: (old.rotation + degrees) % 360 })
  carry(session, label(`rotate${degrees}`), turn, from, degrees !== 180)
}

/** Mirrors the whole document. A mirror before a rotation is the same mirror after its opposite. */
export function flipDocument(session: DocumentSession, axis: 'horizontal' | 'vertical'): void {
  const { width, height } = session.data
  if (axis === 'horizontal')
    carry(
      session,
      label('flipHorizontal'),
      (old) => ({ ...old, x: width - old.x, scaleX: -old.scaleX, rotation: -old.rotation }),
      (x, y) => y * width + width - 1 - x,
    )
  else
    carry(
      session,
      label('flipVertical'),
      (old) => ({ ...old, y: height - old.y, scaleY: -old.scaleY, rotation: -old.rotation }),
      (x, y) => (height - 1 - y) * width + x,
    )
}

/**
 * Carries layers and masks onto a document of the same size, or with its sides swapped. Locked layers too: they
 * stay where they are on the picture.
 *
 * @param from the place in an old mask of what comes to x, y in the new one
 */
function carry(
  session: DocumentSession,
  entry: Label,
  move: (old: Transform) => Transform,
  from: (x: number, y: number) => number,
  swapSides = false,
): void {
  const width = swapSides ? session.data.height : session.data.width
  const height = swapSides ? session.data.width : session.data.height
  const masks = replaceMasks(session, (mask) => {
    const carried = new Uint8Array(mask.length)
    for (let y = 0, i = 0; y < height; y++)
      for (let x = 0; x < width; x++, i++) carried[i] = mask[from(x, y)]!
    return carried
  })
  session.change(entry, (draft) => {
    draft.width = width
    draft.height = height
    for (const layer of Object.values(draft.layers))
      for (const placed of placedOf(layer)) placed.transform = move(placed.transform)
    masks(draft, width, height)
  })
}
