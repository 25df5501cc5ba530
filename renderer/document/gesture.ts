import { create } from 'mutative'
import { type DocumentData, type RasterId, rasterIdsOf } from '../../electron/contract/document/index.ts'
import type { Rect } from '../../electron/contract/pixels.ts'
import { PixelPatch } from './pixelPatch.ts'
import type { Rasters } from './rasters.ts'
import type { Gesture, Label } from './types.ts'

/** What a gesture needs of its session. */
export interface GestureHost {
  readonly rasters: Rasters
  read(): DocumentData
  write(data: DocumentData): void
  /** Called once, after the last change. */
  ended(gesture: OpenGesture, committed: boolean): void
}

/** Records what changes until it ends: the document as it was, and the touched pixels as they were. */
export class OpenGesture implements Gesture {
  readonly label: Label
  readonly before: DocumentData
  readonly patches = new Map<RasterId, PixelPatch>()
  readonly #host: GestureHost
  #open = true

  constructor(host: GestureHost, label: Label) {
    this.#host = host
    this.label = label
    this.before = host.read()
  }

  get open(): boolean {
    return this.#open
  }

  update(recipe: (draft: DocumentData) => void): void {
    if (!this.#open) return
    this.#host.write(
      create(this.#host.read(), (draft) => {
        recipe(draft)
      }),
    )
  }

  editPixels(id: RasterId, rect: Rect, draw: (context: OffscreenCanvasRenderingContext2D) => void): void {
    if (!this.#open) return
    const raster = this.#host.rasters.color(id)
    this.#patch(id).capture(raster, rect)
    this.#host.rasters.forewarn(id, rect)
    raster.context.save()
    try {
      draw(raster.context)
    } finally {
      raster.context.restore()
      this.#host.rasters.touch(id, rect)
    }
  }

  original(id: RasterId, rect: Rect): Uint8ClampedArray<ArrayBuffer> {
    const raster = this.#host.rasters.get(id)
    const patch = this.#patch(id)
    patch.capture(raster, rect)
    return patch.read(raster, rect)
  }

  kept(id: RasterId): boolean {
    return rasterIdsOf(this.before).has(id)
  }

  commit(): void {
    if (!this.#open) return
    this.#open = false
    this.#host.ended(this, true)
  }

  abort(): void {
    if (!this.#open) return
    this.#open = false
    for (const patch of this.patches.values()) patch.swap(this.#host.rasters)
    this.#host.write(this.before)
    this.#host.ended(this, false)
  }

  #patch(id: RasterId): PixelPatch {
    let patch = this.patches.get(id)
    if (!patch) {
      patch = new PixelPatch(id)
      this.patches.set(id, patch)
    }
    return patch
  }
}
