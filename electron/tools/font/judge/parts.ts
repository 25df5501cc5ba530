import type { Field } from '../field.ts'
import { skeleton } from './skeleton.ts'

/** What of a character's structure went wrong, beside its source moved to the style. Lengths are thousandths of the em. */
export interface Parts {
  /** Length of the longest piece of the source's middle lines with no ink of the drawing near. */
  lost: number
  /** The same of the drawing's middle lines with no ink of the source near. */
  extra: number
  /** Greatest distance to the border within a counter of the source that the drawing has filled. */
  closed: number
  /** The drawing's amount of ink in terms of the source's. */
  ink: number
}

/** Ink counts as near within this distance: styles move strokes about. */
const NEAR = 36

/** Fields of one frame and side. */
export function partsOf(drawing: Field, source: Field): Parts {
  const { side, frame } = drawing
  const unit = frame.size / side
  const amount = ({ data }: Field) =>
    data.reduce((sum, distance) => sum + Math.min(1, Math.max(0, 0.5 + distance)), 0)
  return {
    lost: unit * longestFar(source, drawing, NEAR / unit),
    extra: unit * longestFar(drawing, source, NEAR / unit),
    closed: unit * deepestFilled(source, drawing),
    ink: amount(drawing) / Math.max(1, amount(source)),
  }
}

/** Pixels of the longest connected piece of middle lines that are farther from another field's ink. */
function longestFar({ data, side }: Field, other: Field, near: number): number {
  const lines = skeleton(data, side)
  const far = new Uint8Array(side * side)
  for (let k = 0; k < lines.length; k += 2) {
    const at = lines[k + 1]! * side + lines[k]!
    if (other.data[at]! < -near) far[at] = 1
  }
  return Math.max(0, ...regions(far, side, true).map(({ length }) => length))
}

/** Pixels from the border to the middle of the deepest hole whose heart is ink in another field; 0 where none is. */
function deepestFilled({ data, side }: Field, other: Field): number {
  const ground = Uint8Array.from(data, (distance) => (distance > 0 ? 0 : 1))
  let deepest = 0
  for (const region of regions(ground, side, false)) {
    // What touches the frame is no hole.
    if (
      region.some((at) => at < side || at >= side * (side - 1) || at % side === 0 || at % side === side - 1)
    )
      continue
    const depth = -Math.min(...region.map((at) => data[at]!))
    const heart = region.filter((at) => data[at]! <= -depth / 2)
    if (depth > deepest && heart.every((at) => other.data[at]! > 0)) deepest = depth
  }
  return deepest
}

/** The connected regions of what is set, by the places of their pixels. */
function regions(set: Uint8Array, side: number, diagonal: boolean): number[][] {
  const waiting = set.slice()
  const steps = [
    [1, 0],
    [-1, 0],
    [0, 1],
    [0, -1],
    ...(diagonal
      ? [
          [1, 1],
          [1, -1],
          [-1, 1],
          [-1, -1],
        ]
      : []),
  ] as [number, number][]
  const found: number[][] = []
  for (let start = 0; start < waiting.length; start++) {
    if (!waiting[start]) continue
    waiting[start] = 0
    const region = [start]
    for (let next = 0; next < region.length; next++) {
      const [x, y] = [region[next]! % side, Math.floor(region[next]! / side)]
      for (const [dx, dy] of steps) {
        const [u, v] = [x + dx, y + dy]
        const at = v * side + u
        if (u < 0 || v < 0 || u >= side || v >= side || !waiting[at]) continue
        waiting[at] = 0
        region.push(at)
      }
    }
    found.push(region)
  }
  return found
}
