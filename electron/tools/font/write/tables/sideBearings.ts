import type { Box } from '../../outline/outline.ts'
import type { Layout } from '../layout.ts'
import type { FontMetrics } from '../metrics.ts'
import { header, longMetrics } from './bearings.ts'

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
