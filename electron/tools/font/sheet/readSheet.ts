import { GanvasError } from '../../../contract/errors.ts'
import { text } from '../../../contract/text.ts'
import { hanFrame, renderField } from '../field.ts'
import { blurred, inkOf } from '../ink.ts'
import { isSquare } from '../make/drawGlyph.ts'
import { type Outline, transformed } from '../outline/outline.ts'
import type { DrawnPicture } from '../picture.ts'
import { type CellGlyph, glyphOf, seenCell, thresholdOf } from './cell.ts'
import { looseCells } from './loose.ts'
import { type FoundPage, findPage, readCode } from './marks.ts'
import { brightnessAt, type Paper, paperOf, turned } from './paper.ts'
import type { CellPlace } from './place.ts'
import { at, followed, type PlaneMap, scaling } from './plane.ts'
import { median, ruledCells } from './ruled.ts'
import { CELLS, COLUMNS, PAGE, type PageNumber, slotOf } from './template.ts'
import { originOf } from './templatePages.ts'

/** What a sheet was written for: its letters stand in the middle of their cells by this font's advances. */
export interface SheetSource {
  drawn(character: number): Outline | null
  advanceOf(character: number): number | null
}

export interface SheetCell extends CellGlyph {
  /** Counted from 0, as they are read. */
  row: number
  column: number
  character: number | null
}

export interface Sheet {
  kind: 'template' | 'ruled' | 'loose'
  /** Of a template. */
  number: PageNumber | null
  /** Degrees to the right by which the page lay turned in the picture, as far as that can be told: 180 is upside down. */
  turned: 0 | 90 | 180 | 270
  /** Those of a template that were not printed are left out. */
  cells: SheetCell[]
  /** Characters that the sheet is said to have, by its codes or by whoever reads it, and of which nothing is drawn. */
  undrawn: number[]
}

export interface SheetOptions {
  /** Of the file, for messages. */
  name: string
  /** The characters on it as they are read: for sheets without codes, and instead of what codes say. */
  characters?: readonly number[]
  /** Which font's characters they are; tells which way round a sheet without marks is. */
  source?: SheetSource | null
}

/**
 * The glyphs on a scan or a photo of a sheet: of a printed template, by its marks and codes, or else of a grid of lines or of plain
 * paper, in the order of reading.
 *
 * @throws invalid-input for a sheet that cannot be read, or has no glyph, with what to do
 */
export function readSheet(picture: DrawnPicture, options: SheetOptions): Sheet {
  const paper = paperOf(picture)
  const page = findPage(paper)
  const characters = options.characters ?? []
  const sheet =
    typeof page === 'string'
      ? freeSheet(paper, page, characters, options)
      : templateSheet(paper, page, options)
  if (!sheet.cells.some(({ state }) => state === 'drawn' || state === 'cut'))
    throw new GanvasError('invalid-input', text('fonts.sheetEmpty', { name: options.name }))
  return sheet
}

function templateSheet(paper: Paper, page: FoundPage, { characters, source }: SheetOptions): Sheet {
  const places = Array.from({ length: CELLS }, (_, cell): CellPlace => {
    const slot = slotOf(cell)
    const { left, top, side } = slot.frame
    const unit = side / hanFrame.size
    const inMm = scaling(
      unit,
      -unit,
      left - unit * hanFrame.left,
      top + unit * (hanFrame.bottom + hanFrame.size),
    )
    return {
      row: Math.floor(cell / COLUMNS),
      column: cell % COLUMNS,
      character: readCode(paper, page.map, slot.code),
      map: followed(inMm, page.map),
    }
  })
  const cells = glyphsOf(paper, places, brightnessOf(paper, page.map))
  // Where no character is said and nothing written, none was printed.
  const printed = cells.filter(({ character, state }) => character !== null || state !== 'empty')
  const named = characters?.length ? assigned(printed, characters) : printed
  return {
    kind: 'template',
    number: { page: page.page, pages: page.pages },
    turned: (90 * page.quarters) as Sheet['turned'],
    cells: named.map((cell) => inItsEm(cell, source ?? null)),
    undrawn: characters?.length
      ? characters.slice(inked(printed).length)
      : printed.flatMap(({ character, state }) =>
          state === 'empty' && character !== null ? [character] : [],
        ),
  }
}

