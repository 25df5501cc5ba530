import type { Box } from '../../outline/outline.ts'
import { Bytes } from '../bytes.ts'
import type { Layout } from '../layout.ts'
import type { FontMetrics } from '../metrics.ts'

/** `hhea` and `hmtx`, for lines that run to the right. */
export function horizontalTables(
  { glyphs, design: { slant }, unitsPerEm }: Layout,
  boxes: readonly (Box | null)[],
  { lineAscender, lineDescender }: FontMetrics,
): [string, Uint8Array][] {
  const bearings = glyphs.map(({ advance }, at) => {
    const box = boxes[at]
    return { advance, before: box?.left ?? 0, extent: box ? box.right - box.left : null }
  })
  const lean = Math.round(unitsPerEm * Math.tan((slant * Math.PI) / 180))
  const caret = slant === 0 ? ([1, 0] as const) : ([unitsPerEm, lean] as const)
  return [
    ['hhea', header(0x00010000, [lineAscender, lineDescender, 0], bearings, caret)],
    ['hmtx', longMetrics(bearings)],
  ]
}

/** `vhea` and `vmtx`, for lines that run down: glyphs hang from the top of the em, all an em apart. */
export function verticalTables(
  { glyphs, unitsPerEm }: Layout,
  boxes: readonly (Box | null)[],
  { emTop, verticalAdvance }: FontMetrics,
): [string, Uint8Array][] {
  const bearings = glyphs.map((_, at) => {
    const box = boxes[at]
    return {
      advance: verticalAdvance,
      before: box ? emTop - box.top : 0,
      extent: box ? box.top - box.bottom : null,
    }
  })
  const half = Math.round(unitsPerEm / 2)
  return [
    ['vhea', header(0x00011000, [half, half - unitsPerEm, 0], bearings, [0, 1])],
    ['vmtx', longMetrics(bearings)],
  ]
}

/** Metrics along the line, in font units: advance, bearing before the ink, and length of the ink, null without ink. */
interface Bearing {
  advance: number
  before: number
  extent: number | null
}

function header(
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

function longMetrics(bearings: readonly Bearing[]): Uint8Array {
  const count = advancesOf(bearings)
  const table = new Bytes()
  for (const [at, { advance, before }] of bearings.entries()) {
    if (at < count) table.u16(advance)
    table.i16(before)
  }
  return table.done()
}
