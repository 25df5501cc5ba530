import { type Psd, type Layer as PsdLayer, writePsdUint8Array } from 'ag-psd'
import {
  type DocumentData,
  hasPixels,
  type Layer,
  type LayerId,
  type LayerMask,
  type RasterLayer,
  shownBy,
} from '../../../contract/document/index.ts'
import { defect, GanvasError } from '../../../contract/errors.ts'
import type { Pixels } from '../../../contract/pixels.ts'
import type { Notice, Rasters } from '../../../contract/procedures/files.ts'
import { text } from '../../../contract/text.ts'
import { breathe, type CodecOptions, notice } from '../decoded.ts'
import { fromPixels } from '../encode.ts'
import { plainBytes } from '../pipeline.ts'
import { srgbProfile } from '../profile.ts'
import { toPsdAdjustment } from './adjustments.ts'
import { toPsdMode } from './names.ts'
import { type Placed, placeRaster } from './place.ts'
import { encodePlane, RUN_LENGTH } from './planes.ts'
import { ICC_RESOURCE, insertResource } from './sections.ts'
import { toPsdText } from './texts.ts'

const THUMBNAIL_SIDE = 160
const RGB_MODE = 3
/** PSD counts in 32 bits, and programs read its offsets as signed. */
const MAX_PSD_BYTES = 2 ** 31 - 1
const MASK = -2
type RawChannels = NonNullable<PsdLayer['rawData']>['channels']
/** Channel ids and their place in RGBA. */
const CHANNELS = [
  [-1, 3],
  [0, 0],
  [1, 1],
  [2, 2],
] as const

/** A document with its pixels. */
export interface LayeredDocument {
  readonly document: DocumentData
  readonly rasters: Rasters
  /** Texts whose own pixels are not as they are seen, in pixels of the document. */
  readonly texts?: Readonly<Record<LayerId, { x: number; y: number; pixels: Pixels }>> | undefined
}

/**
 * Encodes a document as PSD with its layers, `composite` as the merged picture, a thumbnail and an sRGB profile.
 * Transformed layers are resampled into document pixels. Saved masks have no place in the file: a notice says so.
 * @returns the parts of the file, to be written one after the other
 * @throws GanvasError `invalid-input` when a raster is missing, `too-large`
 */
export async function encodePsd(
  { document, rasters, texts = {} }: LayeredDocument,
  composite: Pixels,
  work: CodecOptions = {},
): Promise<{ parts: Uint8Array[]; notices: Notice[] }> {
  const total = Object.values(document.layers).filter(hasPixels).length + 1
  let done = 0
  let size = 0

  async function encodeLayers(ids: readonly LayerId[]): Promise<PsdLayer[]> {
    const encoded: PsdLayer[] = []
    for (const id of ids) {
      const layer = document.layers[id]!
      const common: PsdLayer = {
        name: layer.name,
        opacity: layer.opacity,
        hidden: !layer.visible,
        blendMode: toPsdMode(layer.blendMode),
        clipping: layer.clipped ?? false,
        ...locksOf(layer),
      }
      const mask = layer.mask && (await encodeMask(layer.mask, layer.name, rasters, document, work))
      if (layer.kind === 'group')
        encoded.push({
          ...common,
          ...mask,
          opened: layer.expanded,
          children: await encodeLayers(layer.children),
        })
      else if (layer.kind === 'adjustment')
        encoded.push({ ...common, ...mask, adjustment: toPsdAdjustment(layer.adjustment) })
      else {
        const seen = texts[id]
        const pixels = seen
          ? await encodePlaced({ left: seen.x, top: seen.y, pixels: seen.pixels }, work)
          : await encodePixels(layer, rasterOf(layer, rasters), document, work)
        const text = layer.kind === 'text' && { text: toPsdText(layer) }
        encoded.push({ ...common, ...text, ...joinedChannels(pixels, mask) })
        size += pixels.rawData?.channels.reduce((sum, { data }) => sum + (data?.length ?? 0), 0) ?? 0
        if (size > MAX_PSD_BYTES) throw tooLarge(document.name)
        work.progress?.(++done, total)
      }
    }
    return encoded
  }

  const psd: Psd = {
    width: document.width,
    height: document.height,
    imageData: { ...asRgba(composite) },
    imageResources: { thumbnailRaw: await thumbnail(composite) },
    children: await encodeLayers(document.root),
  }
  await breathe(work)
  const bytes = writePsdUint8Array(psd)
  work.progress?.(total, total)
  const parts = insertResource(bytes, ICC_RESOURCE, await srgbProfile())
  const notices =
    document.masks.length > 0
      ? [
          notice('psd-feature-flattened', {
            feature: 'saved-masks',
            layers: document.masks.map(({ name }) => name).join(', '),
          }),
        ]
      : []
  return { parts, notices }
}

