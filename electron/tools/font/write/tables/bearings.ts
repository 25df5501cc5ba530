import { Bytes } from '../bytes.ts'

/** Metrics along the line, in font units: advance, bearing before the ink, and length of the ink, null without ink. */
interface Bearing {
  advance: number
  before: number
  extent: number | null
}

/** `hhea` or `vhea`, for lines with this ascender, descender and gap and a caret of this slope. */
export function header(
  version: number,
  [ascender, descender, gap]: readonly [number, number, number],
  bearings: readonly Bearing[],
  [rise, run]: readonly [number, number],
): Uint8Array {
  const inked = bearings.flatMap(({ advance, before, extent }) =>
    extent === null ? [] : [{ before, after: advance - before - extent, end: before + extent }],
  )
  const min = (values: number[]) => values.reduce((low, value) => Math.min(low, value), 32767)
  return (
    new Bytes()
      .u32(version)
      .i16(ascender, descender, gap)
      .u16(bearings.reduce((max, { advance }) => Math.max(max, advance), 0))
      // Least bearings before and after the ink, greatest extent, then slope of the caret, its offset and reserved fields.
      .i16(min(inked.map(({ before }) => before)), min(inked.map(({ after }) => after)))
      .i16(-min(inked.map(({ end }) => -end)))
      .i16(rise, run, 0, 0, 0, 0, 0, 0)
      .u16(advancesOf(bearings))
      .done()
  )
}

/** Glyphs whose advance is written; the others at the end repeat the last. */
function advancesOf(bearings: readonly Bearing[]): number {
  let count = bearings.length
  while (count > 1 && bearings[count - 2]!.advance === bearings[count - 1]!.advance) count--
  return count
}

/** `hmtx` or `vmtx`. */
export function longMetrics(bearings: readonly Bearing[]): Uint8Array {
  const count = advancesOf(bearings)
  const table = new Bytes()
  for (const [at, { advance, before }] of bearings.entries()) {
    if (at < count) table.u16(advance)
    table.i16(before)
  }
  return table.done()
}
