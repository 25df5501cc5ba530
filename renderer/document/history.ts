import type { Patches } from 'mutative'
import type { RasterId } from '../../electron/contract/document/index.ts'
import type { PixelPatch } from './pixelPatch.ts'
import type { HistoryEntryInfo, Label } from './types.ts'

export interface HistoryEntry {
  readonly serial: number
  readonly label: Label
  readonly undo: Patches
  readonly redo: Patches
  readonly pixels: readonly PixelPatch[]
  /** Rasters of the entry that the document does not refer to on both its sides; the entry keeps them alive. */
  readonly rasters: readonly RasterId[]
}

/** The bytes of rasters that the document itself does not hold. */
export type SizeOf = (raster: RasterId) => number

/** A line of entries and a position in it; what an entry does is the session's business. */
export class History {
  #entries: HistoryEntry[] = []
  #position = 0
  /** The serial of the state before the first entry. */
  #base = 0

  get position(): number {
    return this.#position
  }

  get length(): number {
    return this.#entries.length
  }

  /** Names the current state: equal serials mean equal documents. */
  get serial(): number {
    return this.#entries[this.#position - 1]?.serial ?? this.#base
  }

  /** Appends an applied entry in place of all that was undone. */
  push(entry: HistoryEntry): void {
    this.#entries.length = this.#position
    this.#entries.push(entry)
    this.#position++
  }

  /** Steps back and returns the entry to undo; undefined at the beginning. */
  back(): HistoryEntry | undefined {
    return this.#position > 0 ? this.#entries[--this.#position] : undefined
  }

  /** Steps forward and returns the entry to redo; undefined at the end. */
  forward(): HistoryEntry | undefined {
    return this.#position < this.#entries.length ? this.#entries[this.#position++] : undefined
  }

  /**
   * Drops the oldest entries, then what was undone longest ago, until `budget` bytes suffice. The entry just
   * made stays, whatever its size: undo must be able to take back one step.
   */
  trim(budget: number, sizeOf: SizeOf): void {
    while (this.#position > 1 && this.bytes(sizeOf) > budget) {
      this.#base = this.#entries.shift()!.serial
      this.#position--
    }
    while (this.#entries.length > Math.max(1, this.#position) && this.bytes(sizeOf) > budget)
      this.#entries.pop()
  }

  /** Bytes that would be free without history. */
  bytes(sizeOf: SizeOf): number {
    let sum = 0
    for (const id of this.rasters()) sum += sizeOf(id)
    for (const entry of this.#entries) sum += pixelBytes(entry)
    return sum
  }

  /** All rasters that entries keep alive. */
  rasters(): Set<RasterId> {
    return new Set(this.#entries.flatMap((entry) => entry.rasters))
  }

  describe(sizeOf: SizeOf): HistoryEntryInfo[] {
    return this.#entries.map((entry) => ({
      serial: entry.serial,
      label: entry.label,
      bytes: entry.rasters.reduce((sum, id) => sum + sizeOf(id), pixelBytes(entry)),
    }))
  }
}

const pixelBytes = (entry: HistoryEntry) => entry.pixels.reduce((sum, patch) => sum + patch.bytes, 0)
