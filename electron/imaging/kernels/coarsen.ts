import { PIXEL } from './common'
import { edge, inverseAt, Level, NEARLY_PLAIN, PLAIN } from './level'

@unmanaged
class PrepareRows {
  f: usize
  u: usize
  /** A plane: inside is where its lane 3 is above `threshold`. */
  mask: usize
  width: i32
  height: i32
  threshold: f32
}

/** Makes a right-hand side and an estimate the finest level of a solution. Item i is row i. */
export function prepareRows(args: usize, from: i32, to: i32): void {
  const a = changetype<PrepareRows>(args)
  const width = a.width
  for (let y = from; y < to; y++) {
    const beside = <f32>((y > 0 ? 1 : 0) + (y < a.height - 1 ? 1 : 0))
    let at = <usize>(y * width) * PIXEL
    for (let x = 0; x < width; x++, at += PIXEL) {
      const neighbours = beside + <f32>((x > 0 ? 1 : 0) + (x < width - 1 ? 1 : 0))
      if (load<f32>(a.mask + at, 12) > a.threshold && neighbours > 0) {
        store<f32>(a.f + at, 1 / neighbours, 12)
        store<f32>(a.u + at, 0, 12)
      } else {
        v128.store(a.f + at, f32x4.splat(0))
        v128.store(a.u + at, f32x4.splat(0))
      }
    }
  }
}

@unmanaged
class CoarsenRows {
  fine: Level
  coarse: Level
  /** How much of what ties pixels to the boundary ties their cell to it. */
  hold: f32
}

/**
 * The equation of cells of two by two pixels. Edges between cells have half the weight of the pixels' that they stand
 * for, since cells are twice as far apart. Item i is row i of cells.
 */
export function coarsenRows(args: usize, from: i32, to: i32): void {
  const a = changetype<CoarsenRows>(args)
  const l = a.fine
  const c = a.coarse
  for (let y = from; y < to; y++)
    for (let x = 0; x < c.width; x++) {
      const at = <usize>(y * c.width + x)
      if (isDeepInside(l, x, y)) {
        v128.store64_lane(c.weights + 8 * at, f32x4.splat(1), 0)
        store<f32>(c.f + PIXEL * at, PLAIN, 12)
        continue
      }
      const right = crossing(l, x, y, 0)
      const below = crossing(l, x, y, 1)
      const diagonal = right + below + crossing(l, x - 1, y, 0) + crossing(l, x, y - 1, 1) + a.hold * held(l, x, y)
      store<f32>(c.weights + 8 * at, right)
      store<f32>(c.weights + 8 * at, below, 4)
      const inverse: f32 = diagonal > 0 ? 1 / diagonal : 0
      store<f32>(c.f + PIXEL * at, inverse == PLAIN ? NEARLY_PLAIN : inverse, 12)
    }
}

/** Whether the pixels of a cell are tied to one another and to all around by edges of weight 1, as nearly all are. */
function isDeepInside(l: Level, x: i32, y: i32): bool {
  const px = 2 * x
  const py = 2 * y
  if (px < 1 || py < 1 || px + 2 >= l.width || py + 2 >= l.height) return false
  const at = <usize>(py * l.width + px)
  const f = l.f + PIXEL * at
  const row = PIXEL * <usize>l.width
  const next = inverseAt(f + PIXEL)
  if (inverseAt(f) != PLAIN || next != PLAIN) return false
  return inverseAt(f + row) == PLAIN && inverseAt(f + row + PIXEL) == PLAIN && (l.weights || isAmong(f, row))
}

/** At the finest level, whether the pixels around two by two are inside. */
function isAmong(f: usize, row: usize): bool {
  const beside = min(inverseAt(f - PIXEL), inverseAt(f + 2 * PIXEL))
  const besideBelow = min(inverseAt(f + row - PIXEL), inverseAt(f + row + 2 * PIXEL))
  const above = min(inverseAt(f - row), inverseAt(f - row + PIXEL))
  const below = min(inverseAt(f + 2 * row), inverseAt(f + 2 * row + PIXEL))
  return min(min(beside, besideBelow), min(above, below)) > 0
}

/** The weight of a cell's edge to the next one on the right (`down` 0) or below (1). */
function crossing(l: Level, x: i32, y: i32, down: i32): f32 {
  if (x < 0 || y < 0) return 0
  const px = 2 * x + 1 - down
  const py = 2 * y + down
  return 0.5 * (edgeWithin(l, px, py, down) + edgeWithin(l, px + down, py + 1 - down, down))
}

// @ts-ignore: decorator
@inline
function edgeWithin(l: Level, x: i32, y: i32, down: i32): f32 {
  return x < l.width && y < l.height ? edge(l, x, y, down) : 0
}

/** How firmly a cell's pixels are held by the boundary. */
function held(l: Level, x: i32, y: i32): f32 {
  let sum: f32 = 0
  for (let py = 2 * y; py < min(2 * y + 2, l.height); py++)
    for (let px = 2 * x; px < min(2 * x + 2, l.width); px++) {
      const inverse = inverseAt(l.f + <usize>(py * l.width + px) * PIXEL)
      if (inverse == 0) continue
      const free = edge(l, px, py, 0) + edge(l, px, py, 1) + edge(l, px - 1, py, 0) + edge(l, px, py - 1, 1)
      sum += max(<f32>0, 1 / inverse - free)
    }
  return sum
}
