/** A connected region of a picture's pixels. */
export interface Region {
  /** Pixels. */
  area: number
  left: number
  top: number
  /** The first column and row beyond it. */
  right: number
  bottom: number
  /** The middle of its pixels. */
  x: number
  y: number
}

export interface Regions {
  regions: Region[]
  /** Of each pixel the number of its region, -1 for none. */
  labels: Int32Array
}

/**
 * The connected regions of what is set.
 *
 * @param diagonal pixels that touch by a corner are connected too
 */
export function regionsOf(set: Uint8Array, width: number, diagonal: boolean): Regions {
  const height = set.length / width
  const labels = new Int32Array(set.length).fill(-1)
  const waiting = new Int32Array(set.length)
  const regions: Region[] = []
  const steps = diagonal
    ? [-width - 1, -width, -width + 1, -1, 1, width - 1, width, width + 1]
    : [-width, -1, 1, width]
  for (let first = 0; first < set.length; first++) {
    if (set[first] === 0 || labels[first] !== -1) continue
    const region = { area: 0, left: width, top: height, right: 0, bottom: 0, x: 0, y: 0 }
    let length = 0
    waiting[length++] = first
    labels[first] = regions.length
    while (length > 0) {
      const at = waiting[--length]!
      const [x, y] = [at % width, Math.floor(at / width)]
      region.area++
      region.x += x + 0.5
      region.y += y + 0.5
      if (x < region.left) region.left = x
      if (x >= region.right) region.right = x + 1
      if (y < region.top) region.top = y
      if (y >= region.bottom) region.bottom = y + 1
      for (const step of steps) {
        const next = at + step
        // A step over the left or right edge lands on the other side.
        if (next < 0 || next >= set.length || Math.abs((next % width) - x) > 1) continue
        if (set[next] === 0 || labels[next] !== -1) continue
        labels[next] = regions.length
        waiting[length++] = next
      }
    }
    region.x /= region.area
    region.y /= region.area
    regions.push(region)
  }
  return { regions, labels }
}
