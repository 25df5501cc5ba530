import { adjusting } from '../../../contract/adjusting/adjust.ts'
import { atop, blend, fade } from '../../../contract/blending/blend.ts'
import {
  type BlendMode,
  hasPixels,
  type Layer,
  type LayerId,
  shownBy,
} from '../../../contract/document/index.ts'
import type { Rasters } from '../../../contract/procedures/files.ts'
import type { LayerPixels } from './layer.ts'

/*
 * What a document shows, without a canvas, for tests: layers whose transforms only move them, as all of a PSD do.
 */

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
  paintAll(tree, ids, target)
  return target
}

function paintAll(tree: Tree, ids: readonly LayerId[], target: LayerPixels): void {
  for (let i = 0; i < ids.length; ) {
    const base = tree.layers[ids[i++]!]!
    const clipped: Layer[] = []
    while (i < ids.length && tree.layers[ids[i]!]!.clipped) clipped.push(tree.layers[ids[i++]!]!)
    if (clipped.length === 0) paint(tree, base, target)
    else if (base.visible) {
      const stack = flatten(tree, [], target.pixels)
      paint(tree, { ...base, opacity: 1, blendMode: 'normal' }, stack)
      atop(clamped(stack), () => {
        for (const layer of clipped) paint(tree, { ...layer, blendMode: closed(layer.blendMode) }, stack)
      })
      blendOnto(target, stack, closed(base.blendMode), base.opacity)
    }
  }
}

const closed = (mode: BlendMode): BlendMode => (mode === 'pass-through' ? 'normal' : mode)

function paint(tree: Tree, layer: Layer, target: LayerPixels): void {
  const { visible, opacity, blendMode } = layer
  if (!visible || opacity === 0) return
  const { width, height } = target.pixels
  if (layer.kind === 'group' && blendMode === 'pass-through') {
    const before = new Uint8ClampedArray(target.pixels.data)
    paintAll(tree, layer.children, target)
    fade(clamped(target), before, width * height, opacity, maskOf(tree, layer, target))
    return
  }
  let source: LayerPixels
  if (layer.kind === 'group') source = flatten(tree, layer.children, target.pixels)
  else if (layer.kind === 'adjustment') {
    source = { left: 0, top: 0, pixels: { ...target.pixels, data: target.pixels.data.slice() } }
    adjusting(layer.adjustment)(clamped(source))
    for (let i = 3; i < source.pixels.data.length; i += 4) source.pixels.data[i] = 255
  } else {
    source = flatten(tree, [], target.pixels)
    if (hasPixels(layer)) {
      const { x, y } = layer.transform
      blendOnto(source, { left: x, top: y, pixels: tree.rasters[layer.raster]! }, 'normal', 1)
    }
  }
  const mask = maskOf(tree, layer, target)
  if (mask)
    for (let i = 0; i < mask.length; i++)
      source.pixels.data[4 * i + 3] = Math.round((source.pixels.data[4 * i + 3]! * mask[i]!) / 255)
  const mix = () => blendOnto(target, source, blendMode, opacity)
  if (layer.kind === 'adjustment') atop(clamped(target), mix)
  else mix()
}

/** What a layer's mask shows of each pixel; undefined: it has none that is on. */
function maskOf({ rasters }: Tree, { mask }: Layer, { pixels }: LayerPixels): Uint8Array | undefined {
  if (!mask?.enabled) return undefined
  const { width, height, data } = rasters[mask.raster]!
  const shown = new Uint8Array(pixels.width * pixels.height).fill(shownBy(mask, 0))
  for (let y = 0; y < pixels.height; y++)
    for (let x = 0; x < pixels.width; x++) {
      const [u, v] = [x - mask.transform.x, y - mask.transform.y]
      if (u < 0 || v < 0 || u >= width || v >= height) continue
      shown[y * pixels.width + x] = shownBy(mask, data[4 * (v * width + u) + 3]!)
    }
  return shown
}

/** Blends pixels onto others, where they overlap. */
function blendOnto(target: LayerPixels, source: LayerPixels, mode: BlendMode, opacity: number): void {
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
