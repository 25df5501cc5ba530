import type { RasterId } from '../../../electron/contract/document/index.ts'
import type { Rect } from '../../../electron/contract/pixels.ts'
import { intersection, isEmpty } from '../../document/geometry.ts'
import { drawNow } from '../../document/rasters.ts'
import { roundOut } from '../geometry.ts'
import { type Surface, viewSurface } from './surface.ts'

/** The side, in pixels of the finer level, of the parts in which a level is brought up to date. */
const PART = 256

/** A level smaller than this is never halved again. */
const SMALLEST = 64

/** The coarsest level that still has at least one pixel for each target pixel. */
export function levelFor(scale: number, width: number, height: number): number {
  let level = 0
  while (scale * 2 ** (level + 1) <= 1 && Math.min(width, height) / 2 ** (level + 1) >= SMALLEST) level++
  return level
}

interface Level {
  readonly surface: Surface
  readonly width: number
  readonly height: number
  readonly columns: number
  /** 1 for each part of the finer level that changed since this level was drawn. */
  readonly stale: Uint8Array
}

/** One picture at halved sizes, each made from the next finer one, part by part when it is needed. */
export class MipChain {
  readonly #base: CanvasImageSource
  readonly #width: number
  readonly #height: number
  readonly #levels: Level[] = []

  constructor(base: CanvasImageSource, width: number, height: number) {
    this.#base = base
    this.#width = width
    this.#height = height
  }

  /** Pixels of level `level`, where one pixel stands for `2 ** level` of the picture. */
  canvas(level: number): CanvasImageSource {
    return level === 0 ? this.#base : this.#level(level).surface.canvas
  }

  /** `rect` of the full-size picture changed. */
  invalidate(rect: Rect): void {
    this.#levels.forEach((level, index) => {
      markStale(level, scaleDown(rect, index))
    })
  }

  /**
   * Brings the part of `level` that shows `rect` of the full-size picture up to date.
   * @param outOfTime asked before each part; when true the work stops.
   * @returns whether all of it is up to date.
   */
  update(level: number, rect: Rect, outOfTime: () => boolean): boolean {
    if (level === 0) return true
    const target = this.#level(level)
    const finer = scaleDown(rect, level - 1)
    const [left, top, right, bottom] = partsOf(finer, target)
    for (let row = top; row <= bottom; row++)
      for (let column = left; column <= right; column++) {
        const index = row * target.columns + column
        if (!target.stale[index]) continue
        if (outOfTime()) return false
        const part = { x: column * PART, y: row * PART, width: PART, height: PART }
        const scale = 2 ** (level - 1)
        const full = { x: part.x * scale, y: part.y * scale, width: PART * scale, height: PART * scale }
        if (!this.update(level - 1, full, outOfTime)) return false
        halve(this.canvas(level - 1), target, part)
        target.stale[index] = 0
      }
    return true
  }

  #level(level: number): Level {
    for (let index = this.#levels.length; index < level; index++) {
      const finer = this.#levels[index - 1]
      const finerWidth = finer?.width ?? this.#width
      const finerHeight = finer?.height ?? this.#height
      const width = Math.ceil(finerWidth / 2)
      const height = Math.ceil(finerHeight / 2)
      const columns = Math.ceil(finerWidth / PART)
      const stale = new Uint8Array(columns * Math.ceil(finerHeight / PART)).fill(1)
      this.#levels.push({ surface: viewSurface(width, height), width, height, columns, stale })
    }
    return this.#levels[level - 1]!
  }
}

/** At exactly half size bilinear sampling falls between four pixels: their mean. */
function halve(finer: CanvasImageSource, target: Level, part: Rect): void {
  const { context } = target.surface
  context.save()
  context.beginPath()
  context.rect(part.x / 2, part.y / 2, part.width / 2, part.height / 2)
  context.clip()
  context.clearRect(part.x / 2, part.y / 2, part.width / 2, part.height / 2)
  context.scale(0.5, 0.5)
  context.drawImage(finer, 0, 0)
  drawNow(context)
  context.restore()
}

function scaleDown({ x, y, width, height }: Rect, level: number): Rect {
  const scale = 2 ** -level
  return roundOut({ x: x * scale, y: y * scale, width: width * scale, height: height * scale })
}

function partsOf(finer: Rect, level: Level): [left: number, top: number, right: number, bottom: number] {
  const rows = level.stale.length / level.columns
  const inside = intersection(finer, { x: 0, y: 0, width: level.columns * PART, height: rows * PART })
  if (isEmpty(inside)) return [0, 0, -1, -1]
  return [
    Math.floor(inside.x / PART),
    Math.floor(inside.y / PART),
    Math.floor((inside.x + inside.width - 1) / PART),
    Math.floor((inside.y + inside.height - 1) / PART),
  ]
}

function markStale(level: Level, finer: Rect): void {
  const [left, top, right, bottom] = partsOf(finer, level)
  for (let row = top; row <= bottom; row++)
    for (let column = left; column <= right; column++) level.stale[row * level.columns + column] = 1
}

/** What a chain is made of; `canvas` is replaced when the raster is. */
export interface MipSource {
  readonly id: RasterId
  readonly canvas: OffscreenCanvas
  readonly width: number
  readonly height: number
}

/** The chains of a document's rasters. */
export class MipStore {
  readonly #chains = new Map<RasterId, { source: OffscreenCanvas; chain: MipChain }>()

  chain({ id, canvas, width, height }: MipSource): MipChain {
    const known = this.#chains.get(id)
    if (known?.source === canvas) return known.chain
    const chain = new MipChain(canvas, width, height)
    this.#chains.set(id, { source: canvas, chain })
    return chain
  }

  invalidate(id: RasterId, rect: Rect): void {
    this.#chains.get(id)?.chain.invalidate(rect)
  }

  /** Drops the chains of rasters that are no longer drawn. */
  keepOnly(ids: ReadonlySet<RasterId>): void {
    for (const id of this.#chains.keys()) if (!ids.has(id)) this.#chains.delete(id)
  }
}
