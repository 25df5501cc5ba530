import { hasPixels, type RasterLayer } from '../../../electron/contract/document/index.ts'
import type { Pixels } from '../../../electron/contract/pixels.ts'
import { view } from '../../canvas/index.ts'
import { composite } from '../../document/composite.ts'
import {
  createSurface,
  type DocumentSession,
  imageData,
  inverse,
  matrixOf,
  multiply,
  toRgba,
} from '../../document/index.ts'
import type { ResultLayer } from '../resultTool.ts'
import { maskLayer, maskPixels } from './mask.ts'
import { objectMask } from './state.ts'

/** The longest side of a preview: the engine answers within a frame or two at this size on two cores. */
const PREVIEW_SIDE = 1280

export interface Scene {
  background: Pixels
  source: Pixels
  mask: Pixels | undefined
}

export interface PreviewScene extends Scene {
  /** Preview pixels per document pixel, at most 1. */
  scale: number
  /** Preview source pixels per source pixel, at most 1; the sides are rounded to whole pixels each. */
  sourceScale: { x: number; y: number }
}

/** Everything at full resolution, for the blend itself. */
export function fullScene(
  session: DocumentSession,
  object: RasterLayer,
  result?: ResultLayer<'blend'>,
): Scene {
  return {
    background: composite(session, { upTo: object.id }),
    source: session.rasters.toPixels(object.raster),
    mask: maskPixels(session, object, result),
  }
}

/** The scene at the size it is seen at, but no larger than a preview can be quick. */
export function previewScene(session: DocumentSession, object: RasterLayer): PreviewScene {
  const { width, height } = session.data
  const scale = previewScale(session)
  const { scaleX, scaleY } = object.transform
  const raster = session.rasters.color(object.raster)
  const wanted = Math.min(1, scale * Math.max(Math.abs(scaleX), Math.abs(scaleY)))
  const w = Math.max(1, Math.round(raster.width * wanted))
  const h = Math.max(1, Math.round(raster.height * wanted))
  const mask = maskPixels(session, object)
  return {
    background: reduced(
      composite(session, { upTo: object.id }),
      Math.round(width * scale),
      Math.round(height * scale),
    ),
    source: reduced(session.rasters.toPixels(object.raster), w, h),
    mask: mask && reduced(mask, w, h),
    scale,
    sourceScale: { x: w / raster.width, y: h / raster.height },
  }
}

/** Changes exactly when an open preview session no longer fits the document or the view. */
export function previewKey(session: DocumentSession, object: RasterLayer): string {
  const { data, rasters } = session
  const mask = objectMask(data, object)
  const painted = maskLayer(data, object)
  const maskKey =
    mask.kind === 'selection'
      ? [over(mask.mask, object), mask.mask.hides, rasters.get(mask.mask.raster).version]
      : painted
        ? [over(painted, object), rasters.get(painted.raster).version]
        : mask.kind
  const size = [data.width, data.height, previewScale(session), sourceOctave(object)]
  const own = rasters.get(object.raster).version
  return JSON.stringify([object.id, own, maskKey, size, lookBelow(session, object.id)])
}

/** What the look of everything below a layer depends on, groups resolved. */
function lookBelow({ data, rasters }: DocumentSession, id: string): unknown[] {
  const looks: unknown[] = []
  const version = (raster: string) => rasters.get(raster).version
  /** @returns whether the layer was come to */
  const walk = (ids: readonly string[]): boolean =>
    ids.some((each) => {
      const layer = data.layers[each]
      if (each === id) return true
      if (!layer?.visible) return false
      const { name: _, locked: __, ...look } = layer
      const versions = [hasPixels(layer) && version(layer.raster), layer.mask && version(layer.mask.raster)]
      looks.push([look, versions])
      return layer.kind === 'group' && walk(layer.children)
    })
  walk(data.root)
  return looks
}

/** How a mask lies over its object, to a thousandth of a pixel: the same wherever the two go together. */
function over(mask: Pick<RasterLayer, 'transform'>, object: RasterLayer): number[] {
  const { a, b, c, d, e, f } = multiply(inverse(matrixOf(object.transform)), matrixOf(mask.transform))
  return [a, b, c, d, e, f].map((value) => Math.round(value * 1000) / 1000)
}

/** Grown by a factor of two the source is sent again, so that enlarging it while it is dragged stays sharp. */
function sourceOctave({ transform }: RasterLayer): number {
  return Math.ceil(Math.log2(Math.max(Math.abs(transform.scaleX), Math.abs(transform.scaleY))))
}

function previewScale(session: DocumentSession): number {
  const { width, height } = session.data
  const seen = viewScale()
  const max = PREVIEW_SIDE / Math.max(width, height)
  // Steps of a factor of two while zoomed out, so that zooming does not send the scene again at each notch.
  const step = 2 ** Math.ceil(Math.log2(Math.min(1, Math.max(seen, 1 / 64))))
  return Math.max(Math.min(1, max, step), 8 / Math.min(width, height))
}

function viewScale(): number {
  const { zoom, pixelRatio } = view.getState()
  return zoom * pixelRatio
}

/** Scaled down to `width` x `height`; a mask as the alpha it stands for. */
function reduced(pixels: Pixels, width: number, height: number): Pixels {
  if (width >= pixels.width && height >= pixels.height) return pixels
  const from = createSurface(pixels.width, pixels.height)
  from.context.putImageData(imageData(rgbaOf(pixels), pixels.width, pixels.height), 0, 0)
  const to = createSurface(width, height)
  to.context.imageSmoothingQuality = 'high'
  to.context.drawImage(from.canvas, 0, 0, width, height)
  const { data } = to.context.getImageData(0, 0, width, height)
  if (pixels.channels !== 1) return { width, height, channels: 4, data: new Uint8Array(data.buffer) }
  const coverage = Uint8Array.from({ length: width * height }, (_, i) => data[i * 4 + 3]!)
  return { width, height, channels: 1, data: coverage }
}

function rgbaOf(pixels: Pixels): Uint8Array | Uint8ClampedArray {
  if (pixels.channels !== 1) return toRgba(pixels)
  const rgba = new Uint8ClampedArray(pixels.data.length * 4)
  for (let i = 0; i < pixels.data.length; i++) rgba[i * 4 + 3] = pixels.data[i]!
  return rgba
}
