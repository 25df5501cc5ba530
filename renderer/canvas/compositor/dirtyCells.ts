import type { Rect } from '../../../electron/contract/pixels.ts'
import { intersection, isEmpty, union } from '../../document/geometry.ts'
import type { Point } from '../../document/transform.ts'

/** The side of a cell. Ten layers of one cell are composited in a few milliseconds. */
export const CELL = 128

interface Cell {
  /** What is out of date within the cell. */
  rect: Rect
  /** Asked for by a change of the document that the user is making right now. */
  urgent: boolean
}

/** What part of a `width` x `height` surface is out of date, as at most one rectangle a cell. */
export class DirtyCells {
  readonly width: number
  readonly height: number
  readonly #columns: number
  readonly #cells = new Map<number, Cell>()

  constructor(width: number, height: number) {
    this.width = width
    this.height = height
    this.#columns = Math.ceil(width / CELL)
  }

  get empty(): boolean {
    return this.#cells.size === 0
  }

  get urgent(): boolean {
    for (const cell of this.#cells.values()) if (cell.urgent) return true
    return false
  }

  /** `rect` in whole pixels; what lies outside the surface is dropped. */
  add(rect: Rect, urgent = false): void {
    const inside = intersection(rect, { x: 0, y: 0, width: this.width, height: this.height })
    if (isEmpty(inside)) return
    const right = Math.floor((inside.x + inside.width - 1) / CELL)
    const bottom = Math.floor((inside.y + inside.height - 1) / CELL)
    for (let row = Math.floor(inside.y / CELL); row <= bottom; row++)
      for (let column = Math.floor(inside.x / CELL); column <= right; column++) {
        const part = intersection(inside, { x: column * CELL, y: row * CELL, width: CELL, height: CELL })
        const key = row * this.#columns + column
        const cell = this.#cells.get(key)
        this.#cells.set(key, {
          rect: cell ? union(cell.rect, part) : part,
          urgent: urgent || (cell?.urgent ?? false),
        })
      }
  }

  addAll(): void {
    this.add({ x: 0, y: 0, width: this.width, height: this.height })
  }

  /** The next rectangle to bring up to date: urgent ones first, then the one nearest to `focus`. */
  nearest(focus: Point): Rect | null {
    let best: Cell | null = null
    let bestDistance = Number.POSITIVE_INFINITY
    for (const cell of this.#cells.values()) {
      if (best?.urgent && !cell.urgent) continue
      const distance = Math.hypot(
        cell.rect.x + cell.rect.width / 2 - focus.x,
        cell.rect.y + cell.rect.height / 2 - focus.y,
      )
      if (distance < bestDistance || (cell.urgent && !best?.urgent)) {
        best = cell
        bestDistance = distance
      }
    }
    return best?.rect ?? null
  }

  /** The rectangles of cells that `rect` touches. */
  under(rect: Rect): Rect[] {
    return [...this.#cells.values()].flatMap((cell) =>
      isEmpty(intersection(cell.rect, rect)) ? [] : [cell.rect],
    )
  }

  /** Takes away the cell of a rectangle that `nearest` returned. */
  remove(rect: Rect): void {
    this.#cells.delete(Math.floor(rect.y / CELL) * this.#columns + Math.floor(rect.x / CELL))
  }

  /** The same surface after its content moved by whole pixels: what moved in is out of date as well. */
  shifted(dx: number, dy: number): DirtyCells {
    const result = new DirtyCells(this.width, this.height)
    for (const { rect, urgent } of this.#cells.values())
      result.add({ ...rect, x: rect.x + dx, y: rect.y + dy }, urgent)
    const { width, height } = this
    if (dx > 0) result.add({ x: 0, y: 0, width: dx, height })
    if (dx < 0) result.add({ x: width + dx, y: 0, width: -dx, height })
    if (dy > 0) result.add({ x: 0, y: 0, width, height: dy })
    if (dy < 0) result.add({ x: 0, y: height + dy, width, height: -dy })
    return result
  }
}
