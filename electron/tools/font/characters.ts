import type { CharacterSetName } from '../../contract/tools/font.ts'

/**
 * Sets of characters by their standards, from the encodings that browsers and Node know. A decoder knows more than its
 * standard: vendors' additions are left out by where they stand.
 */

const decoded = (encoding: string, ...bytes: number[]): number | null => {
  const value = new TextDecoder(encoding).decode(Uint8Array.from(bytes))
  const [character = '', ...rest] = value
  const code = character.codePointAt(0) ?? 0xfffd
  return rest.length > 0 || code === 0xfffd || (code >= 0xe000 && code <= 0xf8ff) ? null : code
}

/** Rows and cells of 94 as EUC has them: two bytes, each 0xA0 more than its number. */
function rows(encoding: string, first: number, last: number): number[] {
  const characters: number[] = []
  for (let row = first; row <= last; row++)
    for (let cell = 1; cell <= 94; cell++) {
      const character = decoded(encoding, 0xa0 + row, 0xa0 + cell)
      if (character !== null) characters.push(character)
    }
  return characters
}

/** Big5 from one code to another, both included. */
function big5(first: number, last: number): number[] {
  const characters: number[] = []
  for (let code = first; code <= last; code++) {
    const [lead, trail] = [code >> 8, code & 0xff]
    if (!((trail >= 0x40 && trail <= 0x7e) || (trail >= 0xa1 && trail <= 0xfe))) continue
    const character = decoded('big5', lead, trail)
    if (character !== null) characters.push(character)
  }
  return characters
}

const from = (first: number, last: number): number[] =>
  Array.from({ length: last - first + 1 }, (_, k) => first + k)

const ascii = from(0x20, 0x7e)

const sets = {
  ascii: () => ascii,
  'latin-1': () => [...ascii, ...from(0xa0, 0xac), ...from(0xae, 0xff)],
  /** Hiragana and katakana with their marks, and the punctuation that is set with them. */
  kana: () => [
    ...from(0x3041, 0x3096),
    ...from(0x309b, 0x309e),
    ...from(0x30a1, 0x30fe),
    ...[...'　、。・「」『』'].map((each) => each.codePointAt(0)!),
  ],
  /** The 3,755 most usual Han characters of GB/T 2312. */
  'gb2312-1': () => rows('gb18030', 16, 55),
  /** All of GB/T 2312: its 6,763 Han characters and the others of rows 1 to 9. */
  gb2312: () => [...ascii, ...rows('gb18030', 1, 9).filter(isOfGb2312), ...rows('gb18030', 16, 87)],
  /** The 5,401 usual Han characters of Big5. */
  'big5-1': () => big5(0xa440, 0xc67e),
  /** The 2,965 usual Han characters of JIS X 0208. */
  'jis-1': () => rows('euc-jp', 16, 47),
  /** The 2,350 syllables of KS X 1001. */
  'ks-hangul': () => rows('euc-kr', 16, 40),
} satisfies Record<CharacterSetName, () => number[]>

/** What GBK put into rows that GB/T 2312 leaves open: small Roman numbers, forms for vertical text and the like. */
function isOfGb2312(character: number): boolean {
  const small = character >= 0x2170 && character <= 0x2179
  const vertical = character >= 0xfe10 && character <= 0xfe4f
  const tones = [0x251, 0x144, 0x148, 0x1f9, 0x261, 0x1e3f, 0x20ac].includes(character)
  return !small && !vertical && !tones
}

const known = new Map<CharacterSetName, readonly number[]>()

/** The characters of a set, ascending, each once. */
export function charactersOf(set: CharacterSetName): readonly number[] {
  let characters = known.get(set)
  if (!characters) {
    characters = [...new Set(sets[set]())].sort((a, b) => a - b)
    known.set(set, characters)
  }
  return characters
}

/** The characters of a text, ascending, each once; without line breaks and what else controls. */
export const charactersIn = (content: string): number[] =>
  [...new Set(content)]
    .filter((each) => !/[\p{Cc}\p{Cs}\u{feff}]/u.test(each))
    .map((each) => each.codePointAt(0)!)
    .sort((a, b) => a - b)
