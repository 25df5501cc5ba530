import type { FontScript } from '../../contract/model/fontModel.ts'
import { type Frame, hanFrame } from './field.ts'
import { type Outline, transformed } from './outline/outline.ts'

/** What a model draws: square glyphs, or letters that are as wide as they are. */
export type Script = FontScript

/** Where the middle of a letter's advance lies in {@link frames}, in thousandths of the em. */
export const LETTER_MIDDLE = 500

/** The squares of the em that networks see: of letters from below their descenders to above the marks of capitals. */
export const frames: Record<Script, Frame> = {
  han: hanFrame,
  latin: { left: LETTER_MIDDLE - 750, bottom: -400, size: 1500 },
}

// The mark of long vowels and those of voice are of no script to Unicode, and of kana to whoever sets them.
const kana = /^[\p{Script=Hiragana}\p{Script=Katakana}ー゛゜]$/u
export const isKana = (character: number): boolean => kana.test(String.fromCodePoint(character))

const redrawn: Record<Script, RegExp> = {
  han: new RegExp(`^\\p{Script=Han}$|${kana.source}`, 'u'),
  // ASCII and Latin-1, without what has no ink of its own but spaces, and what text is seldom set without.
  latin: /^[\u0020-\u007e\u00a0-\u00ac\u00ae-\u00ffŒœŸ–—‘’“”…€]$/u,
}

/**
 * Whether models of a script redraw a character at all. Others are of shapes that none of their glyphs has, and come from the
 * source: letters in a font of Han glyphs, Greek in one of letters.
 */
export const isRedrawn = (script: Script, character: number): boolean =>
  redrawn[script].test(String.fromCodePoint(character))

/** The script whose models redraw a character; null: none does. */
export const scriptOf = (character: number): Script | null =>
  isRedrawn('han', character) ? 'han' : isRedrawn('latin', character) ? 'latin' : null

/**
 * Whether a glyph is a mark of Han text that letters share, in a cell of its own: quotes, dashes and dots that fonts of Han
 * characters draw as wide as the em. Such a font keeps them, whatever style its letters are in.
 */
export const isHanMark = (character: number, advance: number): boolean =>
  advance === 1000 && character > 0x7f && !/\p{L}/u.test(String.fromCodePoint(character))

/** A glyph where networks of its script see it: letters with the middle of their advance at {@link LETTER_MIDDLE}. */
export const placed = (outline: Outline, advance: number, script: Script): Outline =>
  script === 'han'
    ? outline
    : transformed(outline, { xx: 1, xy: 0, yx: 0, yy: 1, dx: LETTER_MIDDLE - advance / 2, dy: 0 })
