import type { Size } from '../networks/work.ts'

/** Darker cells are lines. */
const LINE = 0.65
/** Cells that a passage between two areas is at most wide, each way from its middle: tighter ones count as closed. */
const PASSAGES = [3, 1, 0]

/** An area with this share of the picture's border is open: a shape that touches the border has less. */
const OPEN = 1 / 8

/** The areas between the lines of a drawing. */
export interface Areas {
  /** The area of each cell; a line belongs to an area beside it. */
  of: Int32Array
  count: number
  /** Whether an area reaches the picture's border on a good part of its length. */
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
  const grower = new Grower(of, size)
  let areas = 0
  for (const radius of PASSAGES) {
    grower.begin()
    for (let seed = 0; seed < count; seed++) {
      if (of[seed] !== -1 || room[seed]! <= radius) continue
      of[seed] = areas++
      grower.add(seed)
      grower.grow(Number.POSITIVE_INFINITY, (cell) => room[cell]! > radius)
    }
    // A ball covers what lies around its middle: all areas grow at once, and meet in the middle of a passage.
    grower.again()
    grower.grow(2 * radius, (cell) => room[cell]! > 0)
  }
  grower.begin()
  for (let cell = 0; cell < count; cell++) if (of[cell] !== -1) grower.add(cell)
  grower.grow(Number.POSITIVE_INFINITY, () => true)
  if (areas === 0) of.fill(areas++)
  const border = new Array<number>(areas).fill(0)
  for (let x = 0; x < width; x++) for (const y of [0, height - 1]) border[of[y * width + x]!]!++
  for (let y = 0; y < height; y++) for (const x of [0, width - 1]) border[of[y * width + x]!]!++
  const min = OPEN * 2 * (width + height)
  return { of, count: areas, open: border.map((cells) => cells >= min) }
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

/** Lets areas take the free cells around them. Cells wait in the order in which they were reached. */
class Grower {
  readonly #of: Int32Array
  readonly #size: Size
  readonly #queue: Int32Array
  #first = 0
  #end = 0

  constructor(of: Int32Array, size: Size) {
    this.#of = of
    this.#size = size
    this.#queue = new Int32Array(of.length)
  }

  begin(): void {
    this.#first = 0
    this.#end = 0
  }

  /** Goes on from all cells that were added or reached since {@link begin}. */
  again(): void {
    this.#first = 0
  }

  add(cell: number): void {
    this.#queue[this.#end++] = cell
  }

  /** So many steps, from the cells that wait. */
  grow(steps: number, isFree: (cell: number) => boolean): void {
    const { width, height } = this.#size
    const last = width * (height - 1)
    for (let step = 0; step < steps && this.#first < this.#end; step++)
      for (const end = this.#end; this.#first < end; this.#first++) {
        const cell = this.#queue[this.#first]!
        const x = cell % width
        if (x > 0) this.#take(cell, cell - 1, isFree)
        if (x < width - 1) this.#take(cell, cell + 1, isFree)
        if (cell >= width) this.#take(cell, cell - width, isFree)
        if (cell < last) this.#take(cell, cell + width, isFree)
      }
  }

  #take(from: number, cell: number, isFree: (cell: number) => boolean): void {
    if (this.#of[cell] !== -1 || !isFree(cell)) return
    this.#of[cell] = this.#of[from]!
    this.add(cell)
  }
}
