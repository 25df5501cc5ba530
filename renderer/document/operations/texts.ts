import type { LayerId, RasterId, TextLayer, TextSettings } from '../../../electron/contract/document/index.ts'
import type { Rect } from '../../../electron/contract/pixels.ts'
import { label } from '../label.ts'
import { boundsOf, layerPixels } from '../layerPixels.ts'
import { fillText, textMatrix } from '../outlinedText.ts'
import { drawNow } from '../rasters.ts'
import type { DocumentSession } from '../session.ts'
import { type Point, transformPoint, transformRect } from '../transform.ts'
import { identity, layerOf, pictureLayer, requireUnlocked, uniqueName } from '../tree.ts'
import type { Gesture } from '../types.ts'
import { insertAtActive } from './add.ts'
import { rasterized } from './rasterized.ts'

/** What a text looks like once it is set. */
export interface SetText {
  /** An SVG path in the text's own space; empty where there is no ink. */
  readonly outline: string
  /** Around the ink. */
  readonly ink: Rect
}

/**
 * Begins a text layer whose own origin lies at `at`, in document pixels, as a part of `gesture`. It is named by what it says,
 * or `name` while that is nothing.
 */
export function addTextLayer(
  session: DocumentSession,
  gesture: Gesture,
  text: TextSettings,
  laid: SetText,
  at: Point,
  name: string,
): LayerId {
  const { raster, origin } = picture(session, text, laid)
  const transform = { ...identity, x: at.x + origin.x, y: at.y + origin.y }
  const plain = pictureLayer('image', nameOf(session, text, name), raster, transform)
  const layer: TextLayer = { ...plain, kind: 'text', text, outline: laid.outline, origin }
  gesture.update((draft) => insertAtActive(draft, layer))
  return layer.id
}

/**
 * Sets a text anew, where it stands and as it is scaled and turned. A layer that is called by what it says is called by what
 * it says now.
 */
export function setText(
  session: DocumentSession,
  gesture: Gesture,
  id: LayerId,
  text: TextSettings,
  laid: SetText,
): void {
  const before = layerOf(session.data, id)
  if (before.kind !== 'text') return
  const { raster, origin } = picture(session, text, laid)
  const place = transformPoint(textMatrix(before), origin)
  const said = before.name === titleOf(before.text.content) || before.text.content === ''
  gesture.update((draft) => {
    const layer = layerOf(draft, id)
    if (layer.kind !== 'text') return
    Object.assign(layer, { text, raster, origin, outline: laid.outline })
    Object.assign(layer.transform, place)
    if (said) layer.name = titleOf(text.content) || layer.name
  })
  const kept = gesture.kept(before.raster)
  if (!kept) session.rasters.free(before.raster)
}

/** Makes texts layers of pixels, as large as they are seen; one undo entry. */
export function rasterizeTexts(session: DocumentSession, ids: readonly LayerId[]): void {
  requireUnlocked(session.data, ids)
  const pictures = ids.flatMap((id) => {
    const layer = layerOf(session.data, id)
    return layer.kind === 'text' ? [{ layer, ...seen(session, layer) }] : []
  })
  session.change(label('rasterizeText'), (draft) => {
    for (const { layer, ...pixels } of pictures) draft.layers[layer.id] = rasterized(layer, pixels)
  })
}

/** A text's pixels in document pixels, and where they lie. */
export function seen(session: DocumentSession, layer: TextLayer): Pick<TextLayer, 'raster' | 'transform'> {
  const region = boundsOf(session, layer.id)
  const patch = layerPixels(session.rasters, layer, region)
  if (!patch) return layer
  const { rect, bytes } = patch
  const raster = session.rasters.createColor(rect.width, rect.height, bytes)
  return { raster: raster.id, transform: { ...identity, x: rect.x, y: rect.y } }
}

/** The first words of a text, as the name of its layer. */
export const titleOf = (content: string): string => content.trim().replace(/\s+/g, ' ').slice(0, 40)

function nameOf({ data }: DocumentSession, { content }: TextSettings, otherwise: string): string {
  return titleOf(content) || uniqueName(data, otherwise)
}

/** Ink reaches this far over its outline when it is smoothed. */
const MARGIN = 1

/** A picture of a text in its own space, on whole pixels of that. */
function picture(
  { rasters }: DocumentSession,
  { color }: TextSettings,
  { outline, ink }: SetText,
): { raster: RasterId; origin: { x: number; y: number } } {
  const box = transformRect({ a: 1, b: 0, c: 0, d: 1, e: 0, f: 0 }, ink)
  const [x, y] = [box.x - MARGIN, box.y - MARGIN]
  const raster = rasters.createColor(box.width + 2 * MARGIN, box.height + 2 * MARGIN)
  if (outline !== '') {
    raster.context.save()
    fillText(raster.context, outline, color, { a: 1, b: 0, c: 0, d: 1, e: -x, f: -y })
    drawNow(raster.context)
    raster.context.restore()
  }
  return { raster: raster.id, origin: { x, y } }
}
