import type { Outline } from '../outline/outline.ts'

/** A glyph as it was designed. Lengths are thousandths of the em. */
export interface DesignedGlyph {
  character: number
  /** Counters run against the contours around them, nothing overlaps. Empty for white space alone. */
  outline: Outline
  advance: number
  /** Its form in vertical text, where it is another one. */
  vertical?: Outline
  /** A drawing that the glyph was made after, which font editors show behind it. */
  reference?: Outline
  /** Somebody should look at it: it is marked by a colour where a format has that. */
  flagged?: boolean
}

/** How much nearer, or farther apart, two characters stand that follow each other, in thousandths of the em. */
export interface Kern {
  left: number
  right: number
  value: number
}

export interface FontNames {
  /** In English, or in ASCII at least. */
  family: string
  /** The family's names in other languages. */
  localFamilies?: Partial<Record<'zh-Hans' | 'zh-Hant' | 'ja', string | undefined>>
  /** `Regular`, `Bold`, `Light Italic` and the like. */
  style: string
  /** `1.000`: a number with three decimals. */
  version: string
  copyright?: string | undefined
  designer?: string | undefined
  manufacturer?: string | undefined
  license?: string | undefined
  licenseUrl?: string | undefined
  /** Four letters of a registered vendor. */
  vendor?: string | undefined
}

/** A font to be written. */
export interface FontDesign {
  names: FontNames
  /** 1 to 1000; 400 is regular, 700 bold. */
  weight: number
  /** Degrees that stems lean to the right. */
  slant: number
  glyphs: readonly DesignedGlyph[]
  kerning: readonly Kern[]
  /** When it was made. */
  created: Date
}

/** Han, kana, bopomofo, Hangul and what is set with them at full width. */
export const isCjk = (character: number): boolean =>
  (character >= 0x2e80 && character <= 0x9fff) ||
  (character >= 0xac00 && character <= 0xd7a3) ||
  (character >= 0xf900 && character <= 0xfaff) ||
  (character >= 0xfe30 && character <= 0xfe4f) ||
  (character >= 0xff01 && character <= 0xff60) ||
  (character >= 0x20000 && character <= 0x323af)

/** Characters that may be without ink. */
export const isSpace = (character: number): boolean =>
  /^[\p{Z}\p{Cc}\p{Cf}\u{115f}\u{1160}\u{3164}\u{ffa0}\u{2800}]$/u.test(String.fromCodePoint(character))
