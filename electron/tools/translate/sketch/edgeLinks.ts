import type { Size } from '../../networks/work.ts'

/** Edges of fewer pixels are noise. */
const MIN_PIXELS = 3
/** What leaves a line and ends after so many pixels is the grid's doing. */
const SPUR = 3

/** Pixels of edges, and which of them follow each other: two indices into `places` a link. */
export interface EdgeLinks {
  places: number[]
  links: [number, number][]
}

/**
 * The pixels of lines that are one pixel wide as a net: neighbours are linked, across a corner only where no pixel lies
 * in it. Specks and spurs are left out.
 *
 * @param drawn [height, width], 1 on a line
 */
export function linkEdges(drawn: Uint8Array, size: Size): EdgeLinks {
  const beside = neighbours(drawn, size)
  const drop = (i: number) => {
    for (const other of beside.get(i)!) beside.get(other)!.delete(i)
    beside.delete(i)
  }
  for (const end of [...beside.keys()]) for (const i of spurFrom(end, beside)) drop(i)
  for (const i of specks(beside)) drop(i)
  const places = [...beside.keys()]
  const named = new Map(places.map((i, k) => [i, k]))
  const links = places.flatMap((i, k) =>
    [...beside.get(i)!].filter((other) => other > i).map((other): [number, number] => [k, named.get(other)!]),
  )
  return { places, links }
}

type Neighbours = Map<number, Set<number>>

function neighbours(drawn: Uint8Array, { width, height }: Size): Neighbours {
  const on = (x: number, y: number) =>
    x >= 0 && y >= 0 && x < width && y < height && drawn[y * width + x] === 1
  const beside: Neighbours = new Map()
  for (let i = 0; i < drawn.length; i++) if (drawn[i] === 1) beside.set(i, new Set())
  for (const [i, others] of beside) {
    const [x, y] = [i % width, Math.floor(i / width)]
    for (const [dx, dy] of steps) {
      const corner = dx !== 0 && dy !== 0 && (on(x + dx, y) || on(x, y + dy))
      if (on(x + dx, y + dy) && !corner) others.add(i + dy * width + dx)
    }
  }
  return beside
}

const steps = [-1, 0, 1].flatMap((dy) => [-1, 0, 1].map((dx) => [dx, dy] as const)).filter(([x, y]) => x || y)

/** The pixels from an end up to where it leaves a line; none where it does not, or only after many. */
function spurFrom(end: number, beside: Neighbours): number[] {
  if (beside.get(end)?.size !== 1) return []
  const walked: number[] = [end]
  for (let before = -1, at = end; walked.length <= SPUR; ) {
    const next = [...beside.get(at)!].find((other) => other !== before)
    if (next === undefined) return []
    if (beside.get(next)!.size > 2) return walked
    walked.push(next)
    before = at
    at = next
  }
  return []
}

function specks(beside: Neighbours): number[] {
  const seen = new Set<number>()
  const found: number[] = []
  for (const begin of beside.keys()) {
    if (seen.has(begin)) continue
    const pixels = [begin]
    seen.add(begin)
    // The list grows while it is walked along.
    for (const i of pixels)
      for (const other of beside.get(i)!) {
        if (seen.has(other)) continue
        seen.add(other)
        pixels.push(other)
      }
    if (pixels.length < MIN_PIXELS) found.push(...pixels)
  }
  return found
}
