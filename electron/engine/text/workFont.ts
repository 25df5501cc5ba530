import { createHash } from 'node:crypto'
import type { GlyphOutline } from '../../contract/tools/fontWorks.ts'
import { writeTrueType } from '../../tools/font/write/writeFont.ts'
import type { FontPlace } from '../compute/textMessages.ts'
import { designedOf, keyOf, outlinesOf } from '../font/glyphs.ts'
import type { Works } from '../font/works.ts'
import { emptyDesign, withGlyphs } from '../font/write.ts'

/** Glyphs that are kept, so that each is drawn once while a text is typed. */
const MAX_GLYPHS = 4000
const drawn = new Map<string, GlyphOutline>()

/**
 * A font that is being made, with what a text needs of it: glyphs as they are made, and those that are not drawn now, as they
 * will be. Kerns are its source's.
 *
 * @throws GanvasError `not-found` where it was deleted
 */
export async function workFont(
  works: Works,
  name: string,
  content: string,
  signal: AbortSignal,
): Promise<FontPlace> {
  const work = await works.open(name)
  const { record } = work
  const { said, shape } = record.plan
  return works.withPool(work, async (pool) => {
    const described = await pool.described()
    const mapped = new Set(described.characters)
    const characters = [...new Set(content)]
      .map((each) => each.codePointAt(0)!)
      .filter((each) => mapped.has(each))
    const keyed = (character: number) => `${name} ${character} ${keyOf(record, character)}`
    const open = characters.filter((character) => !drawn.has(keyed(character)))
    if (drawn.size + open.length > MAX_GLYPHS) drawn.clear()
    for (const glyph of await outlinesOf(work, open, pool, signal)) drawn.set(keyed(glyph.character), glyph)
    const glyphs = characters.flatMap((character) => drawn.get(keyed(character)) ?? []).map(designedOf)
    const naming = { family: 'Text', localFamilies: {}, version: '1.000' }
    const design = await withGlyphs(emptyDesign(naming, shape, []), glyphs, pool, shape, signal)
    const bytes = writeTrueType(design)
    const key = createHash('sha1').update(bytes).digest('hex')
    return {
      family: said.family || name,
      style: said.style || 'Regular',
      path: `work ${name} ${key}`,
      index: 0,
      bytes,
    }
  })
}
