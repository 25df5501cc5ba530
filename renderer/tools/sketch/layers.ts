import {
  type DocumentData,
  hasPixels,
  type LayerId,
  type RasterLayer,
  type SketchHandle,
  type SketchPoint,
  type Transform,
} from '../../../electron/contract/document/index.ts'
import type { Pixels, Rect } from '../../../electron/contract/pixels.ts'
import {
  createSurface,
  type DocumentSession,
  identity,
  pictureLayer,
  toRgba,
  uniqueName,
} from '../../document/index.ts'
import { insertLayer, replaceResult } from '../../document/operations/add.ts'
import { matrixOf } from '../../document/transform.ts'
import { t } from '../../i18n/index.ts'
import { isResultOf, type ResultLayer } from '../resultTool.ts'
import { type Drawn, type SketchState, sketchState } from './state.ts'

/** The layers of a sketch: the picture, and above it what is drawn for it. */
export interface SketchLayers {
  result: ResultLayer<'sketch'>
  color: RasterLayer
  /** Absent once its user has thrown it away. */
  outline: RasterLayer | undefined
}

/** The longer side at which strokes are read: several times any generator's, and quick to send. */
const STROKES_SIDE = 256

/** The sketch that a layer belongs to; undefined when it belongs to none. */
export function sketchOf({ layers }: DocumentData, id: LayerId | null): SketchLayers | undefined {
  for (const layer of Object.values(layers)) {
    if (!isResultOf(layer, 'sketch')) continue
    const { source, outline: outlineId } = layer.recipe
    if (id !== layer.id && id !== source && id !== outlineId) continue
    const color = layers[source]
    const outline = outlineId === undefined ? undefined : layers[outlineId]
    if (hasPixels(color)) return { result: layer, color, outline: hasPixels(outline) ? outline : undefined }
  }
  return undefined
}

/** The largest part of a document that has the shape of a generator's picture, in its middle, on whole pixels. */
export function placeFor(
  document: { width: number; height: number },
  picture: { width: number; height: number },
): Rect {
  const scale = Math.min(document.width / picture.width, document.height / picture.height)
  const width = Math.max(1, Math.round(picture.width * scale))
  const height = Math.max(1, Math.round(picture.height * scale))
  return {
    x: Math.round((document.width - width) / 2),
    y: Math.round((document.height - height) / 2),
    width,
    height,
  }
}

/** Where a picture lies that fills a part of the document. */
export const filling = (
  { x, y, width, height }: Rect,
  picture: { width: number; height: number },
): Transform => ({
  ...identity,
  x,
  y,
  scaleX: width / picture.width,
  scaleY: height / picture.height,
})

/** Lays a picture, and empty layers for colours and outlines above it, on top of the document, as one step. */
export function addSketch(
  session: DocumentSession,
  model: string,
  { settings, seed }: Pick<SketchState, 'settings' | 'seed'>,
  { pixels, point }: Drawn,
): SketchLayers {
  const { width, height } = session.data
  const rect = placeFor(session.data, pixels)
  const empty = (name: string) =>
    pictureLayer('paint', uniqueName(session.data, name), session.rasters.createColor(width, height).id)
  const color = empty(t('sketch:layer.color'))
  const outline = empty(t('sketch:layer.outline'))
  const raster = session.rasters.createColor(pixels.width, pixels.height, toRgba(pixels))
  const picture = pictureLayer(
    'image',
    uniqueName(session.data, t('sketch:layer.result')),
    raster.id,
    filling(rect, pixels),
  )
  const recipe = {
    tool: 'sketch' as const,
    source: color.id,
    outline: outline.id,
    model,
    point,
    seed,
    settings,
    handles: [],
  }
  const result = { ...picture, kind: 'result' as const, recipe }
  session.change({ key: 'sketch:history.begin' }, (draft) => {
    for (const layer of [result, color, outline]) insertLayer(draft, layer, null)
    draft.active = color.id
  })
  return sketchOf(session.data, color.id)!
}

/** Puts what is shown into the sketch's own layer, as one step. */
export function keepDrawn(
  session: DocumentSession,
  { result, color, outline }: SketchLayers,
  { pixels, point }: Drawn,
  handles: readonly SketchHandle[],
  before: SketchPoint | undefined,
): void {
  const { model, seed, settings } = sketchState.getState()
  const rect = rectOf(session, result)
  replaceResult(
    session,
    result.id,
    pixels,
    {
      tool: 'sketch',
      source: color.id,
      ...(outline && { outline: outline.id }),
      model: model ?? result.recipe.model,
      point,
      ...(before && { before }),
      seed,
      settings,
      handles: [...handles],
    },
    filling(rect, pixels),
  )
}

/** The part of the document that a sketch's picture fills; turned ones are taken as if they were not. */
export function rectOf(session: DocumentSession, { raster, transform }: RasterLayer): Rect {
  const { width, height } = session.rasters.get(raster)
  return {
    x: Math.round(transform.x),
    y: Math.round(transform.y),
    width: Math.max(1, Math.round(width * Math.abs(transform.scaleX))),
    height: Math.max(1, Math.round(height * Math.abs(transform.scaleY))),
  }
}

/** What is drawn on a layer over a part of the document, small; nothing where the layer is hidden or there is none. */
export function strokesOn(
  session: DocumentSession,
  layer: RasterLayer | undefined,
  rect: Rect,
): Pixels | undefined {
  if (!layer?.visible) return undefined
  const scale = Math.min(1, STROKES_SIDE / Math.max(rect.width, rect.height))
  const width = Math.max(1, Math.round(rect.width * scale))
  const height = Math.max(1, Math.round(rect.height * scale))
  const { context } = createSurface(width, height)
  context.imageSmoothingQuality = 'high'
  const { a, b, c, d, e, f } = matrixOf(layer.transform)
  const [sx, sy] = [width / rect.width, height / rect.height]
  context.setTransform(a * sx, b * sy, c * sx, d * sy, (e - rect.x) * sx, (f - rect.y) * sy)
  context.drawImage(session.rasters.color(layer.raster).canvas, 0, 0)
  const { data } = context.getImageData(0, 0, width, height)
  const bytes = new Uint8Array(data.buffer)
  for (let i = 3; i < bytes.length; i += 4)
    if (bytes[i] !== 0) return { width, height, channels: 4, data: bytes }
  return undefined
}
