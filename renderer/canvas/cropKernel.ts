import type { Rect } from '../../electron/contract/pixels.ts'
import type { Point } from '../document/transform.ts'
import { rectBetween } from './geometry.ts'
import type { Handle } from './transformKernel.ts'

// Pure: what dragging makes of a crop frame. Nothing in this file reads a store. All numbers are document pixels.

/** The frame between two corners, shrunk along one axis to `ratio` (width over height) from the first corner. */
export function frameBetween(anchor: Point, corner: Point, ratio: number | null): Rect {
  return wholePixels(rectBetween(anchor, ratio === null ? corner : withRatio(anchor, corner, ratio)), ratio)
}

/** The frame after one of its handles was dragged to `target`; the opposite one keeps its place. */
export function dragFrame(frame: Rect, { u, v }: Handle, target: Point, ratio: number | null): Rect {
  const anchor = { x: frame.x + (1 - u) * frame.width, y: frame.y + (1 - v) * frame.height }
  if (u !== 0.5 && v !== 0.5) return frameBetween(anchor, target, ratio)
  if (u === 0.5) {
    const height = Math.abs(target.y - anchor.y)
    const width = ratio === null ? frame.width : height * ratio
    const x = frame.x + (frame.width - width) / 2
    return wholePixels({ x, y: Math.min(target.y, anchor.y), width, height }, ratio)
  }
  const width = Math.abs(target.x - anchor.x)
  const height = ratio === null ? frame.height : width / ratio
  const y = frame.y + (frame.height - height) / 2
  return wholePixels({ x: Math.min(target.x, anchor.x), y, width, height }, ratio)
}

export function handlePoint({ x, y, width, height }: Rect, { u, v }: Handle): Point {
  return { x: x + u * width, y: y + v * height }
}

/** The corner that has `ratio` with the anchor, inside the box the pointer spans. */
function withRatio(anchor: Point, { x, y }: Point, ratio: number): Point {
  const width = Math.min(Math.abs(x - anchor.x), Math.abs(y - anchor.y) * ratio)
  return {
    x: anchor.x + Math.sign(x - anchor.x) * width,
    y: anchor.y + (Math.sign(y - anchor.y) * width) / ratio,
  }
}

/** Edges on whole pixels, at least one pixel apart. */
function wholePixels({ x, y, width, height }: Rect, ratio: number | null): Rect {
  const left = Math.round(x)
  const top = Math.round(y)
  const wide = Math.max(1, Math.round(x + width) - left)
  return {
    x: left,
    y: top,
    width: wide,
    height: Math.max(1, ratio === null ? Math.round(y + height) - top : Math.round(wide / ratio)),
  }
}
