import type {
  DocumentData,
  Layer,
  LayerId,
  LayerMask,
  RasterId,
  RasterLayer,
  ResultRecipe,
  Transform,
} from '../../../electron/contract/document/index.ts'
import type { Pixels } from '../../../electron/contract/pixels.ts'
import { toRgba } from '../create.ts'
import { newId } from '../ids.ts'
import { label } from '../label.ts'
import { drawNow } from '../rasters.ts'
import type { DocumentSession } from '../session.ts'
import type { Point } from '../transform.ts'
import { identity, layerOf, pictureLayer, siblingsOf, uniqueName } from '../tree.ts'

/** Puts a layer above `above`, within its group, or on top of everything, and makes it active. */
export function insertLayer(draft: DocumentData, layer: Layer, above: LayerId | null): void {
  draft.layers[layer.id] = layer
  const siblings = above ? siblingsOf(draft, above) : draft.root
  siblings.splice(above ? siblings.indexOf(above) + 1 : siblings.length, 0, layer.id)
  draft.active = layer.id
}

/**
 * The same; between a base and what is clipped to it, the layer is clipped to it too. It would else become the base of what lies
 * above it.
 */
export function insertOnStack(draft: DocumentData, layer: Layer, above: LayerId | null): void {
  insertLayer(draft, layer, above)
  const siblings = siblingsOf(draft, layer.id)
  const next = siblings[siblings.indexOf(layer.id) + 1]
  if (next !== undefined && draft.layers[next]?.clipped) layerOf(draft, layer.id).clipped = true
}

/** Puts a new layer above the active one, or first inside it when that is an open group. */
export function insertAtActive(draft: DocumentData, layer: Layer): void {
  const active = draft.active ? layerOf(draft, draft.active) : null
  if (active?.kind !== 'group' || !active.expanded) {
    insertOnStack(draft, layer, draft.active)
    return
  }
  draft.layers[layer.id] = layer
  active.children.push(layer.id)
  draft.active = layer.id
}

export interface AddImageOptions {
  /** From the picture's pixels to the document's; absent: centred, and shrunk where it is larger. */
  transform?: Transform
  /** Where its middle is to be, in document pixels; absent: the document's. */
  at?: Point
}

/** A picture as a new layer. Larger than the document, it is scaled down to fit, its pixels kept. */
export function addImageLayer(
  session: DocumentSession,
  name: string,
  pixels: Pixels,
  { at, transform = centred(session.data, pixels, at) }: AddImageOptions = {},
): LayerId {
  const { rasters } = session
  const raster = rasters.createColor(pixels.width, pixels.height, toRgba(pixels))
  const layer = pictureLayer('image', uniqueName(session.data, name), raster.id, transform)
  session.change(label('addImage', { name: layer.name }), (draft) => insertAtActive(draft, layer))
  return layer.id
}

/** Centred on whole pixels, so that a picture that need not shrink stays exact. */
function centred(
  document: DocumentData,
  { width, height }: Pixels,
  { x, y }: Point = { x: document.width / 2, y: document.height / 2 },
): Transform {
  const scale = Math.min(1, document.width / width, document.height / height)
  return {
    x: Math.round(x - (width * scale) / 2),
    y: Math.round(y - (height * scale) / 2),
    scaleX: scale,
    scaleY: scale,
    rotation: 0,
  }
}

/** A transparent layer of the document's size. `name` is the translated "Layer"; a number is added when taken. */
export function addPaintLayer(session: DocumentSession, name: string): LayerId {
  const { width, height } = session.data
  const raster = session.rasters.createColor(width, height)
  const layer = pictureLayer('paint', uniqueName(session.data, name), raster.id)
  session.change(label('addPaint'), (draft) => insertAtActive(draft, layer))
  return layer.id
}

export interface ResultOptions {
  /** The result goes right above this layer. */
  above: LayerId
  /** Hidden in the same step: what the result was made from and now stands for. */
  hide?: readonly LayerId[]
  transform?: Transform
  /** Right below that layer instead, which stays active and in sight, to be drawn on further. */
  aside?: boolean
  /** Where it shows. */
  mask?: LayerMask
}

/** What a tool made, with how it made it, as one undo entry. */
export function addResultLayer(
  session: DocumentSession,
  name: string,
  pixels: Pixels,
  recipe: ResultRecipe,
  { above, hide = [], transform = identity, aside = false, mask }: ResultOptions,
): LayerId {
  const raster = session.rasters.createColor(pixels.width, pixels.height, toRgba(pixels))
  const picture = pictureLayer('image', uniqueName(session.data, name), raster.id, transform)
  const layer: RasterLayer = { ...picture, kind: 'result', recipe, ...(mask && { mask }) }
  session.change(label('addResult'), (draft) => {
    const { active } = draft
    insertLayer(draft, layer, above)
    if (aside) {
      const siblings = siblingsOf(draft, above)
      siblings.splice(siblings.indexOf(layer.id), 1)
      siblings.splice(siblings.indexOf(above), 0, layer.id)
      draft.active = active
    }
    for (const id of hide) layerOf(draft, id).visible = false
  })
  return layer.id
}

/** Puts the pixels of another run into a result layer; the old ones stay in history. */
export function replaceResult(
  session: DocumentSession,
  id: LayerId,
  pixels: Pixels,
  recipe: ResultRecipe,
  transform: Transform = identity,
): void {
  const raster = session.rasters.createColor(pixels.width, pixels.height, toRgba(pixels))
  session.change(label('rerun'), (draft) => {
    const layer = layerOf(draft, id)
    if (layer.kind !== 'result') return
    layer.raster = raster.id
    layer.transform = transform
    layer.recipe = recipe
  })
}

/** A copy of a raster under a new id, in the same document or another one. */
export function copyRaster(session: DocumentSession, id: RasterId, to = session): RasterId {
  const raster = session.rasters.get(id)
  if (raster.channels === 1)
    return to.rasters.createMask(raster.width, raster.height, raster.data.slice(), newId('raster')).id
  const copy = to.rasters.createColor(raster.width, raster.height)
  copy.context.globalCompositeOperation = 'copy'
  copy.context.drawImage(raster.canvas, 0, 0)
  drawNow(copy.context)
  copy.context.globalCompositeOperation = 'source-over'
  return copy.id
}
