import type { Box } from '../outline/outline.ts'
import { isCjk } from './design.ts'
import type { Layout } from './layout.ts'

/** Vertical measures and what is taken from all glyphs together, in units of the font's grid. */
export interface FontMetrics {
  box: Box
  /** Where square glyphs end above the baseline. */
  emTop: number
  /** Typographic ones. Those of a font for East Asia are of the em and not of the line. */
  ascender: number
  descender: number
  eastern: boolean
  /** Extent of a line of text, within which nothing is clipped. */
  lineAscender: number
  lineDescender: number
  /** What old programs of Windows show, both above zero: all ink, and not twice as much (fontbakery). */
  shownAbove: number
  shownBelow: number
  xHeight: number
  capHeight: number
  averageWidth: number
  widest: number
  /** Advance in vertical text. */
  verticalAdvance: number
}

/** As many characters as kana have make a font one for East Asia (fontbakery's rule too). */
const EASTERN = 150

/**
 * The measures of a font. Those for East Asia have an em from 120 thousandths below the baseline to 880 above it and lines of
 * 1.448 em (Google Fonts' specification, "CJK vertical metrics"); of others the typographic measures are those of the line.
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
  const eastern = [...map.keys()].filter(isCjk).length >= EASTERN
  const widths = glyphs.map(({ advance }) => advance).filter((advance) => advance > 0)
  return {
    box,
    emTop: units(880),
    ascender: eastern ? units(880) : lineAscender,
    descender: eastern ? units(880) - unitsPerEm : lineDescender,
    eastern,
    lineAscender,
    lineDescender,
    shownAbove: Math.min(lineAscender, 2 * box.top),
    shownBelow: Math.min(-lineDescender, -2 * Math.min(0, box.bottom)),
    xHeight: topOf('x', 500),
    capHeight: topOf('H', 700),
    averageWidth: Math.round(widths.reduce((sum, width) => sum + width, 0) / Math.max(1, widths.length)),
    widest: Math.max(...widths),
    verticalAdvance: unitsPerEm,
  }
}
