import { LANGUAGES, NAME } from '../../file/names.ts'
import { Bytes } from '../bytes.ts'
import type { FontDesign } from '../design.ts'
import type { Naming } from '../naming.ts'

interface NameEntry {
  language: number
  id: number
  value: string
}

/** Names for Windows' platform alone, which every program reads. */
export function nameTable(design: FontDesign, naming: Naming): Uint8Array {
  const entries = entriesOf(design, naming).sort((a, b) => a.language - b.language || a.id - b.id)
  const table = new Bytes().u16(0, entries.length, 6 + 12 * entries.length)
  const storage = new Bytes()
  const places = new Map<string, number>()
  for (const { language, id, value } of entries) {
    let at = places.get(value)
    if (at === undefined) {
      at = storage.length
      places.set(value, at)
      for (let k = 0; k < value.length; k++) storage.u16(value.charCodeAt(k))
    }
    table.u16(3, 1, language, id, 2 * value.length, at)
  }
  return table.bytes(storage.done()).done()
}

function entriesOf({ names }: FontDesign, naming: Naming): NameEntry[] {
  const { style, version, vendor } = names
  const families = { en: names.family, ...names.localFamilies }
  const entries: NameEntry[] = []
  for (const [language, family] of Object.entries(families) as [
    keyof typeof LANGUAGES,
    string | undefined,
  ][]) {
    if (!family) continue
    const add = (id: number, value: string | undefined) => {
      if (value) entries.push({ language: LANGUAGES[language], id, value })
    }
    add(NAME.family, naming.suffix ? `${family} ${naming.suffix}` : family)
    add(NAME.style, naming.linked)
    add(NAME.full, `${family} ${style}`)
    if (naming.suffix) {
      add(NAME.typographicFamily, family)
      add(NAME.typographicStyle, style)
    }
    if (language !== 'en') continue
    add(NAME.copyright, names.copyright)
    add(NAME.unique, `${version};${vendor ?? 'NONE'};${naming.postScript}`)
    add(NAME.version, `Version ${version}`)
    add(NAME.postScript, naming.postScript)
    add(NAME.manufacturer, names.manufacturer)
    add(NAME.designer, names.designer)
    add(NAME.license, names.license)
    add(NAME.licenseUrl, names.licenseUrl)
  }
  return entries
}
