import type { Vector } from './cubic.ts'
import { fitLine, foot, type Line, meeting } from './lines.ts'
import type { Piece } from './pieces.ts'

/** A node between two pieces, and how the contour goes through it. */
export interface Joint {
  at: Vector
  /** Directions of length one in which it is reached and left; equal where the join is smooth. */
  arrive: Vector
  leave: Vector
}

/** Points that tell the direction of a curve at its end. */
const ENDING = 5

/**
 * The nodes at the beginnings of the pieces of a closed contour.
 *
 * @param reach how far from the contour the sides of a corner may meet, in pixels
 */
export const jointsOf = (pieces: readonly Piece[], reach: number): Joint[] =>
  pieces.map((piece, at) => joint(pieces.at(at - 1)!, piece, reach))

function joint(before: Piece, after: Piece, reach: number): Joint {
  const ends = before.line ?? tangent(before, 'end')
  const begins = after.line ?? tangent(after, 'start')
  if (after.corner) {
    const met = meeting(ends, begins)
    const near = met && Math.hypot(met[0] - after.start[0], met[1] - after.start[1]) <= reach
    const at = near ? met : cornerless(ends, begins, before, after)
    return { at, arrive: ends.along, leave: begins.along }
  }
  if (before.line && after.line) {
    const at = meeting(ends, begins) ?? foot(ends, after.start)
    return { at, arrive: ends.along, leave: begins.along }
  }
  const straight = before.line ?? after.line
  if (straight) {
    const at = foot(straight, after.start)
    return { at, arrive: straight.along, leave: straight.along }
  }
  const along = after.leave ?? across(before, after)
  return { at: after.start, arrive: along, leave: along }
}

/** Where sides do not meet near the corner, it stays where the contour has it, on a straight side. */
function cornerless(ends: Line, begins: Line, before: Piece, after: Piece): Vector {
  if (before.line) return foot(ends, after.start)
  if (after.line) return foot(begins, after.start)
  return after.start
}

function tangent({ points }: Piece, side: 'start' | 'end'): Line {
  const last = points.length / 2 - 1
  if (last < 1) return { at: [points[0]!, points[1]!], along: [1, 0] }
  return side === 'start'
    ? fitLine(points, 0, Math.min(last, ENDING))
    : fitLine(points, Math.max(0, last - ENDING), last)
}

/** The direction through a smooth join of two curves. */
function across(before: Piece, after: Piece): Vector {
  const points = [...before.points.slice(-6), ...after.points.slice(0, 6)]
  return fitLine(points, 0, points.length / 2 - 1).along
}
