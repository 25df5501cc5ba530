import { GanvasError } from '../../../contract/errors.ts'
import { text } from '../../../contract/text.ts'
import type { FontFile } from '../file/fontFile.ts'
import { isSquare } from '../make/drawGlyph.ts'
import { pathOf } from '../outline/path.ts'
import { isSpace } from '../write/design.ts'
import { BITS, modulesOf } from './code.ts'
import {
  CELLS,
  inSlot,
  MARK_MODULE,
  MARKS,
  MAX_PAGES,
  modulePlaces,
  PAGE,
  PAGE_CODE,
  type PageNumber,
  pageValue,
  type Slot,
  slotOf,
} from './template.ts'

/** What is printed, in millimetres, y downwards; `grey` from 0, black, to 1. */
export type Print =
  | { kind: 'box'; left: number; top: number; width: number; height: number; grey: number }
  /** A path in thousandths of an em of this size, y upwards from its origin. */
  | { kind: 'glyph'; path: string; x: number; y: number; size: number; grey: number }

/** Guides are so light that no reader takes them for ink; models are to be read by people alone. */
const GUIDE = 0.8
const MODEL = 0.4
const LINE = 0.18

/**
 * The pages of a template for some characters, in their order: a cell for each, with a model of a font, guides for its place in
 * the em and its number in modules; marks in the corners and the page's number.
 *
 * @throws invalid-input where there is no character to draw, too-large for more pages than are numbered
 */
export function templatePages(characters: readonly number[], font: FontFile): Print[][] {
  const drawable = [...new Set(characters)].filter((character) => !isSpace(character))
  if (drawable.length === 0) throw new GanvasError('invalid-input', text('fonts.templateEmpty'))
  const pages = Math.ceil(drawable.length / CELLS)
  if (pages > MAX_PAGES)
    throw new GanvasError(
      'too-large',
      text('fonts.templateLarge', { count: drawable.length, limit: MAX_PAGES * CELLS }),
    )
  return Array.from({ length: pages }, (_, k) => [
    ...head({ page: k + 1, pages }, font),
    ...drawable
      .slice(k * CELLS, (k + 1) * CELLS)
      .flatMap((character, cell) => cellPrints(character, slotOf(cell), font)),
  ])
}

const box = (left: number, top: number, width: number, height: number, grey = 0): Print => ({
  kind: 'box',
  left,
  top,
  width,
  height,
  grey,
})

function head(number: PageNumber, font: FontFile): Print[] {
  const marks = MARKS.flatMap(({ x, y }) =>
    [7, 5, 3].map((modules, k) => {
      const side = modules * MARK_MODULE
      return box(x - side / 2, y - side / 2, side, side, k % 2)
    }),
  )
  return [...marks, ...codePrints(pageValue(number), PAGE_CODE), ...footer(number, font)]
}

/** The page's number for people, in the font's own figures. */
function footer({ page, pages }: PageNumber, font: FontFile): Print[] {
  let x = PAGE.width / 2 - 6
  return [...`${page} / ${pages}`].flatMap((each): Print[] => {
    const character = each.codePointAt(0)!
    const size = 4
    const start = x
    x += (font.advance(font.glyphOf(character)) * size) / 1000
    const outline = font.drawn(character)
    return outline ? [{ kind: 'glyph', path: pathOf(outline), x: start, y: 284.5, size, grey: MODEL }] : []
  })
}

const codePrints = (value: number, code: Slot['code']): Print[] =>
  modulesOf(value).flatMap((black, k): Print[] => {
    const { x, y } = modulePlaces(code, BITS)[k]!
    return black ? [box(x - code.module / 2, y - code.module / 2, code.module, code.module)] : []
  })

function cellPrints(character: number, slot: Slot, font: FontFile): Print[] {
  const outline = font.drawn(character)
  const { x, y, size } = slot.model
  const advance = outline ? font.advance(font.glyphOf(character)) : 1000
  const model: Print[] = outline ? [{ kind: 'glyph', path: pathOf(outline), x, y, size, grey: MODEL }] : []
  return [...codePrints(character, slot.code), ...model, ...guides(character, advance, slot)]
}

/** The em; in it the middle lines of a square glyph, or the baseline, the height of small letters and the width of a letter. */
function guides(character: number, advance: number, slot: Slot): Print[] {
  const line = (fromX: number, fromY: number, toX: number, toY: number): Print => {
    const [a, b] = [inSlot(slot, fromX, fromY), inSlot(slot, toX, toY)]
    const [width, height] = [Math.max(LINE, b.x - a.x), Math.max(LINE, a.y - b.y)]
    return box(
      a.x - (width === LINE ? LINE / 2 : 0),
      b.y - (height === LINE ? LINE / 2 : 0),
      width,
      height,
      GUIDE,
    )
  }
  const frame = [
    line(0, -120, 1000, -120),
    line(0, 880, 1000, 880),
    line(0, -120, 0, 880),
    line(1000, -120, 1000, 880),
  ]
  if (isSquare(character, advance)) return [...frame, line(0, 380, 1000, 380), line(500, -120, 500, 880)]
  const origin = originOf(advance)
  return [
    ...frame,
    line(0, 0, 1000, 0),
    line(0, 500, 1000, 500),
    line(origin, -120, origin, 880),
    line(origin + advance, -120, origin + advance, 880),
  ]
}

/** Where the origin of a letter stands in its cell: letters stand in the middle. */
export const originOf = (advance: number): number => (1000 - advance) / 2

/** A page as an SVG picture of so many pixels a millimetre. */
export function pageSvg(prints: readonly Print[], scale: number): string {
  const shade = (grey: number) => `rgb(${[grey, grey, grey].map((g) => Math.round(255 * g)).join(',')})`
  const drawn = prints.map((print) =>
    print.kind === 'box'
      ? `<rect x="${print.left}" y="${print.top}" width="${print.width}" height="${print.height}" fill="${shade(print.grey)}"/>`
      : `<path transform="translate(${print.x} ${print.y}) scale(${print.size / 1000} ${-print.size / 1000})" fill="${shade(print.grey)}" d="${print.path}"/>`,
  )
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${PAGE.width} ${PAGE.height}" width="${PAGE.width * scale}" height="${PAGE.height * scale}"><rect width="100%" height="100%" fill="white"/>${drawn.join('')}</svg>`
}
