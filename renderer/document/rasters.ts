import type { RasterId } from '../../electron/contract/document/index.ts'
import { defect, GanvasError } from '../../electron/contract/errors.ts'
import { MAX_PIXELS, MAX_SIDE, type Pixels, type Rect } from '../../electron/contract/pixels.ts'
import { text } from '../../electron/contract/text.ts'
import { intersection, isEmpty } from './geometry.ts'
import { newId } from './ids.ts'
import type { ColorRaster, MaskRaster, Raster } from './types.ts'

type Bytes = Uint8Array | Uint8ClampedArray

/**
 * A canvas in main memory (`willReadFrequently`), with its context: reading back is cheap, drawing one such canvas on
 * another copies no whole snapshots, and results do not depend on the machine.
 *
 * @throws GanvasError `too-large`
 */
export function createSurface(width: number, height: number) {
  checkSize(width, height)
  const canvas = new OffscreenCanvas(width, height)
  const context = canvas.getContext('2d', { willReadFrequently: true })
  if (!context) throw new GanvasError('too-large', text('sizes.noMemory', { width, height }))
  return { canvas, context }
}

/**
 * Draws at once what a context was told to. A browser may wait, and holds on to the canvases it is to draw from as they
 * are: the next write to one of those then copies all of it first, 48 MB for a layer of 12 megapixels.
 */
export function drawNow(context: OffscreenCanvasRenderingContext2D): void {
  context.getImageData(0, 0, 1, 1)
}

