import { z } from 'zod'
import { GlyphOutline } from '../../contract/tools/fontWorks.ts'
import { CharacterLog } from './characterLog.ts'

/** A glyph that was made, and what it was made by: another key makes another glyph. */
export const LoggedGlyph = GlyphOutline.extend({ key: z.string() })
export type LoggedGlyph = z.infer<typeof LoggedGlyph>

/** The glyphs that were made of a font. */
export type GlyphLog = CharacterLog<LoggedGlyph>

export const openGlyphLog = (folder: string): Promise<GlyphLog> => CharacterLog.open(folder, 'glyphs.jsonl')
