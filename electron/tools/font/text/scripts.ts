/** Scripts that fonts shape by rules of their own, by their names in Unicode and in ISO 15924. */
const scripts: readonly [name: string, tag: string][] = [
  ['Latin', 'Latn'],
  ['Han', 'Hani'],
  ['Hiragana', 'Hira'],
  ['Katakana', 'Kana'],
  ['Bopomofo', 'Bopo'],
  ['Hangul', 'Hang'],
  ['Greek', 'Grek'],
  ['Cyrillic', 'Cyrl'],
  ['Arabic', 'Arab'],
  ['Hebrew', 'Hebr'],
  ['Syriac', 'Syrc'],
  ['Thaana', 'Thaa'],
  ['Nko', 'Nkoo'],
  ['Devanagari', 'Deva'],
  ['Bengali', 'Beng'],
  ['Gurmukhi', 'Guru'],
  ['Gujarati', 'Gujr'],
  ['Oriya', 'Orya'],
  ['Tamil', 'Taml'],
  ['Telugu', 'Telu'],
  ['Kannada', 'Knda'],
  ['Malayalam', 'Mlym'],
  ['Sinhala', 'Sinh'],
  ['Thai', 'Thai'],
  ['Lao', 'Laoo'],
  ['Tibetan', 'Tibt'],
  ['Myanmar', 'Mymr'],
  ['Khmer', 'Khmr'],
  ['Mongolian', 'Mong'],
  ['Armenian', 'Armn'],
  ['Georgian', 'Geor'],
  ['Ethiopic', 'Ethi'],
]

const tests = scripts.map(([name, tag]) => [new RegExp(`^\\p{Script=${name}}`, 'u'), tag] as const)
const known = new Map<string, string>()

/** What belongs to no script of its own, such as a full stop. */
export const COMMON = 'Zyyy'

/** The script of a text's first character that has one, as ISO 15924 tags it; {@link COMMON} where none has. */
export function scriptOf(text: string): string {
  for (const character of text) {
    const before = known.get(character)
    const tag = before ?? tests.find(([test]) => test.test(character))?.[1] ?? COMMON
    if (before === undefined) known.set(character, tag)
    if (tag !== COMMON) return tag
  }
  return COMMON
}

/** The scripts of pieces of a text: what has none takes that of what is before it, at the beginning of what comes after. */
export function scriptsOf(pieces: readonly string[]): string[] {
  const own = pieces.map(scriptOf)
  let last = own.find((tag) => tag !== COMMON) ?? COMMON
  return own.map((tag) => {
    if (tag !== COMMON) last = tag
    return last
  })
}
