import type { FontFile } from '../file/fontFile.ts'
import type { DrawnPicture } from '../picture.ts'
import { readSheet, type Sheet } from './readSheet.ts'

/** Reads a sheet that was written for the characters of a font; see {@link readSheet}. */
export function sheetFor(
  font: FontFile,
  picture: DrawnPicture,
  name: string,
  characters: readonly number[],
): Sheet {
  const advanceOf = (character: number) => {
    const glyph = font.glyphOf(character)
    return glyph === 0 ? null : font.advance(glyph)
  }
  return readSheet(picture, { name, characters, source: { drawn: font.drawn, advanceOf } })
}
