import type { RasterId } from '../../electron/contract/document/index.ts'
import type { Rect } from '../../electron/contract/pixels.ts'
import type { Rasters } from './rasters.ts'
import { tileCount, tileRect, tilesUnder } from './tiles.ts'

/** One tile of a raster, in the raster's pixels. */
export interface Tile {
  readonly raster: RasterId
  readonly index: number
  readonly rect: Rect
}

interface Copied<Name> {
  readonly names: (Name | null)[]
  readonly outdated: Set<number>
}

/** Knows which tiles of rasters were copied elsewhere as they are now, and under which name. */
export class CopiedTiles<Name> {
  readonly #rasters: Rasters
  readonly #side: number
  readonly #copied = new Map<RasterId, Copied<Name>>()
  /** Ends the listening to changes. */
  readonly stop: () => void

  /** @param side of a tile, in pixels */
  constructor(rasters: Rasters, side: number) {
    this.#rasters = rasters
    this.#side = side
    this.stop = rasters.onChange((id, rect) => {
      const copied = this.#copied.get(id)
      if (copied) for (const index of tilesUnder(rasters.get(id), rect, side)) copied.outdated.add(index)
    })
  }

  /** A tile of these rasters that is not copied as it is now; null: all are. */
  next(ids: Iterable<RasterId>): Tile | null {
    for (const raster of ids) {
      const [index] = this.#of(raster).outdated
      if (index !== undefined)
        return { raster, index, rect: tileRect(this.#rasters.get(raster), index, this.#side) }
    }
    return null
  }

  /** The tile was copied as it is now. @param name null: it holds zeros alone, and needs no copy */
  copied({ raster, index }: Tile, name: Name | null): void {
    const { names, outdated } = this.#of(raster)
    names[index] = name
    outdated.delete(index)
  }

  /** The names of a raster's tiles, the last that were given. */
  names(raster: RasterId): (Name | null)[] {
    return [...this.#of(raster).names]
  }

  /** Forgets the copies of all other rasters. */
  keepOnly(ids: ReadonlySet<RasterId>): void {
    for (const id of this.#copied.keys()) if (!ids.has(id)) this.#copied.delete(id)
  }

  #of(raster: RasterId): Copied<Name> {
    let copied = this.#copied.get(raster)
    if (!copied) {
      const count = tileCount(this.#rasters.get(raster), this.#side)
      const indices = Array.from({ length: count }, (_, index) => index)
      copied = { names: indices.map(() => null), outdated: new Set(indices) }
      this.#copied.set(raster, copied)
    }
    return copied
  }
}
