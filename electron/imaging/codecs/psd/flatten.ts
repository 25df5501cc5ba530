import { blend, fade } from '../../../contract/blending/blend.ts'
import { type BlendMode, hasPixels, type Layer, type LayerId } from '../../../contract/document/index.ts'
import type { Rasters } from '../../../contract/procedures/files.ts'
import type { LayerPixels } from './layer.ts'

/** Layers whose transforms only move them, as all of a PSD do. */
export interface Tree {
  layers: Readonly<Record<LayerId, Layer>>
  rasters: Rasters
}

/** The visible ones of these layers, bottom first, blended into transparent pixels of this size. */
export function flatten(
  tree: Tree,
  ids: readonly LayerId[],
  { width, height }: { width: number; height: number },
): LayerPixels {
  const pixels = { width, height, channels: 4 as const, data: new Uint8Array(4 * width * height) }
  const target = { left: 0, top: 0, pixels }
  for (const id of ids) paint(tree, id, target)
  return target
}

function paint(tree: Tree, id: LayerId, target: LayerPixels): void {
  const layer = tree.layers[id]!
  const { visible, opacity, blendMode } = layer
  if (!visible || opacity === 0) return
  if (hasPixels(layer)) {
    const { x, y } = layer.transform
    blendOnto(target, { left: x, top: y, pixels: tree.rasters[layer.raster]! }, blendMode, opacity)
  } else if (blendMode === 'pass-through') {
    const before = new Uint8ClampedArray(target.pixels.data)
    for (const child of layer.children) paint(tree, child, target)
    if (opacity < 1) fade(clamped(target), before, before.length / 4, opacity)
  } else blendOnto(target, flatten(tree, layer.children, target.pixels), blendMode, opacity)
}

/** Blends pixels onto others, where they overlap. */
export function blendOnto(target: LayerPixels, source: LayerPixels, mode: BlendMode, opacity: number): void {
  const { width, height } = target.pixels
  const [dx, dy] = [source.left - target.left, source.top - target.top]
  const first = Math.max(0, dx)
  const count = Math.min(width, dx + source.pixels.width) - first
  if (count <= 0) return
  const [to, from] = [clamped(target), clamped(source)]
  for (let y = Math.max(0, dy); y < Math.min(height, dy + source.pixels.height); y++) {
    const at = 4 * ((y - dy) * source.pixels.width + first - dx)
    const place = { x: target.left + first, y: target.top + y }
    blend(mode, to, 4 * (y * width + first), from, at, count, opacity, place)
  }
}

const clamped = ({ pixels: { data } }: LayerPixels) =>
  new Uint8ClampedArray(data.buffer, data.byteOffset, data.byteLength)
