import { z } from 'zod'
import { job } from '../define.ts'
import { ModelId } from '../ids.ts'

/** Sets of characters by their standards; see `electron/tools/font/characters.ts`. */
export const CharacterSetName = z.enum([
  'ascii',
  'latin-1',
  'kana',
  'gb2312-1',
  'gb2312',
  'big5-1',
  'jis-1',
  'ks-hangul',
])
export type CharacterSetName = z.infer<typeof CharacterSetName>

export const FontFormat = z.enum(['ttf', 'otf', 'woff2', 'ufo'])
export type FontFormat = z.infer<typeof FontFormat>

/** A font in a file. */
export const FontSource = z.object({
  path: z.string().min(1),
  /** Which one of a collection, from 0. */
  face: z.int().min(0).default(0),
  /** Places on the axes of a variable font, by tag. */
  axes: z.record(z.string().length(4), z.number()).default({}),
})
export type FontSource = z.infer<typeof FontSource>

/** How the new font differs from its source; see `electron/tools/font/make/shape.ts`. */
export const FontShape = z.object({
  weight: z.number().min(-200).max(200).default(0),
  slant: z.number().min(-30).max(30).default(0),
  width: z.number().min(0.5).max(2).default(1),
  roundness: z.number().min(0).max(200).default(0),
  contrast: z.number().min(-100).max(100).default(0),
  body: z.number().min(0.6).max(1.2).default(1),
  tracking: z.number().min(-200).max(400).default(0),
  wordSpace: z.number().min(0.25).max(4).default(1),
})
export type FontShape = z.infer<typeof FontShape>

/** A style of a model whose task is `font`, or a mixture of several, by name and weight. */
export const FontManner = z.object({
  model: ModelId,
  mixture: z.record(z.string(), z.number().min(0)),
})
export type FontManner = z.infer<typeof FontManner>

const Name = z.string().trim().min(1).max(200)

export const FontNaming = z.object({
  /** ASCII. */
  family: Name,
  localFamilies: z.object({ 'zh-Hans': Name, 'zh-Hant': Name, ja: Name }).partial().default({}),
  /** `Regular`, or `Italic` where stems lean, if not given. */
  style: Name.optional(),
  version: z.string().default('1.000'),
  /** Who holds the copyright in what was changed. */
  holder: Name.optional(),
  designer: Name.optional(),
  manufacturer: Name.optional(),
  vendor: z
    .string()
    .regex(/^[\x20-\x7e]{1,4}$/)
    .optional(),
})
export type FontNaming = z.infer<typeof FontNaming>

export const MakeFontInput = z.object({
  source: FontSource,
  /** Sets, and a text all of whose characters are taken. */
  characters: z.object({ sets: z.array(CharacterSetName).default([]), text: z.string().default('') }),
  /** Characters of their models' scripts are redrawn in them, and the shape is that of the result; others are the source's. One a script. */
  manners: z.array(FontManner).default([]),
  shape: FontShape.prefault({}),
  names: FontNaming,
  format: FontFormat,
  /** A folder for `ufo`. */
  target: z.object({ path: z.string().min(1), overwrite: z.boolean() }),
  /** The source's maker gave leave where its embedding licence is restricted. */
  permitted: z.boolean().default(false),
})
export type MakeFontInput = z.infer<typeof MakeFontInput>

export const MadeFont = z.object({
  path: z.string(),
  /** Bytes. */
  size: z.number(),
  glyphs: z.number(),
  /** Characters that were asked for and that the source lacks, or has an empty glyph for. */
  missing: z.array(z.number()),
  /** Characters whose redrawn glyphs somebody should look at: they may not be what they should. */
  flagged: z.array(z.number()),
  kerns: z.number(),
  /** As the new font says it. */
  copyright: z.string(),
  license: z.string(),
  seconds: z.number(),
})
export type MadeFont = z.infer<typeof MadeFont>

export const fontProcedures = {
  /**
   * Makes a font of another one's glyphs: as fields, redrawn by a model where one is chosen, with another weight, slant,
   * width and roundness, traced again and written. Streams progress in glyphs, and notices of characters that lack or that
   * should be looked at, and of the source's licence. Cancelled, it
   * ends within a few glyphs and leaves no file.
   */
  'font.make': job('batch', MakeFontInput, MadeFont),
}
