import { type Frame, hanFrame, windingNumbers } from '../field.ts'
import { flatten } from '../outline/flatten.ts'
import type { Outline } from '../outline/outline.ts'

export interface Topology {
  /** Pieces of ink that do not touch. */
  components: number
  /** Pieces of ground that ink encloses. */
  holes: number
}

const SIDE = 512

/** Counts the pieces of ink and the holes in it, at 512 pixels: pixels of ink touch by their corners too, those of ground do not. */
export function topologyOf(outline: Outline, { left, bottom, size }: Frame = hanFrame): Topology {
  const polygons = flatten(outline).map((points) =>
    points.map((value, at) => ((at % 2 === 0 ? value - left : bottom + size - value) * SIDE) / size),
  )
  const windings = windingNumbers(polygons, SIDE)
  // With a border of ground: what is around the glyph is one piece.
  const wide = SIDE + 2
  const ink = new Uint8Array(wide * wide)
  for (let at = 0; at < windings.length; at++)
    if (windings[at] !== 0) ink[(Math.floor(at / SIDE) + 1) * wide + (at % SIDE) + 1] = 1
  const straight = [-wide, -1, 1, wide]
  const diagonal = [-wide - 1, -wide + 1, wide - 1, wide + 1]
  return {
    components: pieces(ink, 1, wide, [...straight, ...diagonal]),
    holes: pieces(ink, 0, wide, straight) - 1,
  }
}

function pieces(ink: Uint8Array, kind: number, wide: number, steps: readonly number[]): number {
  const seen = new Uint8Array(ink.length)
  const waiting = new Int32Array(ink.length)
  let count = 0
  for (let start = 0; start < ink.length; start++) {
    if (seen[start] || ink[start] !== kind) continue
    count++
    let length = 0
    waiting[length++] = start
    seen[start] = 1
    while (length > 0) {
      const at = waiting[--length]!
      const column = at % wide
      for (const step of steps) {
        const next = at + step
        // A step over the left or right edge lands on the other side.
        if (next < 0 || next >= ink.length || Math.abs((next % wide) - column) > 1) continue
        if (seen[next] || ink[next] !== kind) continue
        seen[next] = 1
        waiting[length++] = next
      }
    }
  }
  return count
}
