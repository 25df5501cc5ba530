import { basename } from 'node:path'
import type { z } from 'zod'
import { GanvasError } from '../../contract/errors.ts'
import type { FileSource, FileTarget, Written } from '../../contract/fileEnds.ts'
import type { Pixels } from '../../contract/pixels.ts'
import type { CallContext } from '../../contract/server.ts'
import { text } from '../../contract/text.ts'
import type { ReadSheet, TemplateInput } from '../../contract/tools/fontSheets.ts'
import { decodeAsPicture } from '../../imaging/codecs/decode.ts'
import { fromPixels } from '../../imaging/codecs/encode.ts'
import { pathOf } from '../../tools/font/outline/path.ts'
import type { Sheet } from '../../tools/font/sheet/readSheet.ts'
import { PAGE } from '../../tools/font/sheet/template.ts'
import type { Print } from '../../tools/font/sheet/templatePages.ts'
import { readWhole, writeAtomically } from '../disk.ts'
import { wantedCharacters } from './make.ts'
import { pdfOf } from './pdf.ts'
import { FontPool } from './pool.ts'
import { readFont } from './readFont.ts'
import { checkTarget } from './write.ts'

/** Pixels of a sheet's longer side, at most: 300 dots an inch of A4. */
const LONGEST = 3600
/** Points in a millimetre. */
const POINT = 72 / 25.4

/** The characters of a text in their order, without what is no glyph; the same one may stand in several cells. */
export const inOrder = (content: string): number[] =>
  [...content].filter((each) => !/[\s\p{Cc}\u{feff}]/u.test(each)).map((each) => each.codePointAt(0)!)

/** A picture of a sheet, as large as is of use and grey. */
export async function sheetPicture(bytes: Uint8Array, name: string): Promise<Pixels> {
  const whole = await decodeAsPicture(bytes, name)
  const { data, info } = await fromPixels(whole)
    .flatten({ background: 'white' })
    .resize({ width: LONGEST, height: LONGEST, fit: 'inside', withoutEnlargement: true })
    .grayscale()
    .raw()
    .toBuffer({ resolveWithObject: true })
  return { width: info.width, height: info.height, channels: 1, data: new Uint8Array(data) }
}

/** What was read of a sheet, for a page. */
export const readOf = ({ kind, number, turned, cells, undrawn }: Sheet): ReadSheet => ({
  kind,
  number,
  turned,
  cells: cells.map(({ row, column, character, state, outline }, cell) => ({
    cell,
    row,
    column,
    character,
    state,
    path: pathOf(outline),
  })),
  undrawn,
})

/** Reads a file; see the procedure `fonts.readSheet`. */
export async function readSheetFile(
  pool: FontPool,
  file: FileSource,
  content: string,
  signal: AbortSignal,
): Promise<ReadSheet> {
  const name = 'bytes' in file ? file.name : basename(file.path)
  const picture = await sheetPicture('bytes' in file ? file.bytes : await readWhole(file.path, signal), name)
  const order = { picture, name, characters: inOrder(content) }
  return readOf(await pool.first.call('sheet', order, { signal }))
}

/** Writes a template for characters; see the procedure `fonts.template`. */
export async function writeTemplate(
  pool: FontPool,
  characters: number[],
  target: FileTarget,
  signal: AbortSignal,
): Promise<Written & { pages: number }> {
  const pages = await pool.first.call('template', { characters }, { signal })
  const size = { width: PAGE.width * POINT, height: PAGE.height * POINT }
  const bytes = await pdfOf('Ganvas', size, (document) => {
    for (const prints of pages) {
      document.addPage()
      for (const print of prints) draw(document, print)
    }
  })
  if ('bytes' in target) return { bytes, size: bytes.length, pages: pages.length }
  const { path, overwrite } = target
  return { path, size: await writeAtomically(path, [bytes], { overwrite, signal }), pages: pages.length }
}

function draw(document: PDFKit.PDFDocument, print: Print): void {
  const shade = Math.round(255 * print.grey)
  document.save().scale(POINT)
  if (print.kind === 'box') document.rect(print.left, print.top, print.width, print.height)
  else document.transform(print.size / 1000, 0, 0, -print.size / 1000, print.x, print.y).path(print.path)
  document.fill([shade, shade, shade]).restore()
}

/** Without a font that is being made; see the procedure `font.template`. */
export async function makeTemplate(
  { source, characters, target }: z.output<typeof TemplateInput>,
  { signal }: CallContext,
): Promise<Written & { pages: number }> {
  if (!/\.pdf$/i.test(target.path))
    throw new GanvasError('invalid-input', text('fonts.templateKind', { path: target.path }))
  await checkTarget(target, 'ttf')
  const pool = new FontPool({ source, bytes: await readFont(source.path, signal), models: [] }, 1)
  try {
    const wanted = [
      ...characters.sets.flatMap((set) => wantedCharacters({ sets: [set], text: '' })),
      ...inOrder(characters.text),
    ]
    return await writeTemplate(pool, wanted, target, signal)
  } finally {
    await pool.end()
  }
}
