import type { Size } from './work.ts'

/** Darker cells are lines. */
const LINE = 0.65
/** Cells that a passage between two areas is at most wide, each way from its middle: tighter ones count as closed. */
const PASSAGES = [3, 1, 0]

/** The areas between the lines of a drawing. */
export interface Areas {
  /** The area of each cell; a line belongs to an area beside it. */
  of: Int32Array
  count: number
  /** Whether an area reaches the picture's border. */
  open: boolean[]
}

/**
 * Finds the areas of a drawing, closed ones and such as have small gaps in their outlines. By balls that roll inside,
 * large ones first, which do not pass where it is too tight (Zhang et al. 2009, "Vectorizing Cartoon Animations").
 *
 * @param bright [height, width], 0 to 1
 */
export function areasOf(bright: Float32Array, size: Size): Areas {
  const { width, height } = size
  const count = width * height
  const of = new Int32Array(count).fill(-1)
  const room = distances(bright, size)
  let areas = 0
  for (const radius of PASSAGES) {
    const front: number[] = []
    for (let seed = 0; seed < count; seed++) {
      if (of[seed] !== -1 || room[seed]! <= radius) continue
      of[seed] = areas
      const reached = [seed]
      for (let next = reached.pop(); next !== undefined; next = reached.pop()) {
        front.push(next)
        for (const beside of neighbours(next, size))
          if (of[beside] === -1 && room[beside]! > radius) {
            of[beside] = areas
            reached.push(beside)
          }
      }
      areas++
    }
    // A ball covers what lies around its middle: all areas grow at once, and meet in the middle of a passage.
    grow(of, front, size, 2 * radius, (cell) => room[cell]! > 0)
  }
  const everywhere = Array.from({ length: count }, (_, cell) => cell).filter((cell) => of[cell] !== -1)
  grow(of, everywhere, size, count, () => true)
  if (areas === 0) of.fill(areas++)
  const open = new Array<boolean>(areas).fill(false)
  for (let x = 0; x < width; x++) for (const y of [0, height - 1]) open[of[y * width + x]!] = true
  for (let y = 0; y < height; y++) for (const x of [0, width - 1]) open[of[y * width + x]!] = true
  return { of, count: areas, open }
}

/** Steps from each cell to the nearest line, or many where there is none; 0 on lines. */
function distances(bright: Float32Array, size: Size): Float32Array {
  const { width, height } = size
  const room = Float32Array.from(bright, (value) => (value < LINE ? 0 : width + height))
  const toward = (cell: number, other: number, step: number) => {
    room[cell] = Math.min(room[cell]!, room[other]! + step)
  }
  for (let cell = 0; cell < room.length; cell++) {
    const x = cell % width
    if (x > 0) toward(cell, cell - 1, 1)
    if (cell < width) continue
    toward(cell, cell - width, 1)
    if (x > 0) toward(cell, cell - width - 1, Math.SQRT2)
    if (x < width - 1) toward(cell, cell - width + 1, Math.SQRT2)
  }
  for (let cell = room.length - 1; cell >= 0; cell--) {
    const x = cell % width
    if (x < width - 1) toward(cell, cell + 1, 1)
    if (cell >= room.length - width) continue
    toward(cell, cell + width, 1)
    if (x < width - 1) toward(cell, cell + width + 1, Math.SQRT2)
    if (x > 0) toward(cell, cell + width - 1, Math.SQRT2)
  }
  return room
}

/** Lets areas take the free cells around them, step by step. */
function grow(
  of: Int32Array,
  from: readonly number[],
  size: Size,
  steps: number,
  isFree: (cell: number) => boolean,
): void {
  let front = from
  for (let step = 0; step < steps && front.length > 0; step++) {
    const next: number[] = []
    for (const cell of front)
      for (const beside of neighbours(cell, size))
        if (of[beside] === -1 && isFree(beside)) {
          of[beside] = of[cell]!
          next.push(beside)
        }
    front = next
  }
}

function neighbours(cell: number, { width, height }: Size): number[] {
  const x = cell % width
  const found: number[] = []
  if (x > 0) found.push(cell - 1)
  if (x < width - 1) found.push(cell + 1)
  if (cell >= width) found.push(cell - width)
  if (cell < width * (height - 1)) found.push(cell + width)
  return found
}
