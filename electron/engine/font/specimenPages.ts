import type { GlyphOutline, ProofGlyph } from '../../contract/tools/fontWorks.ts'

/** An outline on a page: its origin, and the size of its em; in points, y downwards. */
export interface Mark {
  path: string
  x: number
  y: number
  size: number
}

/** A4. */
export const PAGE = { width: 595.28, height: 841.89 }
const MARGIN = 48
const CELL = 25
const CELL_SIZE = 17
/** Sizes that the text is set in, in points. */
const SIZES = [44, 30, 21, 15, 11]

export interface SpecimenContent {
  title: readonly ProofGlyph[]
  facts: readonly ProofGlyph[]
  lines: readonly (readonly ProofGlyph[])[]
  /** All that the font has. */
  characters: readonly number[]
  outlines: ReadonlyMap<number, GlyphOutline>
}

/** The title, the text in several sizes and all characters, as outlines on pages. */
export function specimenPages({ title, facts, lines, characters, outlines }: SpecimenContent): Mark[][] {
  const pages: Mark[][] = [[]]
  const set = (glyphs: readonly ProofGlyph[], size: number, x: number, y: number) => {
    for (const { character, x: dx, y: dy, advance } of glyphs) {
      const path = outlines.get(character)?.path
      if (path) pages.at(-1)!.push({ path, x: x + (dx * size) / 1000, y: y - (dy * size) / 1000, size })
      x += (advance * size) / 1000
    }
  }
  let y = MARGIN + 30
  set(title, Math.min(34, fitting(title)), MARGIN, y)
  y += 22
  set(facts, Math.min(10, fitting(facts)), MARGIN, y)
  y += 18
  for (const size of SIZES)
    for (const line of lines.flatMap((each) => wrapped(each, ((PAGE.width - 2 * MARGIN) / size) * 1000))) {
      y += size * 1.25
      if (y > PAGE.height * 0.6) break
      set(line, size, MARGIN, y)
    }
  const columns = Math.floor((PAGE.width - 2 * MARGIN) / CELL)
  y += 22
  let column = 0
  for (const character of characters) {
    if (column === columns) [column, y] = [0, y + CELL]
    if (y + CELL > PAGE.height - MARGIN) {
      pages.push([])
      ;[column, y] = [0, MARGIN]
    }
    const glyph = outlines.get(character)
    if (!glyph?.path) continue
    const x = MARGIN + column * CELL + (CELL - (glyph.advance * CELL_SIZE) / 1000) / 2
    pages.at(-1)!.push({ path: glyph.path, x, y: y + CELL * 0.78, size: CELL_SIZE })
    column++
  }
  return pages
}

const widthOf = (glyphs: readonly ProofGlyph[]) => glyphs.reduce((sum, { advance }) => sum + advance, 0)

/** The size under which a line is as wide as the page. */
const fitting = (glyphs: readonly ProofGlyph[]) =>
  ((PAGE.width - 2 * MARGIN) * 1000) / Math.max(1, widthOf(glyphs))

/** Lines of at most this width: cut after spaces, else between any two characters that are no letters. */
export function wrapped(glyphs: readonly ProofGlyph[], maxWidth: number): ProofGlyph[][] {
  const lines: ProofGlyph[][] = []
  let line: ProofGlyph[] = []
  for (const glyph of glyphs) {
    if (line.length > 0 && widthOf(line) + glyph.advance > maxWidth) {
      const space = line.findLastIndex(({ character }) => character === 0x20 || character > 0x2e80)
      const keep = space < 0 ? line.length : space + 1
      lines.push(line.slice(0, keep))
      line = line.slice(keep)
    }
    line.push(glyph)
  }
  return [...lines, line]
}

/** A page as an SVG picture, black on white. */
export function pageSvg(marks: readonly Mark[]): string {
  const drawn = marks.map(
    ({ path, x, y, size }) =>
      `<path transform="translate(${x.toFixed(2)} ${y.toFixed(2)}) scale(${size / 1000} ${-size / 1000})" d="${path}"/>`,
  )
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${PAGE.width} ${PAGE.height}" width="${PAGE.width}" height="${PAGE.height}"><rect width="100%" height="100%" fill="white"/>${drawn.join('')}</svg>`
}
