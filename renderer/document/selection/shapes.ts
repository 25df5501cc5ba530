import type { Rect } from '../../../electron/contract/pixels.ts'
import { intersection } from '../geometry.ts'
import type { Mask } from '../masks/mask.ts'
import type { Point } from '../transform.ts'

/** Sub-scanlines of a pixel row: coverage is exact across and has this many steps down. */
const SUBROWS = 16

/** Adds the stretches of one sub-scanline that lie inside, by calling `span(from, to)` for each. */
type Scan = (y: number, span: (from: number, to: number) => void) => void

/** A rectangle of whole pixels, clipped to the document. */
export function rectangleMask(width: number, height: number, rect: Rect): Mask {
  const data = new Uint8Array(width * height)
  const part = intersection(rect, { x: 0, y: 0, width, height })
  for (let y = part.y; y < part.y + part.height; y++)
    data.fill(255, y * width + part.x, y * width + part.x + part.width)
  return { width, height, data }
}

/** The ellipse that touches the sides of `rect`, antialiased. */
export function ellipseMask(width: number, height: number, rect: Rect): Mask {
  const rx = rect.width / 2
  const ry = rect.height / 2
  const cx = rect.x + rx
  const cy = rect.y + ry
  return scanMask(width, height, rect.y, rect.y + rect.height, (y, span) => {
    const t = (y - cy) / ry
    if (Math.abs(t) >= 1) return
    const half = rx * Math.sqrt(1 - t * t)
    span(cx - half, cx + half)
  })
}

/** The inside of a closed line, antialiased: all that it winds around, however often it crosses itself. */
export function polygonMask(width: number, height: number, points: readonly Point[]): Mask {
  const edges = edgesOf(points)
  const top = edges[0]?.top ?? 0
  const bottom = edges.reduce((max, edge) => Math.max(max, edge.bottom), top)
  let next = 0
  let active: Edge[] = []
  return scanMask(width, height, top, bottom, (y, span) => {
    while (next < edges.length && edges[next]!.top <= y) active.push(edges[next++]!)
    active = active.filter((edge) => edge.bottom > y)
    for (const edge of active) edge.x = edge.topX + (y - edge.top) * edge.slope
    active.sort((a, b) => a.x - b.x)
    let winding = 0
    for (let i = 0; i < active.length - 1; i++) {
      winding += active[i]!.direction
      if (winding !== 0) span(active[i]!.x, active[i + 1]!.x)
    }
  })
}

interface Edge {
  readonly top: number
  readonly bottom: number
  readonly topX: number
  readonly slope: number
  readonly direction: 1 | -1
  /** Where the current scanline crosses it. */
  x: number
}

/** Edges with their upper end first, sorted by it; level ones bound nothing. */
function edgesOf(points: readonly Point[]): Edge[] {
  const edges: Edge[] = []
  points.forEach((from, i) => {
    const to = points[(i + 1) % points.length]!
    if (from.y === to.y) return
    const [upper, lower] = from.y < to.y ? [from, to] : [to, from]
    const slope = (lower.x - upper.x) / (lower.y - upper.y)
    const direction = from.y < to.y ? 1 : -1
    edges.push({ top: upper.y, bottom: lower.y, topX: upper.x, slope, direction, x: 0 })
  })
  return edges.sort((a, b) => a.top - b.top)
}

/** Fills the rows between `top` and `bottom` by scanning them from above, {@link SUBROWS} times each. */
function scanMask(width: number, height: number, top: number, bottom: number, scan: Scan): Mask {
  const data = new Uint8Array(width * height)
  // Coverage of single pixels, and where runs of covered pixels begin (+1) and end (-1).
  const single = new Float64Array(width + 1)
  const steps = new Float64Array(width + 1)
  const span = (from: number, to: number) => {
    const start = Math.min(Math.max(from, 0), width)
    const end = Math.min(Math.max(to, 0), width)
    if (end <= start) return
    const first = Math.floor(start)
    const last = Math.floor(end)
    if (first === last) {
      single[first]! += end - start
      return
    }
    single[first]! += first + 1 - start
    single[last]! += end - last
    steps[first + 1]! += 1
    steps[last]! -= 1
  }
  const lastRow = Math.min(height, Math.ceil(bottom))
  for (let y = Math.max(0, Math.floor(top)); y < lastRow; y++) {
    for (let sub = 0; sub < SUBROWS; sub++) scan(y + (sub + 0.5) / SUBROWS, span)
    let run = 0
    for (let x = 0; x < width; x++) {
      run += steps[x]!
      data[y * width + x] = Math.round(Math.min(1, (single[x]! + run) / SUBROWS) * 255)
    }
    single.fill(0)
    steps.fill(0)
  }
  return { width, height, data }
}
