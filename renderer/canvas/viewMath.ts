import type { Rect } from '../../electron/contract/pixels.ts'
import type { Point } from '../document/transform.ts'
import { clamp } from './geometry.ts'

// Pure: where the document lies in the viewport. Nothing in this file reads a store.

/** Device pixels per document pixel, at the extremes. */
export const MIN_SCALE = 0.01
export const MAX_SCALE = 64

/** Empty space around a fitted document, in CSS pixels. */
const FIT_MARGIN = 24

export interface Placement {
  readonly zoom: number
  readonly panX: number
  readonly panY: number
}

export interface Viewport {
  readonly width: number
  readonly height: number
  readonly pixelRatio: number
}

export interface Size {
  readonly width: number
  readonly height: number
}

export function toDocument({ zoom, panX, panY }: Placement, { x, y }: Point): Point {
  return { x: (x - panX) / zoom, y: (y - panY) / zoom }
}

export function toScreen({ zoom, panX, panY }: Placement, { x, y }: Point): Point {
  return { x: x * zoom + panX, y: y * zoom + panY }
}

/** Pans to whole device pixels, so that panning shifts the picture instead of sampling it anew. */
export function onDevicePixels({ zoom, panX, panY }: Placement, pixelRatio: number): Placement {
  return {
    zoom,
    panX: Math.round(panX * pixelRatio) / pixelRatio,
    panY: Math.round(panY * pixelRatio) / pixelRatio,
  }
}

/** Zooms so that the document point under `anchor`, in CSS pixels, stays there. */
export function zoomAbout(
  placement: Placement,
  zoom: number,
  anchor: Point,
  { pixelRatio }: Pick<Viewport, 'pixelRatio'>,
): Placement {
  const clamped = clamp(zoom, MIN_SCALE / pixelRatio, MAX_SCALE / pixelRatio)
  const fixed = toDocument(placement, anchor)
  return onDevicePixels(
    { zoom: clamped, panX: anchor.x - fixed.x * clamped, panY: anchor.y - fixed.y * clamped },
    pixelRatio,
  )
}

/** The whole document, centred, and never above 100 %. */
export function fitted(document: Size, viewport: Viewport): Placement {
  const zoom = Math.min(
    (viewport.width - 2 * FIT_MARGIN) / document.width,
    (viewport.height - 2 * FIT_MARGIN) / document.height,
    1 / viewport.pixelRatio,
  )
  return centered(document, viewport, zoom)
}

/** The viewport is covered on both sides. */
export function filled(document: Size, viewport: Viewport): Placement {
  return centered(
    document,
    viewport,
    Math.max(viewport.width / document.width, viewport.height / document.height),
  )
}

export function centered(document: Size, viewport: Viewport, zoom: number): Placement {
  const { width, height, pixelRatio } = viewport
  const clamped = clamp(zoom, MIN_SCALE / pixelRatio, MAX_SCALE / pixelRatio)
  return onDevicePixels(
    {
      zoom: clamped,
      panX: (width - document.width * clamped) / 2,
      panY: (height - document.height * clamped) / 2,
    },
    pixelRatio,
  )
}

/** Keeps at least a corner of the document in sight. */
export function keepInSight(placement: Placement, document: Size, viewport: Viewport): Placement {
  const margin = Math.min(48, viewport.width / 4, viewport.height / 4)
  const { zoom } = placement
  return onDevicePixels(
    {
      zoom,
      panX: clamp(placement.panX, margin - document.width * zoom, viewport.width - margin),
      panY: clamp(placement.panY, margin - document.height * zoom, viewport.height - margin),
    },
    viewport.pixelRatio,
  )
}

/** What was in the middle of a viewport, in the middle of one of another size. */
export function keptInMiddle(before: Placement & Viewport, now: Viewport, document: Size): Placement {
  const panX = before.panX + (now.width - before.width) / 2
  const panY = before.panY + (now.height - before.height) / 2
  return keepInSight({ zoom: before.zoom, panX, panY }, document, now)
}

const roundScales = [
  MIN_SCALE,
  0.02,
  0.03,
  0.05,
  0.07,
  0.1,
  0.15,
  0.2,
  0.25,
  1 / 3,
  0.5,
  2 / 3,
  1,
  1.5,
  2,
  3,
  4,
  6,
  8,
  12,
  16,
  24,
  32,
  48,
  MAX_SCALE,
]

/** The next round scale up (1) or down (-1). */
export function nextScale(scale: number, direction: 1 | -1): number {
  const slack = 1.001
  return direction > 0
    ? (roundScales.find((step) => step > scale * slack) ?? MAX_SCALE)
    : (roundScales.findLast((step) => step * slack < scale) ?? MIN_SCALE)
}

/** The part of the document in the viewport, fractional, and possibly beyond the document. */
export function visibleDocument(placement: Placement, { width, height }: Size): Rect {
  const { x, y } = toDocument(placement, { x: 0, y: 0 })
  return { x, y, width: width / placement.zoom, height: height / placement.zoom }
}

/** A point turned clockwise about the origin. */
export function turnedPoint({ x, y }: Point, degrees: number): Point {
  const [cos, sin] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)]
  return { x: x * cos - y * sin, y: x * sin + y * cos }
}

/** The upright rectangle around one that is turned. */
export function turnedSize({ width, height }: Size, degrees: number): Size {
  const [a, b] = [
    turnedPoint({ x: width, y: height }, degrees),
    turnedPoint({ x: width, y: -height }, degrees),
  ]
  return {
    width: Math.max(Math.abs(a.x), Math.abs(b.x)),
    height: Math.max(Math.abs(a.y), Math.abs(b.y)),
  }
}
