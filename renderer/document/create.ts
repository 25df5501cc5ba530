import {
  type DocumentData,
  hasPixels,
  type Layer,
  type RasterId,
  rasterIdsOf,
} from '../../electron/contract/document/index.ts'
import { defect } from '../../electron/contract/errors.ts'
import type { Pixels } from '../../electron/contract/pixels.ts'
import type { Opened } from '../../electron/contract/procedures/files.ts'
import { newId } from './ids.ts'
import { Rasters } from './rasters.ts'
import { DocumentSession, type SessionOptions } from './session.ts'
import { pictureLayer } from './tree.ts'

/** A document without layers. */
export function emptyDocument(name: string, width: number, height: number): DocumentData {
  return {
    id: newId('document'),
    name,
    width,
    height,
    layers: {},
    root: [],
    active: null,
    selection: null,
    masks: [],
  }
}

/** A new document with one layer of `color` (a CSS colour; null: transparent), named `layerName`. */
export function newSession(
  name: string,
  width: number,
  height: number,
  { color, layerName, ...options }: SessionOptions & { color: string | null; layerName: string },
): DocumentSession {
  const rasters = new Rasters()
  const raster = rasters.createColor(width, height)
  if (color) {
    raster.context.fillStyle = color
    raster.context.fillRect(0, 0, width, height)
  }
  return new DocumentSession(
    withOneLayer(emptyDocument(name, width, height), pictureLayer('paint', layerName, raster.id)),
    rasters,
    options,
  )
}

/**
 * The session of an opened file. A picture becomes a document of its size with one image layer.
 *
 * @throws GanvasError `unreadable-file` when layers refer to pixels that are missing or of a wrong kind or size
 */
export function openSession(opened: Opened, options: SessionOptions = {}): DocumentSession {
  const rasters = new Rasters()
  if (opened.kind === 'picture') {
    const { pixels, name, exif } = opened
    const raster = rasters.createColor(pixels.width, pixels.height, toRgba(pixels))
    const data = { ...emptyDocument(name, pixels.width, pixels.height), ...(exif && { exif }) }
    return new DocumentSession(withOneLayer(data, pictureLayer('image', name, raster.id)), rasters, options)
  }
  const { document } = opened
  for (const id of rasterIdsOf(document)) addRaster(rasters, id, opened.rasters[id])
  checkMasks(document, rasters)
  return new DocumentSession(document, rasters, { projectPath: opened.projectPath ?? null, ...options })
}

/** RGBA bytes of a picture; grey spreads over the colours, and what has no alpha is opaque. */
export function toRgba({ width, height, channels, data }: Pixels): Uint8Array {
  if (channels === 4) return data
  const rgba = new Uint8Array(width * height * 4)
  for (let i = 0, from = 0; i < rgba.length; i += 4, from += channels) {
    rgba[i] = data[from]!
    rgba[i + 1] = data[channels === 3 ? from + 1 : from]!
    rgba[i + 2] = data[channels === 3 ? from + 2 : from]!
    rgba[i + 3] = 255
  }
  return rgba
}

function withOneLayer(data: DocumentData, layer: Layer): DocumentData {
  return { ...data, layers: { [layer.id]: layer }, root: [layer.id], active: layer.id }
}

function addRaster(rasters: Rasters, id: RasterId, pixels: Pixels | undefined): void {
  if (!pixels) throw defect('unreadable-file', `The document refers to pixels "${id}" that it lacks.`, { id })
  if (pixels.channels === 1) rasters.createMask(pixels.width, pixels.height, pixels.data, id)
  else rasters.createColor(pixels.width, pixels.height, toRgba(pixels), id)
}

function checkMasks(document: DocumentData, rasters: Rasters): void {
  for (const layer of Object.values(document.layers)) if (hasPixels(layer)) rasters.color(layer.raster)
  const ids = document.masks.map((mask) => mask.raster)
  if (document.selection) ids.push(document.selection)
  for (const id of ids) {
    const { width, height } = rasters.mask(id)
    if (width !== document.width || height !== document.height)
      throw defect(
        'unreadable-file',
        `The mask "${id}" is ${width} x ${height} pixels in a document of ${document.width} x ${document.height}.`,
        { id },
      )
  }
}