/** The usual brightness of the page's paper. */
function brightnessOf(paper: Paper, map: PlaneMap): number {
  const places = Array.from({ length: 400 }, (_, k) =>
    at(map, (((k % 20) + 0.5) * PAGE.width) / 20, ((Math.floor(k / 20) + 0.5) * PAGE.height) / 20),
  )
  return median(places.map(({ x, y }) => brightnessAt(paper, x, y)))
}

/** Letters stand in the middle of a cell: moved to where their origin is that of the em. */
function inItsEm(cell: SheetCell, source: SheetSource | null): SheetCell {
  const advance = cell.character === null ? null : (source?.advanceOf(cell.character) ?? null)
  if (advance === null || isSquare(cell.character!, advance)) return cell
  const outline = transformed(cell.outline, { xx: 1, xy: 0, yx: 0, yy: 1, dx: -originOf(advance), dy: 0 })
  return { ...cell, outline }
}

function freeSheet(
  paper: Paper,
  page: 'none' | 'unread',
  characters: readonly number[],
  { name, source }: SheetOptions,
): Sheet {
  if (characters.length === 0)
    throw new GanvasError(
      'invalid-input',
      text(page === 'unread' ? 'fonts.sheetUnread' : 'fonts.sheetText', { name }),
    )
  const read = (quarters: number) => {
    const upright = turned(paper, (4 - quarters) % 4)
    const ruled = ruledCells(upright)
    const places = ruled.length > 0 ? ruled : looseCells(upright, characters.length)
    const cells = assigned(glyphsOf(upright, places, median([...upright.brightness])), characters)
    return { kind: ruled.length > 0 ? ('ruled' as const) : ('loose' as const), cells, quarters }
  }
  // Without a font to compare with, a sheet is taken as it lies.
  let best = read(0)
  if (source) {
    let likest = likeness(best.cells, source)
    for (const quarters of likest < SURE ? [2, 1, 3] : []) {
      const other = read(quarters)
      const like = likeness(other.cells, source)
      if (like > likest + 0.02) [best, likest] = [other, like]
    }
  }
  const { kind, cells, quarters } = best
  const undrawn = characters.slice(inked(cells).length)
  return { kind, number: null, turned: (90 * quarters) as Sheet['turned'], cells, undrawn }
}

/** A sheet that lies the right way looks more like its source than this. */
const SURE = 0.55

const inked = (cells: readonly SheetCell[]) => cells.filter(({ state }) => state !== 'empty')

/** The characters in order, for those cells that have ink. */
function assigned(cells: readonly SheetCell[], characters: readonly number[]): SheetCell[] {
  let next = 0
  return cells.map((cell) => ({
    ...cell,
    character: cell.state === 'empty' ? null : (characters[next++] ?? null),
  }))
}

function glyphsOf(paper: Paper, places: readonly CellPlace[], usual: number): SheetCell[] {
  const seen = places.map(({ map, mine }) => seenCell(paper, map, usual, mine))
  const threshold = thresholdOf(seen)
  return places.map(({ row, column, character }, k) => ({
    row,
    column,
    character,
    ...glyphOf(seen[k]!, threshold),
  }))
}

const SMALL = 24

/** How much blurred ink of cells is where the source has it: the mean cosine of both, from 0 to 1. */
function likeness(cells: readonly SheetCell[], source: SheetSource): number {
  const cosines = cells.flatMap(({ character, outline }) => {
    const own = character === null ? null : source.drawn(character)
    if (!own || outline.length === 0) return []
    const [a, b] = [outline, own].map(
      (each) => blurred(inkOf(renderField(each, hanFrame, SMALL)), 1).data,
    ) as [Float32Array, Float32Array]
    const dot = (p: Float32Array, q: Float32Array) => p.reduce((sum, value, k) => sum + value * q[k]!, 0)
    return [dot(a, b) / (Math.sqrt(dot(a, a) * dot(b, b)) || 1)]
  })
  return cosines.reduce((sum, value) => sum + value, 0) / Math.max(1, cosines.length)
}
