import type { LayerId } from '../../../contract/document/index.ts'
import { blendOnto } from './flatten.ts'
import { type LayerMask, type LayerPixels, multiplyAlpha } from './layer.ts'
import { isolated, type Properties } from './properties.ts'
import type { LayerTree } from './tree.ts'

/** A layer or a group that is clipped to a base: what it shows by itself. */
export interface Clipped {
  properties: Properties
  kind: 'paint' | 'image'
  picture: LayerPixels
}

/**
 * Clips layers to one that was added. Where its edge is hard they stay layers, cut to it, in a group that has its mode and
 * opacity if those are not plain. A soft edge would show through them twice: there all become one layer.
 *
 * @param clipped bottom first, without the masks of groups around them: the base has those
 * @returns what stands in place of the base
 */
export function clipTo(tree: LayerTree, id: LayerId, clipped: readonly Clipped[]): LayerId[] {
  const base = tree.layers[id]!
  const whole = tree.picture(id)
  const shape = alphaOf(whole)
  const { name, visible, locked, opacity, blendMode } = base
  const properties = { name, visible, locked, opacity, blendMode: isolated(blendMode) }
  if (!isHard(shape)) {
    paintClipped(whole, clipped)
    tree.remove(id)
    return [tree.addRaster(properties, base.kind === 'paint' ? 'paint' : 'image', whole)]
  }
  const ids = clipped.map(({ properties, kind, picture }) => {
    multiplyAlpha(picture, shape)
    return tree.addRaster(properties, kind, picture)
  })
  if (base.kind === 'group') {
    tree.change(id, properties)
    tree.putInto(id, ids)
    return [id]
  }
  if (opacity === 1 && blendMode === 'normal' && visible) return [id, ...ids]
  tree.change(id, { opacity: 1, blendMode: 'normal', visible: true })
  return [tree.addGroup(properties, [id, ...ids], true)]
}

/** The alpha of pixels, as a mask that hides everything outside them. */
export function alphaOf({ left, top, pixels: { width, height, data } }: LayerPixels): LayerMask {
  const alpha = new Uint8Array(width * height)
  for (let i = 0; i < alpha.length; i++) alpha[i] = data[4 * i + 3]!
  return { left, top, pixels: { width, height, channels: 1, data: alpha }, outside: 0 }
}

/** Whether nothing is half masked. */
export const isHard = ({ pixels: { data }, outside }: LayerMask) =>
  (outside === 0 || outside === 255) && data.every((value) => value === 0 || value === 255)

/**
 * Paints clipped layers onto their base, bottom first, whose alpha stays as it is. Photoshop does so with the base as if
 * it were opaque, and gives the result the base's mode and opacity.
 */
function paintClipped(base: LayerPixels, clipped: readonly Clipped[]): void {
  const { data } = base.pixels
  const alpha = alphaOf(base).pixels.data
  for (let i = 0; i < alpha.length; i++) data[4 * i + 3] = 255
  for (const { picture, properties } of clipped)
    if (properties.visible) blendOnto(base, picture, properties.blendMode, properties.opacity)
  for (let i = 0; i < alpha.length; i++) data[4 * i + 3] = alpha[i]!
}