/** Wraps RGBA bytes, without a copy where they are clamped bytes over an ArrayBuffer. */
export function imageData(bytes: Bytes, width: number, height: number): ImageData {
  const clamped =
    bytes instanceof Uint8ClampedArray
      ? bytes
      : new Uint8ClampedArray(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return new ImageData(clamped as Uint8ClampedArray<ArrayBuffer>, width, height)
}

/** A copy of the bytes of `rect`, which must lie inside the raster. */
export function readRaster(raster: Raster, rect: Rect): Uint8ClampedArray<ArrayBuffer> {
  if (raster.channels === 4)
    return raster.context.getImageData(rect.x, rect.y, rect.width, rect.height)
      .data as Uint8ClampedArray<ArrayBuffer>
  const bytes = new Uint8ClampedArray(rect.width * rect.height)
  for (let row = 0; row < rect.height; row++) {
    const from = (rect.y + row) * raster.width + rect.x
    bytes.set(raster.data.subarray(from, from + rect.width), row * rect.width)
  }
  return bytes
}

/** The inverse of {@link readRaster}. */
export function writeRaster(raster: Raster, rect: Rect, bytes: Bytes): void {
  if (raster.channels === 4) {
    raster.context.putImageData(imageData(bytes, rect.width, rect.height), rect.x, rect.y)
    return
  }
  for (let row = 0; row < rect.height; row++)
    raster.data.set(
      bytes.subarray(row * rect.width, (row + 1) * rect.width),
      (rect.y + row) * raster.width + rect.x,
    )
}

/**
 * The pixels of a document. A raster lives from its creation until the document and its history, having referred
 * to it once, no longer do.
 */
export class Rasters {
  readonly #rasters = new Map<RasterId, Raster>()
  /** Rasters that the document referred to at least once; the code that made any other one frees it. */
  readonly #adopted = new Set<RasterId>()
  readonly #listeners = new Set<(id: RasterId, rect: Rect) => void>()
  readonly #forewarned = new Set<(id: RasterId, rect: Rect) => void>()
  #lastVersion = 0

  /** @param pixels straight RGBA, width x height x 4; absent: transparent */
  createColor(width: number, height: number, pixels?: Bytes, id: RasterId = newId('raster')): ColorRaster {
    if (pixels) checkLength(pixels, width, height, 4)
    const { canvas, context } = createSurface(width, height)
    if (pixels) context.putImageData(imageData(pixels, width, height), 0, 0)
    // A canvas gets its memory when it is first used: now, and not in the first moment of a stroke.
    else drawNow(context)
    return this.#add({ id, channels: 4, width, height, version: 0, canvas, context })
  }

  /** @param data width x height bytes, kept and not copied; absent: all 0 */
  createMask(width: number, height: number, data?: Uint8Array, id: RasterId = newId('raster')): MaskRaster {
    checkSize(width, height)
    if (data) checkLength(data, width, height, 1)
    return this.#add({
      id,
      channels: 1,
      width,
      height,
      version: 0,
      data: data ?? new Uint8Array(width * height),
    })
  }

  #add<R extends Raster>(raster: R): R {
    raster.version = ++this.#lastVersion
    this.#rasters.set(raster.id, raster)
    return raster
  }

  has(id: RasterId): boolean {
    return this.#rasters.has(id)
  }

  /** @throws GanvasError `not-found` */
  get(id: RasterId): Raster {
    const raster = this.#rasters.get(id)
    if (!raster) throw defect('not-found', `There are no pixels "${id}" in this document.`, { id })
    return raster
  }

  color(id: RasterId): ColorRaster {
    const raster = this.get(id)
    if (raster.channels !== 4)
      throw defect('invalid-input', `"${id}" holds a mask where colours are needed.`, { id })
    return raster
  }

  mask(id: RasterId): MaskRaster {
    const raster = this.get(id)
    if (raster.channels !== 1)
      throw defect('invalid-input', `"${id}" holds colours where a mask is needed.`, { id })
    return raster
  }

  /** A copy of all pixels. */
  toPixels(id: RasterId): Pixels {
    const raster = this.get(id)
    const { width, height, channels } = raster
    if (raster.channels === 1) return { width, height, channels, data: raster.data.slice() }
    const { buffer } = readRaster(raster, { x: 0, y: 0, width, height })
    return { width, height, channels, data: new Uint8Array(buffer) }
  }

  /** Tells those who keep pixels as they are that `rect` is about to change. */
  forewarn(id: RasterId, rect: Rect): void {
    for (const listener of this.#forewarned) listener(id, rect)
  }

  /** The listener gets the part that is about to change, in the raster's pixels. Returns how to stop listening. */
  onWillChange(listener: (id: RasterId, rect: Rect) => void): () => void {
    this.#forewarned.add(listener)
    return () => this.#forewarned.delete(listener)
  }

  /** Tells the listeners that `rect`, clipped to the raster, has changed. */
  touch(id: RasterId, rect: Rect): void {
    const raster = this.get(id)
    const clipped = intersection(rect, { x: 0, y: 0, width: raster.width, height: raster.height })
    if (isEmpty(clipped)) return
    raster.version = ++this.#lastVersion
    for (const listener of this.#listeners) listener(id, clipped)
  }

  /** The listener gets the changed part, in the raster's pixels. Returns how to stop listening. */
  onChange(listener: (id: RasterId, rect: Rect) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  adopt(ids: Iterable<RasterId>): void {
    for (const id of ids) this.#adopted.add(id)
  }

  /** Frees the adopted rasters that `live` does not hold. */
  collect(live: ReadonlySet<RasterId>): void {
    for (const id of this.#adopted) if (!live.has(id)) this.free(id)
  }

  /** Frees a raster that was made and then not used. */
  free(id: RasterId): void {
    const raster = this.#rasters.get(id)
    this.#rasters.delete(id)
    this.#adopted.delete(id)
    // The bytes of a canvas would otherwise wait for the garbage collector, which does not feel their weight.
    if (raster?.channels === 4) raster.canvas.width = raster.canvas.height = 0
  }

  bytesOf(id: RasterId): number {
    const raster = this.#rasters.get(id)
    return raster ? raster.width * raster.height * raster.channels : 0
  }

  ids(): RasterId[] {
    return [...this.#rasters.keys()]
  }

  /** Bytes of all rasters. */
  get bytes(): number {
    return this.ids().reduce((sum, id) => sum + this.bytesOf(id), 0)
  }
}

/** @throws GanvasError `invalid-input` or `too-large` */
export function checkSize(width: number, height: number): void {
  if (!Number.isInteger(width) || !Number.isInteger(height) || width < 1 || height < 1)
    throw new GanvasError('invalid-input', text('sizes.impossible', { width, height }))
  if (width > MAX_SIDE || height > MAX_SIDE)
    throw new GanvasError('too-large', text('sizes.overLongSide', { width, height, limit: MAX_SIDE }))
  if (width * height > MAX_PIXELS)
    throw new GanvasError(
      'too-large',
      text('sizes.overManyPixels', { width, height, limit: MAX_PIXELS / 1e6 }),
    )
}

function checkLength(bytes: Bytes, width: number, height: number, channels: number): void {
  const expected = width * height * channels
  if (bytes.length !== expected)
    throw defect(
      'invalid-input',
      `${width} x ${height} pixels of ${channels} channels are ${expected} bytes, not ${bytes.length}.`,
      { width, height, channels },
    )
}
