import {
  attachedTo,
  type DocumentData,
  hasPixels,
  type LayerId,
  type RasterLayer,
  type Transform,
} from '../../../electron/contract/document/index.ts'
import { emptyRect, union } from '../geometry.ts'
import { label } from '../label.ts'
import { boundsOf } from '../layerPixels.ts'
import type { DocumentSession } from '../session.ts'
import { inverse, matrixOf, multiply, type Point, transformPoint } from '../transform.ts'
import { identity, layerOf, outermost, requireUnlocked, subtree } from '../tree.ts'
import type { Gesture, Label } from '../types.ts'

/** Gives one layer a transform, as one undo entry or within a drag. */
export function setTransform(
  session: DocumentSession,
  id: LayerId,
  transform: Transform,
  gesture?: Gesture,
): void {
  transformLayers(session, label('transform'), [id], () => transform, gesture)
}

/** Shifts layers, groups with all they hold, by document pixels. */
export function moveBy(
  session: DocumentSession,
  ids: readonly LayerId[],
  { x, y }: Point,
  gesture?: Gesture,
): void {
  const shift = (old: Transform) => ({ ...old, x: old.x + x, y: old.y + y })
  transformLayers(session, label('move'), ids, shift, gesture)
}

/** Mirrors layers within their common bounds. A mirror before a rotation is the same mirror after its opposite. */
export function flipLayers(
  session: DocumentSession,
  ids: readonly LayerId[],
  axis: 'horizontal' | 'vertical',
): void {
  const { x, y, width, height } = commonBounds(session, ids)
  const flip = (old: Transform): Transform =>
    axis === 'horizontal'
      ? { ...old, x: 2 * x + width - old.x, scaleX: -old.scaleX, rotation: -old.rotation }
      : { ...old, y: 2 * y + height - old.y, scaleY: -old.scaleY, rotation: -old.rotation }
  transformLayers(session, label(axis === 'horizontal' ? 'flipHorizontal' : 'flipVertical'), ids, flip)
}

/** Turns layers clockwise around the middle of their common bounds, which stay on whole pixels. */
export function rotateLayers(
  session: DocumentSession,
  ids: readonly LayerId[],
  degrees: 90 | 180 | 270,
): void {
  const { x, y, width, height } = commonBounds(session, ids)
  const left = degrees === 180 ? x : x + Math.round((width - height) / 2)
  const top = degrees === 180 ? y : y + Math.round((height - width) / 2)
  const turn = (old: Transform): Transform => {
    const dx = old.x - x
    const dy = old.y - y
    const to = {
      90: { x: left + height - dy, y: top + dx },
      180: { x: left + width - dx, y: top + height - dy },
      270: { x: left + dy, y: top + width - dx },
    }[degrees]
    return { ...old, ...to, rotation: (old.rotation + degrees) % 360 }
  }
  transformLayers(session, label(`rotate${degrees}`), ids, turn)
}

/** Puts layers back to their own size and upright, their middle where it is. */
export function resetTransform(session: DocumentSession, ids: readonly LayerId[]): void {
  transformLayers(session, label('resetTransform'), ids, (old, layer) => {
    if (!layer) return old
    const bounds = boundsOf(session, layer.id)
    const { width, height } = session.rasters.get(layer.raster)
    const x = Math.round(bounds.x + (bounds.width - width) / 2)
    const y = Math.round(bounds.y + (bounds.height - height) / 2)
    return { ...identity, x, y }
  })
}

/** The layers with pixels among `ids` and within the groups among them. */
export function rasterLayersIn(data: DocumentData, ids: readonly LayerId[]): RasterLayer[] {
  return outermost(data, ids)
    .flatMap((id) => subtree(data, id))
    .map((id) => layerOf(data, id))
    .filter(hasPixels)
}

function transformLayers(
  session: DocumentSession,
  entry: Label,
  ids: readonly LayerId[],
  next: (old: Transform, layer: RasterLayer | null) => Transform,
  gesture?: Gesture,
): void {
  requireUnlocked(session.data, ids)
  const recipe = (draft: DocumentData) => {
    const moved = outermost(draft, ids).flatMap((id) => subtree(draft, id))
    const given = new Set(moved)
    for (const id of moved) {
      const layer = layerOf(draft, id)
      const mask = layer.mask?.linked ? layer.mask : null
      if (!hasPixels(layer)) {
        if (mask) mask.transform = next({ ...mask.transform }, null)
        continue
      }
      const old = { ...layer.transform }
      layer.transform = next({ ...old }, layer)
      const others = layersFor(draft, id).filter((other) => !given.has(other.id))
      for (const other of mask ? [...others, mask] : others)
        other.transform = carried(other.transform, old, layer.transform)
    }
  }
  if (gesture) gesture.update(recipe)
  else session.change(entry, recipe)
}

/** The layers that are painted for another one: its masks and its hints. */
const layersFor = (data: DocumentData, id: LayerId): RasterLayer[] =>
  Object.values(data.layers).filter((layer): layer is RasterLayer => attachedTo(layer) === id)

/**
 * Where a mask goes with a layer, from where it lies over it. Exact where the two stand at one angle, as masks do that
 * nobody turned by themselves, and for changes that keep the layer's proportions.
 */
function carried(mask: Transform, from: Transform, to: Transform): Transform {
  const move = multiply(matrixOf(to), inverse(matrixOf(from)))
  const [scaleX, scaleY] = [to.scaleX / from.scaleX, to.scaleY / from.scaleY]
  const turn = mask.rotation - from.rotation
  return {
    ...transformPoint(move, mask),
    scaleX: mask.scaleX * scaleX,
    scaleY: mask.scaleY * scaleY,
    // Seen in a mirror, an angle turns the other way.
    rotation: to.rotation + turn * Math.sign(scaleX * scaleY),
  }
}

export function commonBounds(session: DocumentSession, ids: readonly LayerId[]) {
  return outermost(session.data, ids).reduce((sum, id) => union(sum, boundsOf(session, id)), emptyRect)
}
