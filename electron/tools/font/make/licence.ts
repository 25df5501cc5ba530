import { NAME, type NameRecord, nameOf } from '../file/names.ts'

/** The licence fields of a font that is derived from another one. */
export interface Licence {
  /** The source is under the SIL Open Font License: what is made of it stays so, under another name. */
  open: boolean
  copyright: string
  license?: string
  licenseUrl?: string
}

const OFL_TEXT =
  'This Font Software is licensed under the SIL Open Font License, Version 1.1. This license is available with a FAQ at: https://openfontlicense.org'
const OFL_URL = 'https://openfontlicense.org'

/**
 * The licence of a font that is made of a source: the source's own, with its line of copyright kept and one added.
 *
 * @param own who made the new font, for its line; and the year
 */
export function licenceFrom(source: readonly NameRecord[], own: { holder?: string; year: number }): Licence {
  const [text, url] = [nameOf(source, NAME.license), nameOf(source, NAME.licenseUrl)]
  const open =
    /open font licen[cs]e/i.test(text ?? '') || /openfontlicense|scripts\.sil\.org\/OFL/i.test(url ?? '')
  const line = own.holder ? `Copyright ${own.year} ${own.holder}` : `Changed with Ganvas, ${own.year}`
  const copyright = [nameOf(source, NAME.copyright), line].filter(Boolean).join('\n')
  if (open) return { open, copyright, license: OFL_TEXT, licenseUrl: OFL_URL }
  return { open, copyright, ...(text && { license: text }), ...(url && { licenseUrl: url }) }
}

/** Names that a source keeps for itself: its family's in all languages, and those that its copyright reserves (OFL 1.1, 3). */
export function reservedNames(source: readonly NameRecord[]): string[] {
  const families = source.filter(({ id }) => id === NAME.family || id === NAME.typographicFamily)
  const said = [NAME.copyright, NAME.license].map((id) => nameOf(source, id) ?? '').join(' ')
  const reserved = [
    ...said.matchAll(/reserved font names?\s+((?:["'“‘][^"'”’]+["'”’](?:,| and)?\s*)+)/gi),
  ].flatMap(([, names = '']) => [...names.matchAll(/["'“‘]([^"'”’]+)["'”’]/g)].map(([, name]) => name!))
  return [...new Set([...families.map(({ value }) => value), ...reserved])].filter(
    (name) => name.trim() !== '',
  )
}

/** The reserved name that a new one is, or holds; null where it is another one. */
export function reservedIn(name: string, reserved: readonly string[]): string | null {
  const plain = (value: string) => value.toLowerCase().replaceAll(/[\s_-]/g, '')
  return reserved.find((each) => plain(each).length > 0 && plain(name).includes(plain(each))) ?? null
}
