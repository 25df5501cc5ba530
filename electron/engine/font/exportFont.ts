import type { z } from 'zod'
import type { Written } from '../../contract/fileEnds.ts'
import type { CallContext } from '../../contract/server.ts'
import type { FontNaming } from '../../contract/tools/font.ts'
import type { ExportFontInput, FontSaid } from '../../contract/tools/fontWorks.ts'
import { generate } from './generate.ts'
import { designedOf, madeOf } from './glyphs.ts'
import { checkLeave, checkReferences } from './licence.ts'
import { wantedCharacters } from './make.ts'
import type { FontPool } from './pool.ts'
import type { OpenWork } from './works.ts'
import { checkTarget, emptyDesign, withGlyphs, writeDesign } from './write.ts'

/** The names as a writer of fonts takes them: what was left empty is not said. */
export function namingFrom({ family, local, style, version, ...rest }: FontSaid): FontNaming {
  const said = Object.entries(rest).filter(([, value]) => value.trim() !== '')
  const locals = Object.entries(local).filter(([, value]) => value?.trim())
  return { family, style, version, localFamilies: Object.fromEntries(locals), ...Object.fromEntries(said) }
}

/** Makes what is not made yet, and writes the file; see the procedure `fonts.export`. */
export async function exportFont(
  work: OpenWork,
  pool: FontPool,
  { format, target, permitted }: z.output<typeof ExportFontInput>,
  context: CallContext,
): Promise<Written & { glyphs: number; missing: number; flagged: number }> {
  const { record } = work
  const { shape, said } = record.plan
  await checkTarget(target, format)
  const described = await pool.described()
  const names = namingFrom(said)
  checkLeave(described, record.source.file, names, permitted, context.emit)
  checkReferences(record, permitted, context.emit)
  const design = emptyDesign(names, shape, described.names)
  const { made, flagged } = await generate(work, pool, context)
  const characters = wantedCharacters(record.plan.characters)
  const glyphs = characters.flatMap((character) => madeOf(work, character) ?? []).map(designedOf)
  const whole = await withGlyphs(design, glyphs, pool, shape, context.signal)
  const written = await writeDesign(whole, format, target, pool, context.signal)
  return { ...written, glyphs: made, missing: characters.length - made, flagged }
}
