import { flatten, type Polygon, twiceArea } from '../outline/flatten.ts'
import { type Contour, mapped, type Outline, type Point, reversed, type Segment } from '../outline/outline.ts'

/** The outline on the grid, without nodes that came to lie on each other or in the middle of a straight edge. */
export const rounded = (outline: Outline, scale: number): Outline =>
  mapped(outline, ({ x, y }) => ({ x: Math.round(scale * x), y: Math.round(scale * y) }))
    .map(withoutDoubled)
    .map(withoutCollinear)
    .filter(({ segments }) => segments.length > 2 || segments.some(({ kind }) => kind !== 'line'))

const equal = (a: Point, b: Point) => a.x === b.x && a.y === b.y

function withoutDoubled({ start, segments }: Contour): Contour {
  let from = start
  const kept = segments.filter((segment) => {
    const stays = !equal(from, segment.to)
    from = segment.to
    return stays
  })
  return { start, segments: kept }
}

/** Whether a node lies exactly on the way from one point to another. */
const between = (node: Point, from: Point, to: Point) =>
  (node.x - from.x) * (to.y - node.y) === (node.y - from.y) * (to.x - node.x) &&
  (node.x - from.x) * (to.x - node.x) + (node.y - from.y) * (to.y - node.y) > 0

function withoutCollinear({ start, segments }: Contour): Contour {
  const kept: Segment[] = []
  let from = start
  for (const segment of segments) {
    const last = kept.at(-1)
    if (last?.kind === 'line' && segment.kind === 'line' && between(last.to, from, segment.to)) kept.pop()
    else if (last) from = last.to
    kept.push(segment)
  }
  const [first, last] = [kept[0], kept.at(-1)]
  const before = kept.at(-2)?.to
  if (before && first?.kind === 'line' && last?.kind === 'line' && between(start, before, first.to))
    return { start: before, segments: kept.slice(0, -1) }
  return { start, segments: kept }
}

/**
 * Contours turned so that ink lies on their left, by the non-zero rule; what is inked on both sides goes. Contours do not cross
 * each other.
 */
export function oriented(outline: Outline): Outline {
  const contours = outline.map((contour) => {
    const polygon = flatten([contour], 1)[0] ?? new Float64Array()
    return { contour, polygon, turn: Math.sign(twiceArea(polygon)) }
  })
  return contours.flatMap(({ contour, turn }, at) => {
    const outside = contours.reduce(
      (sum, other, k) => (k !== at && contains(other.polygon, contour.start) ? sum + other.turn : sum),
      0,
    )
    const inked = outside + turn !== 0
    if (inked === (outside !== 0)) return []
    return [inked === turn > 0 ? contour : reversed(contour)]
  })
}

function contains(polygon: Polygon, { x, y }: Point): boolean {
  let inside = false
  for (let k = 0; k < polygon.length; k += 2) {
    const next = (k + 2) % polygon.length
    const [fromY, toY] = [polygon[k + 1]!, polygon[next + 1]!]
    if (fromY > y === toY > y) continue
    const crossing = polygon[k]! + ((y - fromY) / (toY - fromY)) * (polygon[next]! - polygon[k]!)
    if (crossing > x) inside = !inside
  }
  return inside
}
