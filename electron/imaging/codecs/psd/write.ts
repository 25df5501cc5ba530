import { type Psd, type Layer as PsdLayer, writePsdUint8Array } from 'ag-psd'
import {
  type DocumentData,
  hasPixels,
  type LayerId,
  type RasterLayer,
} from '../../../contract/document/index.ts'
import { defect, GanvasError } from '../../../contract/errors.ts'
import type { Pixels } from '../../../contract/pixels.ts'
import type { Notice, Rasters } from '../../../contract/procedures/files.ts'
import { text } from '../../../contract/text.ts'
import { breathe, type CodecOptions, notice } from '../decoded.ts'
import { fromPixels } from '../encode.ts'
import { plainBytes } from '../pipeline.ts'
import { srgbProfile } from '../profile.ts'
import { toPsdMode } from './names.ts'
import { placeRaster } from './place.ts'
import { encodePlane, RUN_LENGTH } from './planes.ts'
import { ICC_RESOURCE, insertResource } from './sections.ts'

const THUMBNAIL_SIDE = 160
const RGB_MODE = 3
/** PSD counts in 32 bits, and programs read its offsets as signed. */
const MAX_PSD_BYTES = 2 ** 31 - 1
/** Channel ids and their place in RGBA. */
const CHANNELS = [
  [-1, 3],
  [0, 0],
  [1, 1],
  [2, 2],
] as const

/**
 * Encodes a document as PSD with its layers, `composite` as the merged picture, a thumbnail and an sRGB profile.
 * Transformed layers are resampled into document pixels. Saved masks have no place in the file: a notice says so.
 * @returns the parts of the file, to be written one after the other
 * @throws GanvasError `invalid-input` when a raster is missing, `too-large`
 */
export async function encodePsd(
  document: DocumentData,
  rasters: Rasters,
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
        ...(layer.locked && { protected: { transparency: true, composite: true, position: true } }),
      }
      if (layer.kind === 'group')
        encoded.push({ ...common, opened: layer.expanded, children: await encodeLayers(layer.children) })
      else {
        const pixels = await encodePixels(layer, rasterOf(layer, rasters), document, work)
        encoded.push({ ...common, ...pixels })
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

function tooLarge(name: string): GanvasError {
  return new GanvasError('too-large', text('files.psdTooLarge', { name }))
}

function rasterOf({ raster, name }: RasterLayer, rasters: Rasters): Pixels {
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
  if (!placed) return {}
  const { left, top, pixels } = placed
  const { width, height, data } = pixels
  const channels = []
  for (const [id, offset] of CHANNELS) {
    await breathe(work)
    channels.push({ id, compression: RUN_LENGTH, data: encodePlane(data, offset, 4, width, height) })
  }
  return {
    left,
    top,
    right: left + width,
    bottom: top + height,
    rawData: { colorMode: RGB_MODE, bitsPerChannel: 8, large: false, channels },
  }
}

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
