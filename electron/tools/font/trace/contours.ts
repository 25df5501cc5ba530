import type { Field } from '../field.ts'

/** A closed line of points [x0, y0, x1, y1, …] in pixels, y downwards; ink lies on its left as one sees it. */
export type Track = Float64Array

/**
 * Where the field is zero, by marching squares with linear interpolation: exact along straight edges. What reaches the border of
 * the frame is closed there.
 */
export function zeroContours({ data, side }: Field): Track[] {
  const at = (x: number, y: number) => {
    const value = data[y * side + x]!
    const border = x === 0 || y === 0 || x === side - 1 || y === side - 1
    return border ? Math.min(value, -0.5) : value
  }
  const vertical = side * side
  const next = new Int32Array(2 * side * side).fill(-1)
  for (let y = 0; y + 1 < side; y++)
    for (let x = 0; x + 1 < side; x++) {
      // Clockwise from the top left, as are the edges that follow each corner.
      const corners = [at(x, y), at(x + 1, y), at(x + 1, y + 1), at(x, y + 1)] as const
      const edges = [y * side + x, vertical + y * side + x + 1, (y + 1) * side + x, vertical + y * side + x]
      const inside = corners.map((value) => value > 0)
      const enters = [0, 1, 2, 3].filter((k) => !inside[k] && inside[(k + 1) % 4])
      // Where opposite corners are ink, their mean says whether they are joined.
      const joined = enters.length === 2 && corners[0] + corners[1] + corners[2] + corners[3] > 0
      for (const enter of enters) {
        let leave = enter
        do leave = (leave + (joined ? 3 : 1)) % 4
        while (!(inside[leave] && !inside[(leave + 1) % 4]))
        next[edges[enter]!] = edges[leave]!
      }
    }
  const place = (edge: number): [number, number] => {
    const upright = edge >= vertical
    const [x, y] = [edge % side, Math.floor((upright ? edge - vertical : edge) / side)]
    const from = at(x, y)
    const to = upright ? at(x, y + 1) : at(x + 1, y)
    const share = from / (from - to)
    return upright ? [x + 0.5, y + share + 0.5] : [x + share + 0.5, y + 0.5]
  }
  const tracks: Track[] = []
  for (let first = 0; first < next.length; first++) {
    if (next[first] === -1) continue
    const points: number[] = []
    for (let edge = first; next[edge] !== -1; ) {
      points.push(...place(edge))
      const following = next[edge]!
      next[edge] = -1
      edge = following
    }
    tracks.push(Float64Array.from(points))
  }
  return tracks
}
