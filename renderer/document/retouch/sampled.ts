import type { DocumentData, LayerId } from '../../../electron/contract/document/index.ts'
import type { Rect } from '../../../electron/contract/pixels.ts'
import type { PaintTarget } from '../brush/target.ts'
import { composite } from '../composite.ts'
import { intersection, isEmpty } from '../geometry.ts'
import { PixelPatch } from '../pixelPatch.ts'
import {
  inverse,
  isShift,
  type Matrix,
  multiply,
  type Point,
  transformPoint,
  transformRect,
} from '../transform.ts'
import { parentOf, siblingsOf } from '../tree.ts'

/** Whose pixels are taken: the painted layer's or mask's own, the picture up to that layer, or the whole picture. */
export const sampleKinds = ['layer', 'below', 'all'] as const
export type SampleKind = (typeof sampleKinds)[number]

type Bytes = Uint8ClampedArray<ArrayBuffer>

/** The picture that a stroke takes its pixels from, as it was before the stroke. */
export interface Sampled {
  /** Must be called before pixels of `rect` of the painted raster change. */
  keep(rect: Rect): void
  /** Straight RGBA for `rect` of the painted raster, taken `offset` away, in document pixels; nothing beyond the picture. */
  read(rect: Rect, offset: Point): Bytes
}

export function sampled(target: PaintTarget, kind: SampleKind): Sampled {
  return kind === 'layer' ? new OwnPixels(target) : new SeenPixels(target, kind)
}

/** Whole pixels of the painted raster: what is taken is never sampled anew. */
class OwnPixels implements Sampled {
  readonly #target: PaintTarget
  readonly #kept: PixelPatch

  constructor(target: PaintTarget) {
    this.#target = target
    this.#kept = new PixelPatch(target.raster)
  }

  keep(rect: Rect): void {
    this.#kept.capture(this.#raster, rect)
  }

  read(rect: Rect, offset: Point): Bytes {
    const { matrix, medium } = this.#target
    const { x, y } = transformPoint({ ...inverse(matrix), e: 0, f: 0 }, offset)
    const from = { ...rect, x: rect.x + Math.round(x), y: rect.y + Math.round(y) }
    const { width, height } = this.#raster
    const part = intersection(from, { x: 0, y: 0, width, height })
    const out = new Uint8ClampedArray(4 * rect.width * rect.height)
    if (!isEmpty(part)) {
      this.keep(part)
      const bytes = this.#kept.read(this.#raster, part)
      if (medium.kind === 'mask') medium.show(bytes)
      copyRows(bytes, part, out, from)
    }
    return out
  }

  get #raster() {
    return this.#target.session.rasters.color(this.#target.raster)
  }
}

/** Side of the squares that the picture is composited in, in document pixels. */
const TILE = 128

class SeenPixels implements Sampled {
  readonly #target: PaintTarget
  readonly #stop: LayerId | undefined
  readonly #tiles = new Map<string, Bytes>()

  constructor(target: PaintTarget, kind: 'below' | 'all') {
    this.#target = target
    this.#stop = kind === 'below' ? nextAbove(target.session.data, target.layer) : undefined
  }

  keep(rect: Rect): void {
    for (const { x, y } of tilesOf(transformRect(this.#target.matrix, rect))) this.#tile(x, y)
  }

  read(rect: Rect, offset: Point): Bytes {
    const { matrix } = this.#target
    if (isShift(matrix)) {
      const { e, f } = matrix
      return this.#region({
        ...rect,
        x: rect.x + e + Math.round(offset.x),
        y: rect.y + f + Math.round(offset.y),
      })
    }
    return this.#resampled(rect, multiply({ a: 1, b: 0, c: 0, d: 1, e: offset.x, f: offset.y }, matrix))
  }

  /** @param matrix from the raster's pixels to the document pixels to take */
  #resampled(rect: Rect, matrix: Matrix): Bytes {
    const box = transformRect(matrix, rect)
    const region = { x: box.x - 1, y: box.y - 1, width: box.width + 2, height: box.height + 2 }
    const bytes = this.#region(region)
    const out = new Uint8ClampedArray(4 * rect.width * rect.height)
    for (let row = 0, to = 0; row < rect.height; row++)
      for (let column = 0; column < rect.width; column++, to += 4) {
        const at = transformPoint(matrix, { x: rect.x + column + 0.5, y: rect.y + row + 0.5 })
        interpolate(bytes, region, at.x - region.x - 0.5, at.y - region.y - 0.5, out, to)
      }
    return out
  }

