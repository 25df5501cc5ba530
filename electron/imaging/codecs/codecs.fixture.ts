import type { DocumentData, Layer } from '../../contract/document/index.ts'
import type { Pixels } from '../../contract/pixels.ts'
import type { Rasters } from '../../contract/procedures/files.ts'
import { decodeFile } from './decode.ts'
import type { DecodedPicture } from './decoded.ts'

/** Pictures and documents made by code, for tests. */

/** Deterministic pixels without any pattern that a codec could repair by luck. */
export function noise(width: number, height: number, channels: 1 | 3 | 4 = 4, seed = 1): Pixels {
  const data = new Uint8Array(width * height * channels)
  let state = seed
  for (let i = 0; i < data.length; i++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    data[i] = state >>> 24
  }
  return { width, height, channels, data }
}

/** A smooth opaque picture, which lossy formats keep closely. */
export function gradient(width: number, height: number): Pixels {
  const data = new Uint8Array(width * height * 4)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      data.set([(255 * x) / width, (255 * y) / height, 128, 255], 4 * (y * width + x))
  return { width, height, channels: 4, data }
}

/** One colour everywhere. */
export function solid(
  width: number,
  height: number,
  color: readonly [number, number, number, number],
): Pixels {
  const data = new Uint8Array(width * height * 4)
  for (let i = 0; i < data.length; i += 4) data.set(color, i)
  return { width, height, channels: 4, data }
}

/** The largest difference of any two samples. */
export function largestDifference(a: Uint8Array, b: Uint8Array): number {
  if (a.length !== b.length) return Number.POSITIVE_INFINITY
  return a.reduce((max, value, i) => Math.max(max, Math.abs(value - b[i]!)), 0)
}

/** Opens a file that must hold one picture. */
export async function openPicture(bytes: Uint8Array, name = 'picture'): Promise<DecodedPicture> {
  const decoded = await decodeFile(bytes, name)
  if (decoded.kind !== 'picture') throw new Error('expected a picture')
  return decoded
}

/** The four samples of an RGBA pixel. */
export function pixelAt({ data, width }: Pixels, x: number, y: number): number[] {
  return [...data.subarray(4 * (y * width + x), 4 * (y * width + x) + 4)]
}

/** What every layer has, before a test says otherwise. */
export function layerDefaults(id: string) {
  return {
    id,
    name: id,
    visible: true,
    locked: false,
    opacity: 1,
    blendMode: 'normal' as const,
    raster: `${id}-raster`,
    transform: { x: 0, y: 0, scaleX: 1, scaleY: 1, rotation: 0 },
  }
}

/** A document of these layers, all at the top level but for those a group lists. */
export function documentOf(width: number, height: number, layers: Layer[]): DocumentData {
  const inGroups = new Set(layers.flatMap((layer) => (layer.kind === 'group' ? layer.children : [])))
  const root = layers.map((layer) => layer.id).filter((id) => !inGroups.has(id))
  return {
    id: 'document',
    name: 'Document',
    width,
    height,
    layers: Object.fromEntries(layers.map((layer) => [layer.id, layer])),
    root,
    active: root[0] ?? null,
    selection: null,
    masks: [],
  }
}

/** Two image layers, the upper one in a group, a saved mask and a selection. */
export function smallDocument(): { document: DocumentData; rasters: Rasters; composite: Pixels } {
  const document: DocumentData = {
    ...documentOf(12, 9, [
      { ...layerDefaults('photo'), kind: 'image', name: '照片' },
      {
        ...layerDefaults('bird'),
        kind: 'image',
        opacity: 0.5,
        blendMode: 'multiply',
        transform: { x: 2, y: 1, scaleX: -0.5, scaleY: 0.5, rotation: 30 },
      },
      {
        id: 'group',
        kind: 'group',
        name: 'Group',
        visible: true,
        locked: false,
        opacity: 1,
        blendMode: 'pass-through',
        expanded: false,
        children: ['bird'],
      },
    ]),
    selection: 'selection',
    masks: [{ id: 'mask', name: 'Mask', raster: 'mask' }],
  }
  const rasters: Rasters = {
    'photo-raster': noise(12, 9, 4, 1),
    'bird-raster': noise(7, 5, 4, 2),
    selection: noise(12, 9, 1, 3),
    mask: noise(12, 9, 1, 4),
  }
  return { document, rasters, composite: gradient(12, 9) }
}
