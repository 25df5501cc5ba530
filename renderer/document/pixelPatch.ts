import type { RasterId } from '../../electron/contract/document/index.ts'
import type { Rect } from '../../electron/contract/pixels.ts'
import { intersection } from './geometry.ts'
import { type Rasters, readRaster, writeRaster } from './rasters.ts'
import { tileRect, tilesUnder } from './tiles.ts'
import type { Raster } from './types.ts'

/** Side of the squares that pixel history is kept in. */
const TILE = 256

/** Tiles that are compared at the end of an edit, a few milliseconds' worth. */
const MAX_COMPARED = 8

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
    for (const index of tilesUnder(raster, rect, TILE))
      if (!this.#tiles.has(index)) this.#tiles.set(index, readRaster(raster, tileRect(raster, index, TILE)))
  }

  /** The kept bytes of `rect`, whose tiles were all captured. */
  read(raster: Raster, rect: Rect): Bytes {
    const { channels } = raster
    const bytes = new Uint8ClampedArray(rect.width * rect.height * channels)
    for (const index of tilesUnder(raster, rect, TILE)) {
      const tile = tileRect(raster, index, TILE)
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
      const rect = tileRect(raster, index, TILE)
      this.#tiles.set(index, readRaster(raster, rect))
      rasters.forewarn(this.raster, rect)
      writeRaster(raster, rect, kept)
      rasters.touch(this.raster, rect)
    }
  }

  /**
   * Forgets tiles that the edit left as they were: all of them when it changed nothing, else those that are found
   * among the first few. Comparing every tile of a long stroke would hold the frame in which it ends.
   */
  prune(raster: Raster): void {
    let compared = 0
    let changed = false
    for (const [index, kept] of this.#tiles) {
      if (changed && compared >= MAX_COMPARED) return
      if (sameBytes(kept, readRaster(raster, tileRect(raster, index, TILE)))) this.#tiles.delete(index)
      else changed = true
      compared++
    }
  }
}

function sameBytes(a: Bytes, b: Bytes): boolean {
  const words = a.length >> 2
  const [p, q] = [new Uint32Array(a.buffer, 0, words), new Uint32Array(b.buffer, 0, words)]
  for (let i = 0; i < words; i++) if (p[i] !== q[i]) return false
  for (let i = words * 4; i < a.length; i++) if (a[i] !== b[i]) return false
  return true
}
