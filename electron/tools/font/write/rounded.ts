import { type Contour, mapped, type Outline, type Point, type Segment } from '../outline/outline.ts'

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
