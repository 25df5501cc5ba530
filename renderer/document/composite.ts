import { adjusting } from '../../electron/contract/adjusting/adjust.ts'
import { atop, blend, fade } from '../../electron/contract/blending/blend.ts'
import type {
  AdjustmentLayer,
  BlendMode,
  GroupLayer,
  Layer,
  LayerId,
} from '../../electron/contract/document/index.ts'
import type { Pixels, Rect } from '../../electron/contract/pixels.ts'
import { layerPixels, maskPixels, type Patch, type Scene } from './layerPixels.ts'
import { layerOf, paintingOrder, stacksOf } from './tree.ts'

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
  for (const { base, clipped } of stacksOf(scene.data, ids)) {
    if (base === stop) return true
    const shown = clipped.filter((id) => id === stop || shows(layerOf(scene.data, id)))
    const stopped =
      shown.length === 0
        ? paintLayer(scene, layerOf(scene.data, base), stop, target)
        : paintStack(scene, layerOf(scene.data, base), shown, stop, target)
    if (stopped) return true
  }
  return false
}

const shows = ({ visible, opacity }: Layer) => visible && opacity > 0

/** A base with what is clipped to it: laid on as if the base were opaque, and shown where, and as, the base is. */
function paintStack(
  scene: Scene,
  base: Layer,
  clipped: readonly LayerId[],
  stop: LayerId | undefined,
  target: Patch,
): boolean {
  const inside = clipped.indexOf(stop ?? '')
  if (!shows(base)) return inside >= 0 || paintLayer(scene, base, stop, target)
  const stack = emptyPatch(target.rect)
  let stopped = paintLayer(scene, { ...base, opacity: 1, blendMode: 'normal' }, stop, stack)
  if (!stopped)
    atop(stack.bytes, () => {
      for (const id of clipped) {
        stopped = id === stop || paintLayer(scene, closed(layerOf(scene.data, id)), stop, stack)
        if (stopped) break
      }
    })
  blendPatch(closed(base).blendMode, target, stack, base.opacity)
  return stopped
}

/** What is mixed with its base alone lets nothing through from below. */
const closed = (layer: Layer): Layer =>
  layer.blendMode === 'pass-through' ? { ...layer, blendMode: 'normal' } : layer

function paintLayer(scene: Scene, layer: Layer, stop: LayerId | undefined, target: Patch): boolean {
  if (layer.kind === 'group') return paintGroup(scene, layer, stop, target)
  if (!shows(layer)) return false
  if (layer.kind === 'adjustment') paintAdjustment(scene, layer, target)
  else {
    const source = layerPixels(scene.rasters, layer, target.rect)
    if (!source) return false
    applyMask(scene, layer, source)
    blendPatch(layer.blendMode, target, source, layer.opacity)
  }
  return false
}

function paintAdjustment(scene: Scene, layer: AdjustmentLayer, target: Patch): void {
  const source = { rect: target.rect, bytes: target.bytes.slice() }
  adjusting(layer.adjustment)(source.bytes)
  for (let i = 3; i < source.bytes.length; i += 4) source.bytes[i] = 255
  applyMask(scene, layer, source)
  atop(target.bytes, () => blendPatch(layer.blendMode, target, source, layer.opacity))
}

function paintGroup(scene: Scene, group: GroupLayer, stop: LayerId | undefined, target: Patch): boolean {
  const { children, blendMode, opacity } = group
  if (!shows(group)) return stop !== undefined && paintingOrder(scene.data, children).includes(stop)
  const mask = maskOf(scene, group, target.rect)
  if (blendMode === 'pass-through' && opacity === 1 && !mask) return paint(scene, children, stop, target)
  if (blendMode === 'pass-through') {
    const before = target.bytes.slice()
    const stopped = paint(scene, children, stop, target)
    fade(target.bytes, before, target.rect.width * target.rect.height, opacity, mask)
    return stopped
  }
  const inner = emptyPatch(target.rect)
  const stopped = paint(scene, children, stop, inner)
  applyMask(scene, group, inner)
  blendPatch(blendMode, target, inner, opacity)
  return stopped
}

const emptyPatch = (rect: Rect): Patch => ({
  rect,
  bytes: new Uint8ClampedArray(4 * rect.width * rect.height),
})

/** What a layer's mask shows of `rect`; undefined: it has none that is on. */
const maskOf = ({ rasters }: Scene, { mask }: Layer, rect: Rect): Uint8Array | undefined =>
  mask?.enabled ? maskPixels(rasters, mask, rect) : undefined

function applyMask(scene: Scene, layer: Layer, { rect, bytes }: Patch): void {
  const mask = maskOf(scene, layer, rect)
  if (mask) for (let i = 0; i < mask.length; i++) bytes[4 * i + 3] = (bytes[4 * i + 3]! * mask[i]!) / 255
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
  const layer: Layer = {
    ...layerOf(data, id),
    visible: true,
    opacity: 1,
    blendMode: 'normal',
    clipped: false,
  }
  const scene = { data: { ...data, layers: { ...data.layers, [id]: layer } }, rasters }
  return composite(scene, region ? { layers: [id], region } : { layers: [id] })
}
