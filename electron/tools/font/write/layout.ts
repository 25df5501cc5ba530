import { defect, GanvasError } from '../../../contract/errors.ts'
import { text } from '../../../contract/text.ts'
import { type Contour, controlBox, type Outline, type Point, reversed } from '../outline/outline.ts'
import { type DesignedGlyph, type FontDesign, isCjk, isSpace } from './design.ts'
import { glyphName } from './glyphNames.ts'
import { oriented } from './oriented.ts'
import { rounded } from './rounded.ts'

/** A glyph in its place in the file. Lengths are units of the font's grid, whole numbers. */
export interface LaidGlyph {
  name: string
  characters: readonly number[]
  /** Counter-clockwise around ink. */
  outline: Outline
  advance: number
  flagged: boolean
}

/** What all kinds of files are written from: glyphs by number, and everything else in terms of these. */
export interface Layout {
  design: FontDesign
  unitsPerEm: number
  /** The first one is shown where a character is missing. */
  glyphs: readonly LaidGlyph[]
  /** Numbers of glyphs by character, characters ascending. */
  map: ReadonlyMap<number, number>
  /** From the number of a glyph to that of its form in vertical text, where it has one. */
  verticals: ReadonlyMap<number, number>
  kerning: readonly { left: number; right: number; value: number }[]
  /** Has characters that stand in squares, and so is set vertically too. */
  cjk: boolean
}

/** Most glyphs that any of the formats can hold, names included. */
const MAX_GLYPHS = 64_000
const SPACE = 0x20
const NO_BREAK_SPACE = 0xa0
const IDEOGRAPHIC_SPACE = 0x3000

export interface LayoutOptions {
  /** Contours may overlap, and run as they were drawn: a font to be read, not to be passed on. */
  asDrawn?: boolean
}

/**
 * Puts glyphs in order: `.notdef`, the space, which is that of U+00A0 too, the others by character, vertical forms last. What
 * a font needs and the design lacks is added.
 *
 * @throws invalid-input for a font without glyphs, and for a character that is given twice or has no ink
 * @throws too-large for more glyphs than a file can hold
 */
export function laidOut(
  design: FontDesign,
  unitsPerEm: number,
  { asDrawn = false }: LayoutOptions = {},
): Layout {
  const scale = unitsPerEm / 1000
  const cjk = design.glyphs.some(({ character }) => isCjk(character))
  const given = withSpaces(design.glyphs, cjk)
  const laid = (name: string, characters: number[], { outline, advance, flagged }: Shape): LaidGlyph => ({
    name,
    characters,
    outline: asDrawn ? rounded(outline, scale) : oriented(rounded(outline, scale)),
    advance: Math.round(advance * scale),
    flagged: flagged ?? false,
  })
  const glyphs = [laid('.notdef', [], missing)]
  const map = new Map<number, number>()
  const verticals = new Map<number, number>()
  for (const glyph of given) {
    const characters = glyph.character === SPACE ? [SPACE, NO_BREAK_SPACE] : [glyph.character]
    for (const character of characters) map.set(character, glyphs.length)
    glyphs.push(laid(glyphName(glyph.character), characters, glyph))
    check(glyph)
  }
  for (const glyph of given) {
    if (!glyph.vertical) continue
    verticals.set(map.get(glyph.character)!, glyphs.length)
    glyphs.push(laid(`${glyphName(glyph.character)}.vert`, [], { ...glyph, outline: glyph.vertical }))
  }
  if (glyphs.length > MAX_GLYPHS)
    throw new GanvasError('too-large', text('fonts.manyGlyphs', { count: glyphs.length, limit: MAX_GLYPHS }))
  return {
    design,
    unitsPerEm,
    glyphs,
    map: new Map([...map].sort(([a], [b]) => a - b)),
    verticals,
    kerning: design.kerning.flatMap(({ left, right, value }) => {
      const pair = { left: map.get(left), right: map.get(right), value: Math.round(value * scale) }
      return pair.left === undefined || pair.right === undefined || pair.value === 0
        ? []
        : [{ left: pair.left, right: pair.right, value: pair.value }]
    }),
    cjk,
  }
}

type Shape = Pick<DesignedGlyph, 'outline' | 'advance' | 'flagged'>

/** The glyphs by character, the space before all, with those spaces that a font cannot do without. */
function withSpaces(glyphs: readonly DesignedGlyph[], cjk: boolean): DesignedGlyph[] {
  const byCharacter = new Map<number, DesignedGlyph>()
  for (const glyph of glyphs) {
    if (byCharacter.has(glyph.character))
      throw defect('invalid-input', `U+${glyph.character.toString(16)} is designed twice.`)
    byCharacter.set(glyph.character, glyph)
  }
  if (glyphs.length === 0) throw new GanvasError('invalid-input', text('fonts.noGlyphs'))
  byCharacter.delete(NO_BREAK_SPACE)
  const space = byCharacter.get(SPACE)
  byCharacter.set(SPACE, { character: SPACE, outline: [], advance: space?.advance ?? 250 })
  if (cjk) byCharacter.set(IDEOGRAPHIC_SPACE, { character: IDEOGRAPHIC_SPACE, outline: [], advance: 1000 })
  return [...byCharacter.values()].sort((a, b) => a.character - b.character)
}

/** How far from its origin a glyph may reach, in thousandths of the em: steps between points have 16 bits, at 2048 too. */
const REACH = 7500

function check({ character, outline, advance }: DesignedGlyph): void {
  const told = {
    character: String.fromCodePoint(character),
    code: character.toString(16).toUpperCase().padStart(4, '0'),
  }
  if (outline.length === 0 && !isSpace(character))
    throw new GanvasError('invalid-input', text('fonts.withoutInk', told))
  const { left = 0, bottom = 0, right = 0, top = 0 } = controlBox(outline) ?? {}
  const reach = Math.max(-left, -bottom, right, top, advance)
  if (!(reach <= REACH && advance >= 0))
    throw new GanvasError('invalid-input', text('fonts.outOfGrid', { ...told, reach, limit: REACH }))
}

function box(left: number, bottom: number, right: number, top: number): Contour {
  const [start, ...rest]: Point[] = [
    { x: left, y: bottom },
    { x: right, y: bottom },
    { x: right, y: top },
    { x: left, y: top },
  ]
  return { start: start!, segments: [...rest, start!].map((to) => ({ kind: 'line', to })) }
}

/** Shown for what a font lacks: an empty frame. */
const missing: Shape = { outline: [box(60, 0, 540, 700), reversed(box(110, 50, 490, 650))], advance: 600 }
