import sharp from 'sharp'
import type { FileTarget, Written } from '../../contract/fileEnds.ts'
import type { CallContext } from '../../contract/server.ts'
import { writeAtomically } from '../disk.ts'
import { laying, madeOf, outlinesOf } from './glyphs.ts'
import { wantedCharacters } from './make.ts'
import { pdfOf } from './pdf.ts'
import type { FontPool } from './pool.ts'
import { type Mark, PAGE, pageSvg, specimenPages } from './specimenPages.ts'
import type { OpenWork } from './works.ts'

/** Dots an inch of a picture; points are 72. */
const DENSITY = 200

/** A specimen of what is made so far, all of it outlines; see the procedure `fonts.specimen`. A picture shows the first page. */
export async function writeSpecimen(
  work: OpenWork,
  pool: FontPool,
  format: 'pdf' | 'png',
  target: FileTarget,
  { signal }: CallContext,
): Promise<Written> {
  const { plan } = work.record
  const { family, style, version, designer } = plan.said
  const made = wantedCharacters(plan.characters).filter((character) => madeOf(work, character))
  const facts = [style, version, designer].filter((part) => part.trim() !== '').join('  ')
  const [title, said, ...lines] = (
    await pool.first.call(
      'lay',
      laying(work.record, [family, facts, ...plan.proof.text.split('\n')], false),
      { signal },
    )
  ).map(({ result }) => result)
  const shown = new Set([title!, said!, ...lines].flat().map(({ character }) => character))
  const glyphs = await outlinesOf(work, [...new Set([...shown, ...made])], pool, signal)
  const outlines = new Map(glyphs.map((glyph) => [glyph.character, glyph]))
  const pages = specimenPages({ title: title!, facts: said!, lines, characters: made, outlines })
  const bytes = format === 'pdf' ? await pdfOfPages(pages, family) : await pngOf(pages[0]!)
  if ('bytes' in target) return { bytes, size: bytes.length }
  const { path, overwrite } = target
  return { path, size: await writeAtomically(path, [bytes], { overwrite, signal }) }
}

const pdfOfPages = (pages: readonly (readonly Mark[])[], title: string): Promise<Uint8Array> =>
  pdfOf(title, PAGE, (document) => {
    for (const marks of pages) {
      document.addPage()
      for (const { path, x, y, size } of marks)
        document
          .save()
          .transform(size / 1000, 0, 0, -size / 1000, x, y)
          .path(path)
          .fill('black')
          .restore()
    }
  })

const pngOf = async (marks: readonly Mark[]): Promise<Uint8Array> =>
  new Uint8Array(
    await sharp(Buffer.from(pageSvg(marks)), { density: DENSITY })
      .grayscale()
      .png()
      .toBuffer(),
  )
