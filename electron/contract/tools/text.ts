import { z } from 'zod'
import { procedure } from '../define.ts'
import { FileSource } from '../fileEnds.ts'
import { TextFont, TextSettings } from './textSettings.ts'

/** A family that texts can be set in. */
export const TextFamily = z.object({
  family: z.string(),
  /** Its names in other languages. */
  alsoCalled: z.array(z.string()),
  /** The regular one first. */
  styles: z.array(z.string()),
  /** A font that is being made on the Font page. */
  work: z.string().optional(),
})
export type TextFamily = z.infer<typeof TextFamily>

const Box = z.object({ left: z.number(), top: z.number(), right: z.number(), bottom: z.number() })

/** What a caret steps over: a character as readers count them, with where it stands in the text's own space. */
export const TextCell = z.object({
  /** Where it begins and ends in the content, in UTF-16 units. */
  from: z.int(),
  to: z.int(),
  /** It begins at its right, or at its bottom in a turned run of vertical text. */
  backwards: z.boolean(),
  ...Box.shape,
})
export type TextCell = z.infer<typeof TextCell>

/** A line, or a column of vertical text. */
export const TextLine = z.object({
  /** What of the content is on it, the line feed at its end not included. */
  from: z.int(),
  to: z.int(),
  /** Its paragraph runs from the right to the left. */
  backwards: z.boolean(),
  cells: z.array(TextCell),
  ...Box.shape,
})
export type TextLine = z.infer<typeof TextLine>

/** A text that was set: what is drawn, and where everything stands. Lengths are in the text's own space, y downwards. */
export const LaidText = z.object({
  /** An SVG path; empty where there is no ink. */
  outline: z.string(),
  /** Around the ink. */
  ink: z.object({ x: z.number(), y: z.number(), width: z.number(), height: z.number() }),
  lines: z.array(TextLine),
  /** The font that it is set in; null: the one it names is not here, nor any that could stand in for it. */
  font: TextFont.nullable(),
  /** The font that it names is not here, and `font` stands in for it. */
  replaced: z.boolean(),
  /** Fonts that stand in where its own has no glyph, with the characters they give. */
  fallbacks: z.array(z.object({ family: z.string(), style: z.string(), characters: z.string() })),
  /** Characters that no font here has. */
  missing: z.string(),
})
export type LaidText = z.infer<typeof LaidText>

export const textProcedures = {
  /** Families of the system, of fonts that were added, and of those that are being made. */
  'text.fonts': procedure(
    z.object({ language: z.string().max(35) }),
    z.object({
      families: z.array(TextFamily),
      /** What a first text in this language is set in; null: there are no fonts. */
      usual: TextFont.nullable(),
    }),
  ),
  /** Keeps a copy of a font file for texts; refuses what is no font. */
  'text.addFont': procedure(z.object({ file: FileSource }), z.object({ fonts: z.array(TextFont) })),
  /** Sets a text. `language` decides between fonts for characters that several scripts share, as BCP 47 names it. */
  'text.lay': procedure(z.object({ text: TextSettings, language: z.string().max(35) }), LaidText),
}
