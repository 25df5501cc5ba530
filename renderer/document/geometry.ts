import type { Rect } from '../../electron/contract/pixels.ts'

/** Whole-pixel rectangles. An empty rectangle has a width or height of 0. */
export const emptyRect: Rect = { x: 0, y: 0, width: 0, height: 0 }

export const isEmpty = (rect: Rect): boolean => rect.width <= 0 || rect.height <= 0

export function intersection(a: Rect, b: Rect): Rect {
  const x = Math.max(a.x, b.x)
  const y = Math.max(a.y, b.y)
  const width = Math.min(a.x + a.width, b.x + b.width) - x
  const height = Math.min(a.y + a.height, b.y + b.height) - y
  return width > 0 && height > 0 ? { x, y, width, height } : emptyRect
}

/** The smallest rectangle around both; an empty one adds nothing. */
export function union(a: Rect, b: Rect): Rect {
  if (isEmpty(a)) return b
  if (isEmpty(b)) return a
  const x = Math.min(a.x, b.x)
  const y = Math.min(a.y, b.y)
  return {
    x,
    y,
    width: Math.max(a.x + a.width, b.x + b.width) - x,
    height: Math.max(a.y + a.height, b.y + b.height) - y,
  }
}

/** The smallest whole-pixel rectangle that covers real-valued bounds. */
export function covering(left: number, top: number, right: number, bottom: number): Rect {
  const x = Math.floor(left)
  const y = Math.floor(top)
  return { x, y, width: Math.max(0, Math.ceil(right) - x), height: Math.max(0, Math.ceil(bottom) - y) }
}
