import type { PlaneMap } from './plane.ts'

/** Where a glyph stands in a picture. */
export interface CellPlace {
  /** Counted from 0, as they are read. */
  row: number
  column: number
  /** From thousandths of the em, y upwards, to pixels of the picture. */
  map: PlaneMap
  /** Null where a code could not be read, and on sheets that have none. */
  character: number | null
  /** Whether ink at a pixel of the picture belongs to this one; left out: all of it does. */
  mine?: (x: number, y: number) => boolean
}
