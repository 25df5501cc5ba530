import { z } from 'zod'
import { job, procedure } from '../define.ts'
import { FileSource, FileTarget, Written } from '../fileEnds.ts'
import { CharacterSetName, FontSource } from './font.ts'
import { FontWorkName } from './fontWorks.ts'

/** A cell of a sheet that was written on. */
export const SheetGlyph = z.object({
  /** Counted from 0 in the order of reading. */
  cell: z.int().min(0),
  row: z.int(),
  column: z.int(),
  /** Null where it is not known. */
  character: z.int().nullable(),
  /** `cut`: its ink reaches beyond the cell. `torn`: a part of the cell is not to be seen. */
  state: z.enum(['drawn', 'empty', 'cut', 'torn']),
  /** An SVG path in thousandths of the em, y upwards from the baseline; empty where nothing is drawn. */
  path: z.string(),
})
export type SheetGlyph = z.infer<typeof SheetGlyph>

/** What was found in a scan or a photo of glyphs. */
export const ReadSheet = z.object({
  /** The printed template, a grid of lines, or glyphs in rows on plain paper. */
  kind: z.enum(['template', 'ruled', 'loose']),
  /** Which page of a template. */
  number: z.object({ page: z.int(), pages: z.int() }).nullable(),
  /** Degrees to the right by which the page lay turned, and was turned back. */
  turned: z.union([z.literal(0), z.literal(90), z.literal(180), z.literal(270)]),
  cells: z.array(SheetGlyph),
  /** Characters that the sheet is said to have, and of which nothing is drawn. */
  undrawn: z.array(z.int()),
})
export type ReadSheet = z.infer<typeof ReadSheet>

/** Characters of a text, in its order; of a sheet at most so many. */
const text = z.string().max(4000)
const name = z.object({ name: FontWorkName })

const WrittenTemplate = Written.extend({ pages: z.int() })

export const TemplateInput = z.object({
  /** Models are drawn in it, and letters get room by its advances. */
  source: FontSource,
  characters: z.object({ sets: z.array(CharacterSetName).default([]), text: z.string().default('') }),
  target: z.object({ path: z.string().min(1), overwrite: z.boolean() }),
})

export const fontSheetProcedures = {
  /** Writes pages to print and to write on, A4 as PDF: a cell for each character of a text. */
  'fonts.template': job('batch', name.extend({ text, target: FileTarget }), WrittenTemplate),
  /**
   * Reads glyphs off a picture of a sheet.
   *
   * @param text the characters on it in the order of reading; a template says them itself
   */
  'fonts.readSheet': procedure(name.extend({ file: FileSource, text: text.default('') }), ReadSheet),
  /** Pages to write on, without a font that is being made. */
  'font.template': job('batch', TemplateInput, WrittenTemplate),
}
