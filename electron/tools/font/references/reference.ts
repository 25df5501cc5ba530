import type { ReferenceOrigin } from '../../../contract/tools/fontReferences.ts'
import type { FontFile } from '../file/fontFile.ts'
import type { Outline } from '../outline/outline.ts'

/** A glyph of a style that is to be learned, whatever it was read from. */
export interface Reference {
  /** Its code point. */
  character: number
  /** At its place in the em, in thousandths of it, as all outlines; with at least one contour. */
  outline: Outline
  /** Thousandths of the em; the source's where it is not known. */
  advance?: number | undefined
  origin: ReferenceOrigin
}

/** References that were read, and characters of which there was no glyph: not there, or empty. */
export interface ReadReferences {
  references: Reference[]
  lacking: number[]
}

/** Glyphs of a second font, of the characters that are asked for. */
export function referencesOfFont(font: FontFile, characters: readonly number[]): ReadReferences {
  const kind = /\.(ufo|ufoz|zip)$/i.test(font.name) ? 'ufo' : 'font'
  const read: ReadReferences = { references: [], lacking: [] }
  for (const character of characters) {
    const outline = font.drawn(character)
    const advance = font.advance(font.glyphOf(character))
    if (outline) read.references.push({ character, outline, advance, origin: { kind, file: font.name } })
    else read.lacking.push(character)
  }
  return read
}