function locksOf(layer: Layer): Pick<PsdLayer, 'protected' | 'transparencyProtected'> {
  if (layer.locked) return { protected: { transparency: true, composite: true, position: true } }
  const transparency = hasPixels(layer) && layer.alphaLocked === true
  return transparency ? { transparencyProtected: true, protected: { transparency } } : {}
}

function tooLarge(name: string): GanvasError {
  return new GanvasError('too-large', text('files.psdTooLarge', { name }))
}

function rasterOf({ raster, name }: Pick<RasterLayer, 'raster' | 'name'>, rasters: Rasters): Pixels {
  const pixels = rasters[raster]
  if (pixels?.channels === 4) return pixels
  throw defect('invalid-input', `The pixels of the layer "${name}" were not sent.`, { raster })
}

async function encodePixels(
  { transform }: RasterLayer,
  raster: Pixels,
  document: DocumentData,
  work: CodecOptions,
): Promise<Partial<PsdLayer>> {
  const placed = await placeRaster(raster, transform, document, work)
  return placed ? encodePlaced(placed, work) : {}
}

async function encodePlaced({ left, top, pixels }: Placed, work: CodecOptions): Promise<Partial<PsdLayer>> {
  const { width, height, data } = pixels
  const channels: RawChannels = []
  for (const [id, offset] of CHANNELS) {
    await breathe(work)
    channels.push({ id, compression: RUN_LENGTH, data: encodePlane(data, offset, 4, width, height) })
  }
  return {
    left,
    top,
    right: left + width,
    bottom: top + height,
    rawData: raw(channels),
  }
}

/** A mask in document pixels, beyond which all is as where its alpha is 0. */
async function encodeMask(
  mask: LayerMask,
  name: string,
  rasters: Rasters,
  document: DocumentData,
  work: CodecOptions,
): Promise<Partial<PsdLayer>> {
  const placed = await placeRaster(
    rasterOf({ raster: mask.raster, name }, rasters),
    mask.transform,
    document,
    work,
  )
  const { left, top, pixels } = placed ?? { left: 0, top: 0, pixels: nothing }
  const { width, height, data } = pixels
  const shown = new Uint8Array(width * height)
  for (let i = 0; i < shown.length; i++) shown[i] = shownBy(mask, data[4 * i + 3]!)
  return {
    mask: {
      ...{ left, top, right: left + width, bottom: top + height },
      defaultColor: shownBy(mask, 0),
      disabled: !mask.enabled,
    },
    rawData: raw([{ id: MASK, compression: RUN_LENGTH, data: encodePlane(shown, 0, 1, width, height) }]),
  }
}

const nothing: Pixels = { width: 1, height: 1, channels: 4, data: new Uint8Array(4) }

/** A layer's own channels and that of its mask. */
function joinedChannels(pixels: Partial<PsdLayer>, mask: Partial<PsdLayer> | undefined): Partial<PsdLayer> {
  const channels = [...(pixels.rawData?.channels ?? []), ...(mask?.rawData?.channels ?? [])]
  return { ...mask, ...pixels, ...(channels.length > 0 && { rawData: raw(channels) }) }
}

const raw = (channels: RawChannels): NonNullable<PsdLayer['rawData']> => ({
  colorMode: RGB_MODE,
  bitsPerChannel: 8,
  large: false,
  channels,
})

async function thumbnail(composite: Pixels): Promise<{ width: number; height: number; data: Uint8Array }> {
  const { data, info } = await fromPixels(composite)
    .resize(THUMBNAIL_SIDE, THUMBNAIL_SIDE, { fit: 'inside' })
    .flatten({ background: '#ffffff' })
    .jpeg()
    .toBuffer({ resolveWithObject: true })
  return { width: info.width, height: info.height, data: plainBytes(data) }
}

function asRgba(pixels: Pixels): { width: number; height: number; data: Uint8Array } {
  const { width, height, channels } = pixels
  if (channels === 4) return pixels
  const data = new Uint8Array(width * height * 4).fill(255)
  for (let i = 0; i < width * height; i++)
    for (let c = 0; c < 3; c++) data[4 * i + c] = pixels.data[channels * i + (channels === 3 ? c : 0)]!
  return { width, height, data }
}
