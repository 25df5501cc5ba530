import type { Client } from '../../../electron/contract/client.ts'
import { type RasterId, rasterIdsOf } from '../../../electron/contract/document/index.ts'
import type { EngineContract } from '../../../electron/contract/engine.ts'
import {
  RECOVERY_TILE,
  type TiledRaster,
  type TileName,
} from '../../../electron/contract/procedures/recovery.ts'
import { CopiedTiles, type DocumentSession, newId, readRaster, type Tile } from '../../document/index.ts'
import type { Slice } from './slices.ts'

/** When work may be done that a user could feel. */
export interface Pace {
  /** The next while in which tiles may be sent. */
  slice(): Promise<Slice>
  /** Resolves when no stroke or drag is going on: the document is then in one state. */
  released(): Promise<void>
  /** How many tiles may be on their way at once. */
  maxInFlight(): number
}

type Engine = Pick<Client<EngineContract>, 'call'>

/**
 * The engine's recovery copy of one open document. The pixels go in tiles, in slices between the frames, and each
 * again when it changes meanwhile; the commit follows in the moment in which all of them are there.
 */
export class RecoveryCopy {
  readonly session: DocumentSession
  /** What the engine keeps it under. */
  id: string
  readonly #engine: Engine
  readonly #pace: Pace
  readonly #tiles: CopiedTiles<TileName>
  /** Makes the names of this copy's tiles unlike those of an earlier page. */
  readonly #mark = newId('t')
  #sent = 0
  /** Counts what makes a running {@link update} pointless. */
  #epoch = 0

  /** @param side of a tile; the engine knows but one, tests take a smaller */
  constructor(
    session: DocumentSession,
    engine: Engine,
    pace: Pace,
    id = session.data.id,
    side = RECOVERY_TILE,
  ) {
    this.session = session
    this.id = id
    this.#engine = engine
    this.#pace = pace
    this.#tiles = new CopiedTiles(session.rasters, side)
  }

  /** The engine may have nothing of it any more: everything is to be sent again. Ends a running {@link update}. */
  forget(): void {
    this.#epoch++
    this.#tiles.keepOnly(new Set())
  }

  /** The document was replaced. */
  stop(): void {
    this.forget()
    this.#tiles.stop()
  }

  /**
   * Brings the copy up to date.
   * @throws what the engine answered; nothing once it was forgotten
   */
  async update(): Promise<void> {
    const epoch = this.#epoch
    const current = () => this.#epoch === epoch
    const sending = new Sending()
    try {
      do {
        await this.#sendTiles(sending, current)
        await this.#pace.released()
        if (!current()) return
      } while (this.#next())
      await this.#commit()
    } catch (thrown) {
      // A tile that failed is the reason why the commit could not find it.
      if (current()) throw sending.failure ?? thrown
    }
  }

  async #sendTiles(sending: Sending, current: () => boolean): Promise<void> {
    while (this.#next()) {
      const slice = await this.#pace.slice()
      if (!current()) return
      let tile = this.#next()
      while (tile && sending.count < this.#pace.maxInFlight()) {
        const pixels = readRaster(this.session.rasters.get(tile.raster), tile.rect)
        this.#tiles.copied(tile, isZero(pixels) ? null : this.#send(sending, tile, pixels))
        tile = slice.hasRoom() ? this.#next() : null
      }
      if (sending.count >= this.#pace.maxInFlight()) await sending.oneEnded()
      if (sending.failure) throw sending.failure
    }
  }

  #next() {
    return this.#tiles.next(rasterIdsOf(this.session.data))
  }

  #send(sending: Sending, { raster, rect }: Tile, pixels: Uint8ClampedArray<ArrayBuffer>): TileName {
    const name = `${this.#mark}-${++this.#sent}`
    const { width, height } = rect
    const { channels } = this.session.rasters.get(raster)
    const data = new Uint8Array(pixels.buffer)
    sending.add(
      this.#engine.call('recovery.putTile', {
        documentId: this.id,
        tile: name,
        pixels: { width, height, channels, data },
      }),
    )
    return name
  }

  async #commit(): Promise<void> {
    const { data, rasters: pixels, store } = this.session
    const ids = rasterIdsOf(data)
    const rasters: Record<RasterId, TiledRaster> = {}
    for (const id of ids) {
      const { width, height, channels } = pixels.get(id)
      rasters[id] = { width, height, channels, tiles: this.#tiles.names(id) }
    }
    // The engine drops what this commit does not name.
    this.#tiles.keepOnly(ids)
    const { projectPath } = store.getState()
    await this.#engine.call('recovery.commit', {
      documentId: this.id,
      document: data,
      rasters,
      ...(projectPath ? { projectPath } : {}),
    })
  }
}

/** The tiles that the engine has not answered yet, and the first failure among those that it has. */
class Sending {
  readonly #running = new Set<Promise<void>>()
  failure: unknown

  get count(): number {
    return this.#running.size
  }

  add(call: Promise<unknown>): void {
    const running: Promise<void> = call
      .then(
        () => {},
        (thrown: unknown) => {
          this.failure ??= thrown
        },
      )
      .finally(() => this.#running.delete(running))
    this.#running.add(running)
  }

  async oneEnded(): Promise<void> {
    await Promise.race(this.#running)
  }
}

function isZero(bytes: Uint8ClampedArray<ArrayBuffer>): boolean {
  const words = new Uint32Array(bytes.buffer, 0, bytes.length >> 2)
  for (let i = 0; i < words.length; i++) if (words[i] !== 0) return false
  for (let i = words.length * 4; i < bytes.length; i++) if (bytes[i] !== 0) return false
  return true
}