  #region(rect: Rect): Bytes {
    const out = new Uint8ClampedArray(4 * rect.width * rect.height)
    const { width, height } = this.#target.session.data
    const inside = intersection(rect, { x: 0, y: 0, width, height })
    for (const { x, y } of tilesOf(inside)) {
      const tile = { x, y, width: TILE, height: TILE }
      const part = intersection(tile, inside)
      copyRows(cut(this.#tile(x, y), tile, part), part, out, rect)
    }
    return out
  }

  #tile(x: number, y: number): Bytes {
    const key = `${x} ${y}`
    const known = this.#tiles.get(key)
    if (known) return known
    const region = { x, y, width: TILE, height: TILE }
    const upTo = this.#stop === undefined ? {} : { upTo: this.#stop }
    const { data } = composite(this.#target.session, { region, ...upTo })
    const bytes = new Uint8ClampedArray(data.buffer as ArrayBuffer, data.byteOffset, data.length)
    this.#tiles.set(key, bytes)
    return bytes
  }
}

/** What the picture is painted up to so that `id` is still in it; undefined: all of it. */
function nextAbove(data: DocumentData, id: LayerId): LayerId | undefined {
  const siblings = siblingsOf(data, id)
  const next = siblings[siblings.indexOf(id) + 1]
  if (next !== undefined) return next
  const parent = parentOf(data, id)
  return parent ? nextAbove(data, parent.id) : undefined
}

function tilesOf({ x, y, width, height }: Rect): Point[] {
  const corners = []
  for (let top = Math.floor(y / TILE) * TILE; top < y + height; top += TILE)
    for (let left = Math.floor(x / TILE) * TILE; left < x + width; left += TILE)
      corners.push({ x: left, y: top })
  return corners
}

/** Copies the pixels of `part` into those of `whole`, which holds it. */
function copyRows(from: Bytes, part: Rect, to: Bytes, whole: Rect): void {
  for (let row = 0; row < part.height; row++) {
    const start = 4 * row * part.width
    const at = 4 * ((part.y - whole.y + row) * whole.width + part.x - whole.x)
    to.set(from.subarray(start, start + 4 * part.width), at)
  }
}

function cut(bytes: Bytes, whole: Rect, part: Rect): Bytes {
  const out = new Uint8ClampedArray(4 * part.width * part.height)
  for (let row = 0; row < part.height; row++) {
    const from = 4 * ((part.y - whole.y + row) * whole.width + part.x - whole.x)
    out.set(bytes.subarray(from, from + 4 * part.width), 4 * row * part.width)
  }
  return out
}

/** The pixel at a place between the centres of others, colours weighed by their alpha. */
function interpolate(bytes: Bytes, { width }: Rect, x: number, y: number, out: Bytes, to: number): void {
  const left = Math.floor(x)
  const top = Math.floor(y)
  let alpha = 0
  const sum = [0, 0, 0]
  for (let corner = 0; corner < 4; corner++) {
    const [u, v] = [corner & 1, corner >> 1]
    const at = 4 * ((top + v) * width + left + u)
    const weight = bytes[at + 3]! * (u ? x - left : 1 - x + left) * (v ? y - top : 1 - y + top)
    alpha += weight
    for (let k = 0; k < 3; k++) sum[k]! += weight * bytes[at + k]!
  }
  if (alpha === 0) return
  for (let k = 0; k < 3; k++) out[to + k] = sum[k]! / alpha
  out[to + 3] = alpha
}
