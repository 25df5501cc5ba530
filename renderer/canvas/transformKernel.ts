import type { Transform } from '../../electron/contract/document/index.ts'
import { inverse, matrixOf, type Point, transformPoint } from '../document/transform.ts'
import type { Size } from './viewMath.ts'

// Pure: what dragging a handle makes of a transform. Nothing in this file reads a store.

/** Where a handle sits on the layer's own box: 0, 0.5 or 1 of its width and height. */
export interface Handle {
  readonly u: 0 | 0.5 | 1
  readonly v: 0 | 0.5 | 1
}

/** Clockwise from the top-left corner. */
export const handles: readonly Handle[] = [
  { u: 0, v: 0 },
  { u: 0.5, v: 0 },
  { u: 1, v: 0 },
  { u: 1, v: 0.5 },
  { u: 1, v: 1 },
  { u: 0.5, v: 1 },
  { u: 0, v: 1 },
  { u: 0, v: 0.5 },
]

/** A layer is never scaled to less than this many document pixels. */
const SMALLEST = 1

/** A point given in fractions of the layer's box, in document pixels. */
export function pointOnLayer(transform: Transform, { width, height }: Size, u: number, v: number): Point {
  return transformPoint(matrixOf(transform), { x: u * width, y: v * height })
}

export interface ScaleOptions {
  keepProportions: boolean
  /** The middle stays; else the opposite side or corner does. */
  fromCenter: boolean
}

/**
 * The transform after a handle was dragged to `target` (document pixels). The opposite handle, or the middle,
 * keeps its place. Dragging past it mirrors.
 */
export function scaleTo(
  start: Transform,
  size: Size,
  { u, v }: Handle,
  target: Point,
  { keepProportions, fromCenter }: ScaleOptions,
): Transform {
  const fixedU = fromCenter ? 0.5 : 1 - u
  const fixedV = fromCenter ? 0.5 : 1 - v
  // In the layer's own pixels, where the axes are its sides.
  const local = transformPoint(inverse(matrixOf(start)), target)
  let factorX = u === 0.5 ? 1 : (local.x / size.width - fixedU) / (u - fixedU)
  let factorY = v === 0.5 ? 1 : (local.y / size.height - fixedV) / (v - fixedV)
  if (keepProportions) {
    if (u === 0.5) factorX = Math.abs(factorY)
    else if (v === 0.5) factorY = Math.abs(factorX)
    else {
      const factor = Math.max(Math.abs(factorX), Math.abs(factorY))
      factorX = factor * signOf(factorX)
      factorY = factor * signOf(factorY)
    }
  }
  const scaleX = atLeast(start.scaleX * factorX, SMALLEST / size.width)
  const scaleY = atLeast(start.scaleY * factorY, SMALLEST / size.height)
  return keepingPoint(start, { ...start, scaleX, scaleY }, size, fixedU, fixedV)
}

/** The transform turned about the layer's middle so that its angle follows `target`; `step` in degrees, 0: free. */
export function rotateTo(start: Transform, size: Size, from: Point, target: Point, step: number): Transform {
  const center = pointOnLayer(start, size, 0.5, 0.5)
  const turned = angleOf(center, target) - angleOf(center, from)
  const free = start.rotation + turned
  const rotation = normalizeDegrees(step > 0 ? Math.round(free / step) * step : free)
  return keepingPoint(start, { ...start, rotation }, size, 0.5, 0.5)
}

/** `next`, moved so that the point at `u`, `v` of the layer lies where it does under `start`. */
function keepingPoint(start: Transform, next: Transform, size: Size, u: number, v: number): Transform {
  const before = pointOnLayer(start, size, u, v)
  const after = pointOnLayer(next, size, u, v)
  return { ...next, x: next.x + before.x - after.x, y: next.y + before.y - after.y }
}

function angleOf(center: Point, point: Point): number {
  return (Math.atan2(point.y - center.y, point.x - center.x) * 180) / Math.PI
}

/** Into (-180, 180]. */
export function normalizeDegrees(degrees: number): number {
  const turn = ((degrees % 360) + 360) % 360
  return turn > 180 ? turn - 360 : turn
}

const signOf = (value: number) => (value < 0 ? -1 : 1)
const atLeast = (value: number, min: number) => signOf(value) * Math.max(Math.abs(value), min)
