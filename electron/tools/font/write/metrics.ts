import type { Box } from '../outline/outline.ts'
import type { Layout } from './layout.ts'

/** Vertical measures and what is taken from all glyphs together, in units of the font's grid. */
export interface FontMetrics {
  box: Box
  /** Of the em: where a square glyph ends above the baseline and below it. */
  ascender: number
  descender: number
  /** Of a line: nothing is clipped within it. */
  lineAscender: number
  lineDescender: number
  xHeight: number
  capHeight: number
  averageWidth: number
  widest: number
  /** Advance in vertical text. */
  verticalAdvance: number
}

/**
 * The measures of a font. Those of East Asia have an em from 120 thousandths below the baseline to 880 above it and lines of
 * 1.448 em (Google Fonts' specification, "CJK vertical metrics"); of others line and em are one.
 *
 * @param boxes of the glyphs by number, null for those without ink
 */
export function metricsOf(
  { glyphs, map, cjk, unitsPerEm }: Layout,
  boxes: readonly (Box | null)[],
): FontMetrics {
  const box = { left: 0, bottom: 0, right: 0, top: 0 }
  let first = true
  for (const each of boxes) {
    if (!each) continue
    box.left = first ? each.left : Math.min(box.left, each.left)
    box.bottom = first ? each.bottom : Math.min(box.bottom, each.bottom)
    box.right = first ? each.right : Math.max(box.right, each.right)
    box.top = first ? each.top : Math.max(box.top, each.top)
    first = false
  }
  const units = (thousandths: number) => Math.round((thousandths * unitsPerEm) / 1000)
  const topOf = (character: string, otherwise: number) =>
    boxes[map.get(character.codePointAt(0)!) ?? -1]?.top ?? units(otherwise)
  const lineAscender = Math.max(units(cjk ? 1160 : 950), box.top)
  const lineDescender = Math.min(units(cjk ? -288 : -250), box.bottom)
  const widths = glyphs.map(({ advance }) => advance).filter((advance) => advance > 0)
  return {
    box,
    ascender: cjk ? units(880) : lineAscender,
    descender: cjk ? units(880) - unitsPerEm : lineDescender,
    lineAscender,
    lineDescender,
    xHeight: topOf('x', 500),
    capHeight: topOf('H', 700),
    averageWidth: Math.round(widths.reduce((sum, width) => sum + width, 0) / Math.max(1, widths.length)),
    widest: Math.max(...widths),
    verticalAdvance: unitsPerEm,
  }
}
