import {
  type DocumentData,
  hasPixels,
  type LayerId,
  type LayerMask,
  type RasterLayer,
  type RecipeOf,
  type Transform,
} from '../../../electron/contract/document/index.ts'
import type { Pixels, Rect } from '../../../electron/contract/pixels.ts'
import {
  createSurface,
  type DocumentSession,
  identity,
  inverse,
  matrixOf,
  multiply,
  pictureLayer,
  toRgba,
  uniqueName,
} from '../../document/index.ts'
import { insertLayer, replaceResult } from '../../document/operations/add.ts'
import type { ColorRaster } from '../../document/types.ts'
import { t } from '../../i18n/index.ts'
import { isResultOf, type ResultLayer } from '../resultTool.ts'
import { type Place, placeOf, sidesOf } from './place.ts'

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
    const { source, color: colorId = source, outline: outlineId } = layer.recipe
    if (id !== layer.id && id !== colorId && id !== outlineId) continue
    const color = layers[colorId]
    const outline = outlineId === undefined ? undefined : layers[outlineId]
    if (hasPixels(color)) return { result: layer, color, outline: hasPixels(outline) ? outline : undefined }
  }
  return undefined
}

/** The pixels of a layer; undefined once it is gone. */
export function pictureRaster({ data, rasters }: DocumentSession, id: LayerId): ColorRaster | undefined {
  const layer = data.layers[id]
  return hasPixels(layer) ? rasters.color(layer.raster) : undefined
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

/** How a sketch begins: its picture, where that lies, and what it takes to go on. */
export interface Beginning {
  pixels: Pixels
  transform: Transform
  /** Right above this layer, or on top of everything. */
  above: LayerId | null
  recipe: Pick<RecipeOf<'sketch'>, 'model' | 'point' | 'seed' | 'settings' | 'before' | 'photo'>
  /** The photo's layer, where one is edited. */
  source?: LayerId
  /** Where the edit shows. */
  mask?: LayerMask
}

/** Lays a picture, and empty layers for colours and outlines above it, into the document, as one step. */
export function addSketch(
  session: DocumentSession,
  { pixels, transform, above, recipe, source, mask }: Beginning,
): SketchLayers {
  const { width, height } = session.data
  const empty = (name: string) =>
    pictureLayer('paint', uniqueName(session.data, name), session.rasters.createColor(width, height).id)
  const color = empty(t('sketch:layer.color'))
  const outline = empty(t('sketch:layer.outline'))
  const raster = session.rasters.createColor(pixels.width, pixels.height, toRgba(pixels))
  const name = t(source ? 'sketch:layer.photo' : 'sketch:layer.result')
  const picture = pictureLayer('image', uniqueName(session.data, name), raster.id, transform)
  const result = {
    ...picture,
    kind: 'result' as const,
    ...(mask && { mask }),
    recipe: {
      ...recipe,
      tool: 'sketch' as const,
      ...(source ? { source, color: color.id } : { source: color.id }),
      outline: outline.id,
      handles: [],
    },
  }
  session.change({ key: source ? 'sketch:history.photo' : 'sketch:history.begin' }, (draft) => {
    insertLayer(draft, result, above)
    insertLayer(draft, color, above && result.id)
    insertLayer(draft, outline, above && color.id)
    draft.active = color.id
  })
  return sketchOf(session.data, color.id)!
}

/** Puts a picture into the sketch's own layer, where the one before it lay, as one step. */
export function keepDrawn(
  session: DocumentSession,
  { result, color, outline }: SketchLayers,
  pixels: Pixels,
  kept: Pick<
    RecipeOf<'sketch'>,
    'model' | 'point' | 'seed' | 'settings' | 'handles' | 'before' | 'photo' | 'mask'
  >,
): void {
  const { source, photo } = result.recipe
  replaceResult(
    session,
    result.id,
    pixels,
    {
      ...kept,
      tool: 'sketch',
      ...(photo ? { source, color: color.id } : { source: color.id }),
      ...(outline && { outline: outline.id }),
    },
    instead(result.transform, session.rasters.get(result.raster), pixels),
  )
}

interface Size {
  width: number
  height: number
}

/** The transform by which a picture of another size fills the same place. */
const instead = (transform: Transform, from: Size, to: Size): Transform => ({
  ...transform,
  scaleX: (transform.scaleX * from.width) / to.width,
  scaleY: (transform.scaleY * from.height) / to.height,
})

/** What is drawn on a layer over a place, small; nothing where there is none. A layer that is hidden to see the picture counts as it did. */
export function strokesOn(
  session: DocumentSession,
  layer: RasterLayer | undefined,
  place: Place,
): Pixels | undefined {
  if (!layer) return undefined
  const sides = sidesOf(place)
  const scale = Math.min(1, STROKES_SIDE / Math.max(sides.width, sides.height))
  const width = Math.max(1, Math.round(sides.width * scale))
  const height = Math.max(1, Math.round(sides.height * scale))
  const { context } = createSurface(width, height)
  context.imageSmoothingQuality = 'high'
  const toShares = multiply(inverse(place), matrixOf(layer.transform))
  const { a, b, c, d, e, f } = multiply({ a: width, b: 0, c: 0, d: height, e: 0, f: 0 }, toShares)
  context.setTransform(a, b, c, d, e, f)
  context.drawImage(session.rasters.color(layer.raster).canvas, 0, 0)
  const { data } = context.getImageData(0, 0, width, height)
  const bytes = new Uint8Array(data.buffer)
  for (let i = 3; i < bytes.length; i += 4)
    if (bytes[i] !== 0) return { width, height, channels: 4, data: bytes }
  return undefined
}

/** Whether something is drawn on a layer, all of it beside a place. */
export const isBeside = (session: DocumentSession, layer: RasterLayer | undefined, place: Place): boolean =>
  layer !== undefined &&
  !strokesOn(session, layer, place) &&
  strokesOn(session, layer, placeOf(session, layer)) !== undefined
