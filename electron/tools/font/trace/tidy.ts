import type { Contour, Outline, Point, Segment } from '../outline/outline.ts'

/** Length below which a segment goes, in thousandths of the em: checkers of fonts take it for a mistake. */
const SHORT = 3

const distance = (a: Point, b: Point): number => Math.hypot(a.x - b.x, a.y - b.y)

/** A contour without segments that are too short and without nodes in the middle of straight edges; none if too little is left. */
export function tidied(contour: Contour): Outline {
  let { start, segments } = contour
  for (let before = -1; before !== segments.length; ) {
    before = segments.length
    ;({ start, segments } = straightened(shortened({ start, segments })))
  }
  const round = segments.some(({ kind }) => kind !== 'line')
  return segments.length > 2 || (round && segments.length === 2) ? [{ start, segments }] : []
}

/** The node at the end of a short segment stays, that at its beginning goes. */
function shortened({ start, segments }: Contour): Contour {
  const kept: Segment[] = []
  let from = start
  for (const segment of segments) {
    if (distance(from, segment.to) >= SHORT) kept.push(segment)
    else if (kept.length > 0) kept[kept.length - 1] = { ...kept.at(-1)!, to: segment.to }
    from = segment.to
  }
  // Where the first segments went, the contour begins where it ends.
  return { start: kept.at(-1)?.to ?? start, segments: kept }
}

function straightened({ start, segments }: Contour): Contour {
  const kept: Segment[] = []
  let from = start
  for (const segment of segments) {
    const last = kept.at(-1)
    if (last?.kind === 'line' && segment.kind === 'line' && isBetween(last.to, from, segment.to))
      kept[kept.length - 1] = segment
    else {
      if (last) from = last.to
      kept.push(segment)
    }
  }
  const [first, last] = [kept[0], kept.at(-1)]
  if (kept.length > 3 && first?.kind === 'line' && last?.kind === 'line') {
    const beginning = kept.at(-2)!.to
    if (isBetween(start, beginning, first.to)) return { start: beginning, segments: kept.slice(0, -1) }
  }
  return { start, segments: kept }
}

/** Whether a node lies on the straight way between two others. */
function isBetween(node: Point, from: Point, to: Point): boolean {
  const [ux, uy] = [to.x - from.x, to.y - from.y]
  const [vx, vy] = [node.x - from.x, node.y - from.y]
  return Math.abs(ux * vy - uy * vx) <= 0.8 * Math.hypot(ux, uy) && ux * vx + uy * vy > 0
}
