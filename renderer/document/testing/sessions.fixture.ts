import type { LayerId, RasterLayer } from '../../../electron/contract/document/index.ts'
import type { Pixels } from '../../../electron/contract/pixels.ts'
import { emptyDocument } from '../create.ts'
import { Rasters } from '../rasters.ts'
import { DocumentSession, type SessionOptions } from '../session.ts'
import { pictureLayer } from '../tree.ts'
import { installMemoryCanvas } from './memoryCanvas.fixture.ts'

installMemoryCanvas()

export type Rgba = readonly [number, number, number, number]

/** A picture of one colour. */
export function plain(width: number, height: number, color: Rgba): Pixels {
  const data = new Uint8Array(width * height * 4)
  for (let i = 0; i < data.length; i += 4) data.set(color, i)
  return { width, height, channels: 4, data }
}

/** A picture whose pixels all differ, opaque: red is x, green is y. */
export function gradient(width: number, height: number): Pixels {
  const data = new Uint8Array(width * height * 4)
  for (let i = 0; i < width * height; i++) data.set([i % width, Math.floor(i / width), 7, 255], i * 4)
  return { width, height, channels: 4, data }
}

/** A session whose layers, named `a`, `b` and so on from the bottom, hold pictures at the document's origin. */
export function sessionOf(
  width: number,
  height: number,
  pictures: readonly Pixels[],
  options: SessionOptions = {},
): { session: DocumentSession; ids: LayerId[] } {
  const rasters = new Rasters()
  const data = emptyDocument('test', width, height)
  pictures.forEach((picture, i) => {
    const raster = rasters.createColor(picture.width, picture.height, picture.data)
    const layer = pictureLayer('paint', String.fromCharCode(97 + i), raster.id)
    data.layers[layer.id] = layer
    data.root.push(layer.id)
  })
  data.active = data.root.at(-1) ?? null
  return { session: new DocumentSession(data, rasters, options), ids: data.root }
}

export const rasterOf = (session: DocumentSession, id: LayerId): string =>
  (session.data.layers[id] as RasterLayer).raster

export function pixelAt(pixels: Pixels, x: number, y: number): number[] {
  const at = (y * pixels.width + x) * pixels.channels
  return [...pixels.data.subarray(at, at + pixels.channels)]
}

/** The layer names from the bottom, groups as `name[…]`. */
export function outline(session: DocumentSession, ids: readonly LayerId[] = session.data.root): string {
  return ids
    .map((id) => {
      const layer = session.data.layers[id]!
      return layer.kind === 'group' ? `${layer.name}[${outline(session, layer.children)}]` : layer.name
    })
    .join(' ')
}
