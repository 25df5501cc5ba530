import { z } from 'zod'
import { job, procedure } from '../define.ts'
import { FileSource, FileTarget, Written } from '../fileEnds.ts'
import { ModelId } from '../ids.ts'
import { FontScript } from '../model/fontModel.ts'
import { titles } from '../model/titles.ts'
import { Pixels } from '../pixels.ts'
import { Text } from '../text.ts'
import { CharacterSetName, FontFormat, FontShape } from './font.ts'

/** Names a font that is being made, and its folder. */
export const FontWorkName = z.string().regex(/^[a-z0-9-]{1,64}$/)

/** How much of each style of a model, by name. */
export const FontMixture = z.record(z.string(), z.number().min(0))
export type FontMixture = z.infer<typeof FontMixture>

/** What characters of a script are drawn in: the source's own outlines, or styles of a model. */
export const FontStyleChoice = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('source') }),
  z.object({
    kind: z.literal('model'),
    model: ModelId,
    mixture: FontMixture,
    /** Of a model that learned its style: how often. What was drawn before is drawn anew. */
    round: z.int().optional(),
  }),
])
export type FontStyleChoice = z.infer<typeof FontStyleChoice>

/** One for each script; characters of no script that models draw are always the source's. */
export const FontStyles = z.object({ han: FontStyleChoice, latin: FontStyleChoice })
export type FontStyles = z.infer<typeof FontStyles>

const line = z.string().max(400)

/** What the new font says of itself, as it was typed: checked when the file is written. */
export const FontSaid = z.object({
  family: line,
  local: z.object({ 'zh-Hans': line, 'zh-Hant': line, ja: line }).partial().default({}),
  style: line.default('Regular'),
  version: line.default('1.000'),
  holder: line.default(''),
  designer: line.default(''),
  manufacturer: line.default(''),
  vendor: line.default(''),
})
export type FontSaid = z.infer<typeof FontSaid>

/** All that a user sets of a font that is being made. */
export const FontPlan = z.object({
  styles: FontStyles,
  /** Places on the source's axes, by tag. */
  axes: z.record(z.string().length(4), z.number()).default({}),
  shape: FontShape.prefault({}),
  characters: z.object({ sets: z.array(CharacterSetName).default([]), text: z.string().default('') }),
  said: FontSaid,
  proof: z.object({
    text: z.string().max(2000),
    size: z.number().min(12).max(200).default(64),
    vertical: z.boolean().default(false),
    shows: z.enum(['both', 'result', 'source']).default('both'),
  }),
})
export type FontPlan = z.infer<typeof FontPlan>

/** What a source says of itself. */
export const SourceFacts = z.object({
  /** The file's name, as it was chosen. */
  file: z.string(),
  face: z.int(),
  family: z.string(),
  style: z.string(),
  glyphs: z.int(),
  axes: z.record(z.string(), z.object({ min: z.number(), default: z.number(), max: z.number() })),
  /** Under the SIL Open Font License. */
  open: z.boolean(),
  copyright: z.string(),
  license: z.string(),
  embedding: z.enum(['installable', 'restricted', 'preview-print', 'editable']),
  noSubsetting: z.boolean(),
  bitmapOnly: z.boolean(),
  /** Names that the new font may not have, where its licence says so. */
  reserved: z.array(z.string()),
})
export type SourceFacts = z.infer<typeof SourceFacts>

export const FontWork = z.object({
  name: FontWorkName,
  /** Milliseconds since 1970. */
  created: z.number(),
  source: SourceFacts,
  plan: FontPlan,
  /** Second fonts that glyphs of its style are from. */
  references: z.array(SourceFacts).default([]),
  /** How often each model of its own styles was learned, by the model's name. */
  rounds: z.record(z.string(), z.int()).default({}),
})
export type FontWork = z.infer<typeof FontWork>

/** Why a redrawn glyph should be looked at; see `faultsOf` in electron/tools/font/judge/faults.ts. */
export const GlyphFault = z.enum(['missing', 'added', 'unlike', 'closed', 'ink'])
export type GlyphFault = z.infer<typeof GlyphFault>

/** Where a glyph's outline comes from. */
export const GlyphOrigin = z.enum(['style', 'source', 'drawn'])
export type GlyphOrigin = z.infer<typeof GlyphOrigin>

/** One glyph of the new font, without its outline. */
export const GlyphState = z.object({
  character: z.int(),
  /** That of the models that redraw it; null: it is always the source's. */
  script: FontScript.nullable(),
  /** `lacking`: the source has none. `open`: to be made. */
  state: z.enum(['lacking', 'open', 'made']),
  origin: GlyphOrigin,
  faults: z.array(GlyphFault),
  /** The user chose how this one is made, other than by the plan. */
  own: z.boolean(),
})
export type GlyphState = z.infer<typeof GlyphState>

/** Outlines are SVG paths in thousandths of the em, y upwards from the baseline. */
export const GlyphOutline = z.object({
  character: z.int(),
  origin: GlyphOrigin,
  faults: z.array(GlyphFault),
  advance: z.number(),
  path: z.string(),
  /** Its form in vertical text, where it is another one. */
  vertical: z.string().optional(),
})
export type GlyphOutline = z.infer<typeof GlyphOutline>

const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array, 'expected bytes')

/**
 * A glyph before it is traced: distances to its border at the middles of pixels, a byte each, 128 on the border and 32 a pixel, more
 * within. `map` moves it: (x, y) -> (xx x + xy y + dx, yy y + dy).
 */
