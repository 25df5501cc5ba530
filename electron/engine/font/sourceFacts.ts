import type { SourceFacts } from '../../contract/tools/fontWorks.ts'
import { NAME, nameOf } from '../../tools/font/file/names.ts'
import { licenceFrom, reservedNames } from '../../tools/font/make/licence.ts'
import type { Described } from '../compute/fontMessages.ts'

/** What a source says of itself, for a page. */
export function factsOf(described: Described, file: string, face: number): SourceFacts {
  const { names, embedding, glyphCount, axes } = described
  const { level, noSubsetting, bitmapOnly } = embedding
  const { open } = licenceFrom(names, { year: 0 })
  const said = (...ids: number[]) => ids.map((id) => nameOf(names, id)).find(Boolean)
  return {
    file,
    face,
    family: said(NAME.typographicFamily, NAME.family) ?? file,
    style: said(NAME.typographicStyle, NAME.style) ?? 'Regular',
    glyphs: glyphCount,
    axes: { ...axes },
    open,
    copyright: said(NAME.copyright) ?? '',
    license: said(NAME.license) ?? '',
    embedding: level,
    noSubsetting,
    bitmapOnly,
    reserved: open ? reservedNames(names) : [],
  }
}
