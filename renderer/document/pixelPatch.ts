import type { RasterId } from '../../electron/contract/document.ts'
import type { Rect } from '../../electron/contract/pixels.ts'
import { intersection, isEmpty } from './geometry.ts'
import { type Rasters, readRaster, writeRaster } from './rasters.ts'
import type { Raster } from './types.ts'

/** Side of the squares that pixel history is kept in. */
export const TILE = 256

type Bytes = Uint8ClampedArray<ArrayBuffer>

/**
 * The pixels of the touched tiles of one raster, on the other side of an edit: before it while it is applied,
 * after it while it is undone. Holding one side alone halves the memory; {@link swap} is its own inverse.
 */
export class PixelPatch {
  readonly #tiles = new Map<number, Bytes>()
  readonly raster: RasterId

  constructor(raster: RasterId) {
    this.raster = raster
  }

  get bytes(): number {
    let sum = 0
    for (const tile of this.#tiles.values()) sum += tile.length
    return sum
  }

  /** Keeps the tiles under `rect` that are not kept yet. */
  capture(raster: Raster, rect: Rect): void {
    for (const index of tilesUnder(raster, rect))
      if (!this.#tiles.has(index)) this.#tiles.set(index, readRaster(raster, tileRect(raster, index)))
  }

  /** The kept bytes of `rect`, whose tiles were all captured. */
  read(raster: Raster, rect: Rect): Bytes {
    const { channels } = raster
    const bytes = new Uint8ClampedArray(rect.width * rect.height * channels)
    for (const index of tilesUnder(raster, rect)) {
      const tile = tileRect(raster, index)
      const part = intersection(tile, rect)
      const kept = this.#tiles.get(index)!
      for (let y = part.y; y < part.y + part.height; y++) {
        const from = ((y - tile.y) * tile.width + part.x - tile.x) * channels
        const to = ((y - rect.y) * rect.width + part.x - rect.x) * channels
        bytes.set(kept.subarray(from, from + part.width * channels), to)
      }
    }
    return bytes
  }

  /** Exchanges the kept pixels with the raster's. */
  swap(rasters: Rasters): void {
    const raster = rasters.get(this.raster)
    for (const [index, kept] of this.#tiles) {
      const rect = tileRect(raster, index)
      this.#tiles.set(index, readRaster(raster, rect))
      writeRaster(raster, rect, kept)
      rasters.touch(this.raster, rect)
    }
  }

  /** Forgets tiles that the edit left as they were. */
  prune(raster: Raster): void {
    for (const [index, kept] of this.#tiles)
      if (sameBytes(kept, readRaster(raster, tileRect(raster, index)))) this.#tiles.delete(index)
  }
}

function tilesUnder(raster: Raster, rect: Rect): number[] {
  const clipped = intersection(rect, { x: 0, y: 0, width: raster.width, height: raster.height })
  if (isEmpty(clipped)) return []
  const columns = Math.ceil(raster.width / TILE)
  const indices = []
  for (let ty = Math.floor(clipped.y / TILE); ty * TILE < clipped.y + clipped.height; ty++)
    for (let tx = Math.floor(clipped.x / TILE); tx * TILE < clipped.x + clipped.width; tx++)
      indices.push(ty * columns + tx)
  return indices
}

function tileRect(raster: Raster, index: number): Rect {
  const columns = Math.ceil(raster.width / TILE)
  const x = (index % columns) * TILE
  const y = Math.floor(index / columns) * TILE
  return { x, y, width: Math.min(TILE, raster.width - x), height: Math.min(TILE, raster.height - y) }
}

function sameBytes(a: Bytes, b: Bytes): boolean {
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false
  return true
}