export const GlyphField = z.object({
  character: z.int(),
  form: z.boolean(),
  left: z.number(),
  bottom: z.number(),
  /** The side of the square, in thousandths of the em. */
  size: z.number(),
  /** Pixels in a row. */
  side: z.int(),
  data: bytes,
  map: z.object({ xx: z.number(), xy: z.number(), yy: z.number(), dx: z.number(), dy: z.number() }),
})
export type GlyphField = z.infer<typeof GlyphField>

/** A glyph in its place in a line; lengths are thousandths of the em, see `PlacedGlyph` in file/shaping.ts. */
export const ProofGlyph = z.object({
  character: z.int(),
  at: z.int(),
  glyph: z.int(),
  x: z.number(),
  y: z.number(),
  advance: z.number(),
  form: z.boolean(),
  turned: z.boolean(),
})
export type ProofGlyph = z.infer<typeof ProofGlyph>

export const InstalledFont = z.object({
  path: z.string(),
  index: z.int(),
  family: z.string(),
  style: z.string(),
  alsoCalled: z.array(z.string()),
})
export type InstalledFont = z.infer<typeof InstalledFont>

/** A bundled style, with a picture of some of its own glyphs. */
export const StyleInfo = z.object({
  model: ModelId,
  script: FontScript,
  name: z.string(),
  title: titles,
  font: z.string(),
  licence: z.string(),
  picture: Pixels,
})
export type StyleInfo = z.infer<typeof StyleInfo>

/** What a user decides about one glyph. */
export const GlyphWay = z.discriminatedUnion('kind', [
  /** As all others. */
  z.object({ kind: z.literal('plan') }),
  z.object({ kind: z.literal('source') }),
  z.object({ kind: z.literal('mixture'), mixture: FontMixture }),
  /** Dark on light, or on nothing: a square picture of the em and its margin. */
  z.object({ kind: z.literal('picture'), picture: Pixels }),
  /** It is right as it is. */
  z.object({ kind: z.literal('accept') }),
])
export type GlyphWay = z.infer<typeof GlyphWay>

const name = z.object({ name: FontWorkName })
/** Seen by a plan that need not be kept yet. */
const proofed = name.extend({ plan: FontPlan })
const characters = z.array(z.int()).max(4000)

export const ExportFontInput = name.extend({
  format: FontFormat,
  target: FileTarget,
  permitted: z.boolean().default(false),
})

export const fontWorkProcedures = {
  /** Fonts that are being made, the newest first. */
  'fonts.list': procedure(z.object({}), z.object({ works: z.array(FontWork) })),
  /** Fonts that the system has. */
  'fonts.installed': procedure(z.object({}), z.object({ fonts: z.array(InstalledFont) })),
  /** The characters of a text file in UTF-8, each once. */
  'fonts.readText': procedure(z.object({ path: z.string().min(1) }), z.object({ text: z.string() })),
  /** Styles of all models that draw fonts. */
  'fonts.styles': procedure(z.object({}), z.object({ styles: z.array(StyleInfo) })),
  /** Begins a font of a source, which is copied: it may be moved or removed afterwards. Refuses what cannot be one. */
  'fonts.create': procedure(z.object({ file: FileSource, face: z.int().min(0).default(0) }), FontWork),
  /** Keeps what the user set. */
  'fonts.change': procedure(name.extend({ plan: FontPlan }), z.object({})),
  'fonts.delete': procedure(name, z.object({})),
  /** Sets a text, line by line, in the source and in the new font. */
  'fonts.lay': procedure(
    proofed.extend({ text: z.string().max(2000), vertical: z.boolean() }),
    z.object({
      lines: z.array(z.object({ source: z.array(ProofGlyph), result: z.array(ProofGlyph) })),
    }),
  ),
  /** Outlines of the source, by the numbers of its glyphs. */
  'fonts.sourceOutlines': procedure(
    proofed.extend({ glyphs: characters }),
    z.object({ outlines: z.array(z.object({ glyph: z.int(), path: z.string() })) }),
  ),
  /** Glyphs of the new font straight from the network, before they are traced; none of those that are made already. */
  'fonts.fields': procedure(
    proofed.extend({ glyphs: z.array(z.object({ character: z.int(), form: z.boolean() })).max(400) }),
    z.object({ fields: z.array(GlyphField) }),
  ),
  /** Glyphs of the new font as they will be written. */
  'fonts.outlines': procedure(proofed.extend({ characters }), z.object({ glyphs: z.array(GlyphOutline) })),
  /** All glyphs that the plan asks for. */
  'fonts.glyphs': procedure(name, z.object({ glyphs: z.array(GlyphState) })),
  /** Makes all glyphs that are not made; those that are stay, also after it was cancelled or the engine was killed. */
  'fonts.generate': job('batch', name, z.object({ made: z.int(), flagged: z.int() })),
  /** Makes one glyph in another way, and keeps to it. */
  'fonts.redo': procedure(name.extend({ character: z.int(), way: GlyphWay }), GlyphOutline),
  /** Why the names that were typed cannot be the new font's; null: they can. */
  'fonts.checkNames': procedure(name, z.object({ problem: Text.nullable() })),
  /** Makes what is not made yet, and writes the file; UFO that goes to a browser is packed in a ZIP file. */
  'fonts.export': job(
    'batch',
    ExportFontInput,
    Written.extend({ glyphs: z.int(), missing: z.int(), flagged: z.int() }),
  ),
  /** A page that shows the font: its name, sizes of the proof's text, and its characters. */
  'fonts.specimen': job(
    'batch',
    name.extend({ format: z.enum(['pdf', 'png']), target: FileTarget }),
    Written,
  ),
}
