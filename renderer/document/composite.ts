import { blend, fade } from '../../electron/contract/blending/blend.ts'
import type { BlendMode, Layer, LayerId } from '../../electron/contract/document/index.ts'
import type { Pixels, Rect } from '../../electron/contract/pixels.ts'
import { layerPixels, type Patch, type Scene } from './layerPixels.ts'
import { layerOf, paintingOrder } from './tree.ts'

export interface CompositeOptions {
  /** Only what lies below this layer, itself excluded. */
  upTo?: LayerId
  /** In document pixels, at least 1 x 1; may reach beyond the document. Absent: the whole document. */
  region?: Rect
  /** Only these layers and groups, listed bottom first. Absent: all. */
  layers?: readonly LayerId[]
}

/** Most pixels of a strip: what is held beside the layers and the result is a few times 4 bytes of these. */
const STRIP_PIXELS = 1 << 20

/** The visible layers of a document blended at full resolution: straight RGBA of the region. */
export function composite(scene: Scene, { upTo, region, layers }: CompositeOptions = {}): Pixels {
  const { width: documentWidth, height: documentHeight, root } = scene.data
  const { x, y, width, height } = region ?? { x: 0, y: 0, width: documentWidth, height: documentHeight }
  const data = new Uint8Array(width * height * 4)
  const rows = Math.max(1, Math.floor(STRIP_PIXELS / width))
  for (let top = 0; top < height; top += rows) {
    const rect = { x, y: y + top, width, height: Math.min(rows, height - top) }
    const bytes = new Uint8ClampedArray(data.buffer, top * width * 4, rect.height * width * 4)
    paint(scene, layers ?? root, upTo, { rect, bytes })
  }
  return { width, height, channels: 4, data }
}

/** Paints layers onto `target`, bottom first. True when it came to the layer to stop before. */
function paint(scene: Scene, ids: readonly LayerId[], stop: LayerId | undefined, target: Patch): boolean {
  for (const id of ids) {
    if (id === stop) return true
    const layer = layerOf(scene.data, id)
    const { visible, opacity, blendMode } = layer
    if (layer.kind !== 'group') {
      const source = visible && opacity > 0 ? layerPixels(scene.rasters, layer, target.rect) : null
      if (source) blendPatch(blendMode, target, source, opacity)
    } else if (paintGroup(scene, layer.children, stop, target, blendMode, visible ? opacity : 0)) return true
  }
  return false
}

function paintGroup(
  scene: Scene,
  children: readonly LayerId[],
  stop: LayerId | undefined,
  target: Patch,
  mode: BlendMode,
  opacity: number,
): boolean {
  if (opacity === 0) return stop !== undefined && paintingOrder(scene.data, children).includes(stop)
  if (mode === 'pass-through' && opacity === 1) return paint(scene, children, stop, target)
  const count = target.rect.width * target.rect.height
  if (mode === 'pass-through') {
    const before = target.bytes.slice()
    const stopped = paint(scene, children, stop, target)
    fade(target.bytes, before, count, opacity)
    return stopped
  }
  const group = { rect: target.rect, bytes: new Uint8ClampedArray(4 * count) }
  const stopped = paint(scene, children, stop, group)
  blendPatch(mode, target, group, opacity)
  return stopped
}

/** Blends a patch onto one that contains it. */
function blendPatch(mode: BlendMode, target: Patch, source: Patch, opacity: number): void {
  const { x, y, width, height } = source.rect
  for (let row = 0; row < height; row++) {
    const to = ((y + row - target.rect.y) * target.rect.width + x - target.rect.x) * 4
    blend(mode, target.bytes, to, source.bytes, row * width * 4, width, opacity, { x, y: y + row })
  }
}

/** One layer, or a group with all it holds, by itself: as if it were visible, opaque and normal. */
export function isolated({ data, rasters }: Scene, id: LayerId, region?: Rect): Pixels {
  const layer: Layer = { ...layerOf(data, id), visible: true, opacity: 1, blendMode: 'normal' }
  const scene = { data: { ...data, layers: { ...data.layers, [id]: layer } }, rasters }
  return composite(scene, region ? { layers: [id], region } : { layers: [id] })
}
