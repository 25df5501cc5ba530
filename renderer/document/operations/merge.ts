import type { DocumentData, LayerId } from '../../../electron/contract/document/index.ts'
import { GanvasError } from '../../../electron/contract/errors.ts'
import { MAX_PIXELS, MAX_SIDE, type Rect } from '../../../electron/contract/pixels.ts'
import { text } from '../../../electron/contract/text.ts'
import { composite } from '../composite.ts'
import { emptyRect, intersection, union } from '../geometry.ts'
import { label } from '../label.ts'
import { boundsOf, type Scene } from '../layerPixels.ts'
import type { DocumentSession } from '../session.ts'
import { identity, layerOf, outermost, pictureLayer, requireUnlocked, siblingsOf } from '../tree.ts'
import type { Label } from '../types.ts'
import { insertLayer } from './add.ts'
import { detach } from './remove.ts'

/** Merges a layer into the one below it, whose name, blend mode and place the result keeps. */
export function mergeDown(session: DocumentSession, id: LayerId): LayerId {
  const siblings = siblingsOf(session.data, id)
  const below = siblings[siblings.indexOf(id) - 1]
  const { name } = layerOf(session.data, id)
  if (below === undefined) throw new GanvasError('invalid-input', text('layers.nothingBelow', { name }))
  return merge(session, label('mergeDown'), [below, id], below)
}

/** Merges layers into one in the place of the topmost. */
export function mergeLayers(session: DocumentSession, ids: readonly LayerId[]): LayerId | null {
  const members = outermost(session.data, ids)
  const top = members.at(-1)
  return top === undefined ? null : merge(session, label('mergeLayers'), members, top)
}

/** Merges the visible top-level layers; hidden ones stay. */
export function mergeVisible(session: DocumentSession): LayerId {
  const members = session.data.root.filter((id) => layerOf(session.data, id).visible)
  const bottom = members[0]
  if (bottom === undefined) throw nothingVisible()
  return merge(session, label('mergeVisible'), members, bottom)
}

/** One layer of the document's size; hidden layers are dropped. `name` is the translated "Background". */
export function flatten(session: DocumentSession, name: string): LayerId {
  requireUnlocked(session.data, session.data.root)
  if (!session.data.root.some((id) => layerOf(session.data, id).visible)) throw nothingVisible()
  const { width, height, data } = composite(session)
  const layer = pictureLayer('paint', name, session.rasters.createColor(width, height, data).id)
  session.change(label('flatten'), (draft) => {
    draft.layers = { [layer.id]: layer }
    draft.root = [layer.id]
    draft.active = layer.id
  })
  return layer.id
}

/** Composites `ids` by themselves into one layer in the place of the uppermost, named and mixed like `model`. */
function merge(session: DocumentSession, entry: Label, ids: readonly LayerId[], model: LayerId): LayerId {
  requireUnlocked(session.data, ids)
  const { name, blendMode } = layerOf(session.data, model)
  const lowest = layerOf(session.data, ids[0]!)
  if (lowest.kind === 'adjustment')
    throw new GanvasError('invalid-input', text('layers.adjustsNothing', { name: lowest.name }))
  const scene = prepared(session, ids)
  const region = regionOf(scene, ids)
  const { width, height, data } = composite(scene, { layers: ids, region })
  const raster = session.rasters.createColor(width, height, data)
  const transform = { ...identity, x: region.x, y: region.y }
  const layer = {
    ...pictureLayer('paint', name, raster.id, transform),
    blendMode: blendMode === 'pass-through' ? ('normal' as const) : blendMode,
    ...(lowest.clipped && { clipped: true }),
  }
  session.change(entry, (draft) => {
    insertLayer(draft, layer, ids.at(-1)!)
    for (const id of ids) detach(draft, id)
  })
  return layer.id
}

/**
 * Layers that are merged all count as visible, and the lowest, which has no backdrop, as normal: its blend mode
 * is left to the merged layer.
 */
function prepared({ data, rasters }: Scene, ids: readonly LayerId[]): Scene {
  const layers: DocumentData['layers'] = { ...data.layers }
  for (const id of ids) layers[id] = { ...layerOf(data, id), visible: true }
  const base = layers[ids[0]!]!
  if (base.kind !== 'group') layers[base.id] = { ...base, blendMode: 'normal' }
  return { data: { ...data, layers }, rasters }
}

/** All that the layers cover, also beyond the document as long as a raster can hold it. */
function regionOf(scene: Scene, ids: readonly LayerId[]): Rect {
  const { width, height } = scene.data
  const bounds = ids.reduce((sum, id) => union(sum, boundsOf(scene, id)), emptyRect)
  const fits =
    bounds.width <= MAX_SIDE && bounds.height <= MAX_SIDE && bounds.width * bounds.height <= MAX_PIXELS
  const region = fits ? bounds : intersection(bounds, { x: 0, y: 0, width, height })
  return region.width > 0 && region.height > 0 ? region : { x: 0, y: 0, width, height }
}

function nothingVisible(): GanvasError {
  return new GanvasError('invalid-input', text('layers.nothingVisible'))
}
