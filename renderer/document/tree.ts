import {
  type BlendMode,
  type DocumentData,
  type GroupLayer,
  hasPixels,
  type Layer,
  type LayerId,
  type RasterId,
  type RasterLayer,
  type Transform,
} from '../../electron/contract/document/index.ts'
import { defect, GanvasError } from '../../electron/contract/errors.ts'
import { text } from '../../electron/contract/text.ts'
import { newId } from './ids.ts'

export const identity: Transform = { x: 0, y: 0, scaleX: 1, scaleY: 1, rotation: 0 }

const layerDefaults = {
  visible: true,
  locked: false,
  opacity: 1,
  blendMode: 'normal' satisfies BlendMode as BlendMode,
}

/** A layer of a colour raster, not yet in any document. */
export function pictureLayer(
  kind: 'image' | 'paint',
  name: string,
  raster: RasterId,
  transform: Transform = identity,
): RasterLayer {
  return { ...layerDefaults, id: newId('layer'), kind, name, raster, transform }
}

export function groupLayer(name: string, children: LayerId[]): GroupLayer {
  return {
    ...layerDefaults,
    id: newId('layer'),
    kind: 'group',
    name,
    blendMode: 'pass-through',
    expanded: true,
    children,
  }
}

/** @throws GanvasError `not-found` */
export function layerOf(data: DocumentData, id: LayerId): Layer {
  const layer = data.layers[id]
  if (!layer) throw defect('not-found', `There is no layer "${id}" in this document.`, { id })
  return layer
}

/** @throws GanvasError `invalid-input` for a group, which has no pixels of its own */
export function rasterLayerOf(data: DocumentData, id: LayerId): RasterLayer {
  const layer = layerOf(data, id)
  if (!hasPixels(layer)) throw new GanvasError('invalid-input', text('layers.isGroup', { name: layer.name }))
  return layer
}

/**
 * A layer whose pixels may be written.
 *
 * @throws GanvasError `invalid-input` for a group, and for a text, which is drawn anew whenever it is set
 */
export function paintedLayerOf(data: DocumentData, id: LayerId): RasterLayer {
  const layer = rasterLayerOf(data, id)
  if (layer.kind === 'text')
    throw new GanvasError('invalid-input', text('layers.isText', { name: layer.name }))
  return layer
}

export function parentOf(data: DocumentData, id: LayerId): GroupLayer | null {
  for (const layer of Object.values(data.layers))
    if (layer.kind === 'group' && layer.children.includes(id)) return layer
  return null
}

/** The list that holds a layer: its group's children or the document's root, bottom first. */
export function siblingsOf(data: DocumentData, id: LayerId): LayerId[] {
  return parentOf(data, id)?.children ?? data.root
}

/** A layer and all that it holds, the layer first. */
export function subtree(data: DocumentData, id: LayerId): LayerId[] {
  const layer = layerOf(data, id)
  return layer.kind === 'group' ? [id, ...layer.children.flatMap((child) => subtree(data, child))] : [id]
}

/** A layer and those that are clipped to it, bottom first. */
export interface Stack {
  readonly base: LayerId
  readonly clipped: readonly LayerId[]
}

/** What is clipped stands with its base; without anything below it, a layer is as if it were not clipped. */
export function stacksOf(data: DocumentData, ids: readonly LayerId[]): Stack[] {
  const stacks: { base: LayerId; clipped: LayerId[] }[] = []
  for (const id of ids) {
    const last = stacks.at(-1)
    if (layerOf(data, id).clipped && last) last.clipped.push(id)
    else stacks.push({ base: id, clipped: [] })
  }
  return stacks
}

/** Every layer, bottom first; a group comes after its children, which lie inside it. */
export function paintingOrder(data: DocumentData, ids: readonly LayerId[] = data.root): LayerId[] {
  return ids.flatMap((id) => {
    const layer = layerOf(data, id)
    return layer.kind === 'group' ? [...paintingOrder(data, layer.children), id] : [id]
  })
}

/** `ids` without those that lie inside another of them, in painting order. */
export function outermost(data: DocumentData, ids: readonly LayerId[]): LayerId[] {
  const inside = new Set(ids.flatMap((id) => subtree(data, id).slice(1)))
  const wanted = new Set(ids)
  return paintingOrder(data).filter((id) => wanted.has(id) && !inside.has(id))
}

/** The layer itself or a group around it is locked. */
export function isLocked(data: DocumentData, id: LayerId): boolean {
  const parent = parentOf(data, id)
  return layerOf(data, id).locked || (parent !== null && isLocked(data, parent.id))
}

/** The layer and every group around it are visible. */
export function isVisible(data: DocumentData, id: LayerId): boolean {
  const parent = parentOf(data, id)
  return layerOf(data, id).visible && (parent === null || isVisible(data, parent.id))
}

/** @throws GanvasError `invalid-input` when a layer, something in it, or a group around it is locked */
export function requireUnlocked(data: DocumentData, ids: readonly LayerId[]): void {
  for (const id of ids.flatMap((id) => subtree(data, id)))
    if (isLocked(data, id)) {
      const { name } = layerOf(data, id)
      throw new GanvasError('invalid-input', text('layers.locked', { name }))
    }
}

/** `base`, or `base 2`, `base 3` and so on where that is taken. `Layer 2` continues with `Layer 3`. */
export function uniqueName(data: DocumentData, base: string): string {
  const taken = new Set(Object.values(data.layers).map((layer) => layer.name))
  if (!taken.has(base)) return base
  const stem = base.replace(/ \d+$/, '')
  let number = 2
  while (taken.has(`${stem} ${number}`)) number++
  return `${stem} ${number}`
}
