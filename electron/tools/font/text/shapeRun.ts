import { Buffer, Direction, Feature, shape } from 'harfbuzzjs'
import { EM_TOP } from '../file/shaping.ts'
import type { Paragraph, Run } from './paragraph.ts'

/** A glyph in its run. Lengths are ems. */
export interface ShapedGlyph {
  readonly glyph: number
  /** From the pen to its origin, y upwards. */
  readonly x: number
  readonly y: number
  readonly advance: number
}

/** Glyphs that belong together: those of one character, or a ligature of several. */
export interface Cluster {
  /** Of the paragraph's graphemes. */
  readonly first: number
  readonly end: number
  readonly advance: number
  readonly glyphs: readonly ShapedGlyph[]
}

export interface ShapeOptions {
  /** BCP 47. */
  language: string
  /** Letters stand apart, so that joining two in one glyph would show. */
  spaced: boolean
}

const joining = ['liga', 'clig', 'dlig', 'hlig', 'calt']

/** A run set by HarfBuzz, its clusters from left to right, or downwards where they are upright. */
export function shapeRun(
  { text, graphemes }: Paragraph,
  { first, end, face, script, level, upright }: Run,
  { language, spaced }: ShapeOptions,
): Cluster[] {
  const [from, to] = [graphemes[first]!.from, graphemes[end - 1]!.to]
  const buffer = new Buffer()
  // With what is around it: letters of Arabic join over the border of two runs.
  buffer.addText(text, from, to - from)
  buffer.setDirection(upright ? Direction.TTB : level % 2 === 1 ? Direction.RTL : Direction.LTR)
  buffer.setScript(script)
  buffer.setLanguage(language)
  buffer.guessSegmentProperties()
  shape(face.file.shaper, buffer, spaced ? joining.map((tag) => new Feature(tag, 0)) : [])
  const places = buffer.getGlyphPositions()
  const unit = 1 / face.file.unitsPerEm
  const groups = new Map<number, ShapedGlyph[]>()
  for (const [k, { codepoint: glyph, cluster }] of buffer.getGlyphInfos().entries()) {
    const { xAdvance, yAdvance, xOffset, yOffset } = places[k]!
    const wide = face.file.shaper.glyphHAdvance(glyph)
    const at = graphemeAt(graphemes, first, end, cluster)
    groups.set(at, [
      ...(groups.get(at) ?? []),
      // Down, glyphs hang by the middle of the em's top; see `shapedLine`.
      upright
        ? { glyph, x: (-wide / 2) * unit, y: -EM_TOP / 1000, advance: -yAdvance * unit }
        : { glyph, x: xOffset * unit, y: yOffset * unit, advance: xAdvance * unit },
    ])
  }
  const starts = [...groups.keys()].sort((a, b) => a - b)
  return [...groups].map(([at, glyphs]) => ({
    first: at,
    end: starts[starts.indexOf(at) + 1] ?? end,
    advance: glyphs.reduce((sum, { advance }) => sum + advance, 0),
    glyphs,
  }))
}

/** The grapheme that a UTF-16 unit lies in. */
function graphemeAt(graphemes: Paragraph['graphemes'], first: number, end: number, unit: number): number {
  let [low, high] = [first, end - 1]
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (graphemes[middle]!.from <= unit) low = middle
    else high = middle - 1
  }
  return low
}
