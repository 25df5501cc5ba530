import type { Frame } from '../field.ts'
import { hanFrame } from '../field.ts'

/*
 * Where everything lies on a page of the template: millimetres from its top left corner, y downwards. What is printed and what is
 * read have it from here.
 */

/** A4. */
export const PAGE = { width: 210, height: 297 }
/** Side of a module of the marks in the corners: squares of 7 modules, within them white ones of 5, within those black ones of 3. */
export const MARK_MODULE = 1.2
/** Middles of the marks: top left, top right, bottom right, bottom left. */
export const MARKS = [
  { x: 14, y: 14 },
  { x: 196, y: 14 },
  { x: 196, y: 283 },
  { x: 14, y: 283 },
] as const
/** The page's number, in one row of modules between the upper marks. */
export const PAGE_CODE = { left: 57, top: 12.5, module: 3, rows: 1 }

export const COLUMNS = 6
export const ROWS = 8
export const CELLS = COLUMNS * ROWS
const GRID = { left: 14, top: 24, width: 182, height: 250 }
export const PITCH = { x: GRID.width / COLUMNS, y: GRID.height / ROWS }
/** The em of a glyph. Around it there is the margin of `hanFrame`. */
export const EM = 22
const FRAME = (EM * hanFrame.size) / 1000

/** A place for one glyph. */
export interface Slot {
  /** The top left corner of the frame. */
  frame: { left: number; top: number; side: number }
  /** The character's number, in two rows of modules above it. */
  code: { left: number; top: number; module: number; rows: number }
  /** Where the model stands: its origin, and the size of its em. */
  model: { x: number; y: number; size: number }
}

/** The place of a cell, counted along rows from 0. */
export function slotOf(cell: number): Slot {
  const left = GRID.left + (cell % COLUMNS) * PITCH.x + (PITCH.x - FRAME) / 2
  const top = GRID.top + Math.floor(cell / COLUMNS) * PITCH.y
  return {
    frame: { left, top: top + PITCH.y - FRAME, side: FRAME },
    code: { left: left + FRAME - 17, top: top + 2.2, module: 1, rows: 2 },
    model: { x: left + 0.8, y: top + 5, size: 5 },
  }
}

/** Millimetres of a place in the em, within a slot. */
export const inSlot = ({ frame }: Slot, x: number, y: number, em: Frame = hanFrame) => ({
  x: frame.left + ((x - em.left) * frame.side) / em.size,
  y: frame.top + ((em.bottom + em.size - y) * frame.side) / em.size,
})

/** Centres of a code's modules, in the order of its bits. */
export function modulePlaces({ left, top, module, rows }: Slot['code'], modules: number) {
  const inRow = modules / rows
  return Array.from({ length: modules }, (_, k) => ({
    x: left + ((k % inRow) + 0.5) * module,
    y: top + (Math.floor(k / inRow) + 0.5) * module,
  }))
}

/** What a page says of itself. */
export interface PageNumber {
  /** From 1. */
  page: number
  pages: number
}

/** Pages of a template, at most. */
export const MAX_PAGES = 511
/** Says that it is this template: others may follow. */
const VERSION = 1

export const pageValue = ({ page, pages }: PageNumber): number => (VERSION << 18) | (page << 9) | pages

/** Null for a number that no page of this template has. */
export function pageOf(value: number): PageNumber | null {
  const [version, page, pages] = [value >> 18, (value >> 9) & 0x1ff, value & 0x1ff]
  return version === VERSION && page >= 1 && page <= pages ? { page, pages } : null
}
