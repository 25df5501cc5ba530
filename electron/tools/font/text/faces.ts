import type { FontFile } from '../file/fontFile.ts'
import type { Outline } from '../outline/outline.ts'

/** A font that a text is set in, by the names it goes by. */
export interface Face {
  readonly family: string
  readonly style: string
  readonly file: FontFile
  /** As `file.outline`, remembered. */
  outline(glyph: number): Outline
}

export function faceOf(family: string, style: string, file: FontFile): Face {
  const outlines = new Map<number, Outline>()
  return {
    family,
    style,
    file,
    outline(glyph) {
      const known = outlines.get(glyph)
      if (known) return known
      const outline = file.outline(glyph)
      outlines.set(glyph, outline)
      return outline
    },
  }
}

/** What fonts need no glyph of their own for: joiners, marks of direction, selectors of variants, line feeds. */
const unseen = /^[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]$/u

/** Whether a font has all that a character, as readers count them, is made of. */
export const covers = (file: FontFile, grapheme: string): boolean =>
  [...grapheme].every((character) => unseen.test(character) || file.glyphOf(character.codePointAt(0)!) !== 0)

/** What gives a font for a character that the one before lacks; null: none here has it. */
export type FindFace = (grapheme: string) => Promise<Face | null>

/** A font for each character of a text. */
export interface Cast {
  readonly primary: Face
  faceFor(grapheme: string): Face
  /** What stands in for the first font, and for what. */
  readonly fallbacks: { family: string; style: string; characters: string }[]
  /** What no font has. */
  readonly missing: string
}

/** Chooses fonts for all of these characters: the first one where it can. */
export async function cast(primary: Face, graphemes: Iterable<string>, find: FindFace): Promise<Cast> {
  const others = new Map<string, Face>()
  const given = new Map<Face, string>()
  let missing = ''
  for (const grapheme of new Set(graphemes)) {
    if (covers(primary.file, grapheme)) continue
    const face = await find(grapheme)
    if (!face) missing += grapheme
    else {
      others.set(grapheme, face)
      given.set(face, (given.get(face) ?? '') + grapheme)
    }
  }
  return {
    primary,
    faceFor: (grapheme) => others.get(grapheme) ?? primary,
    fallbacks: [...given].map(([{ family, style }, characters]) => ({ family, style, characters })),
    missing,
  }
}
