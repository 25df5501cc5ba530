import { z } from 'zod'
import { job, procedure } from '../define.ts'
import { FileSource } from '../fileEnds.ts'
import { ModelId } from '../ids.ts'
import { FontScript } from '../model/fontModel.ts'
import { Pixels } from '../pixels.ts'
import { Text } from '../text.ts'
import { CharacterSetName, FontSource } from './font.ts'
import { FontWorkName, GlyphFault } from './fontWorks.ts'

/** Where a glyph that a style is learned from was found. `file` is the name of a file, as it was chosen. */
export const ReferenceOrigin = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('font'), file: z.string() }),
  z.object({ kind: z.literal('ufo'), file: z.string() }),
  /** A scan or a photo of several glyphs; cells are counted from 0, in the order of reading. */
  z.object({ kind: z.literal('sheet'), file: z.string(), cell: z.int().min(0) }),
  /** A picture of one glyph. */
  z.object({ kind: z.literal('picture'), file: z.string() }),
  /** With the brush. */
  z.object({ kind: z.literal('drawn') }),
])
export type ReferenceOrigin = z.infer<typeof ReferenceOrigin>

/** A glyph of a style; its outline is an SVG path in thousandths of the em, y upwards from the baseline. */
export const GlyphReference = z.object({
  character: z.int(),
  origin: ReferenceOrigin,
  path: z.string().regex(/^M/),
  /** Thousandths of the em; the source's where it is not known. */
  advance: z.number().optional(),
})
export type GlyphReference = z.infer<typeof GlyphReference>

/** What references are read from. */
export const ReferencesFrom = z.discriminatedUnion('kind', [
  /** So many of the characters that are best to begin with, as a second font has them. */
  z.object({
    kind: z.literal('font'),
    script: FontScript,
    file: FileSource,
    face: z.int().min(0).default(0),
    count: z.int().min(1).max(1000),
    /** Its maker gave leave where its embedding licence is restricted. */
    permitted: z.boolean().default(false),
  }),
  /** One glyph, dark on light or on nothing: a square picture of the em and its margin. */
  z.object({ kind: z.literal('picture'), character: z.int(), picture: Pixels }),
  /** Glyphs that were read before, such as off a sheet. */
  z.object({ kind: z.literal('glyphs'), glyphs: z.array(GlyphReference).min(1) }),
])
export type ReferencesFrom = z.infer<typeof ReferencesFrom>

/** A reference that was not learned from, beside what was drawn of it: paths. */
export const BeforeAfter = z.object({
  character: z.int(),
  source: z.string(),
  before: z.string(),
  after: z.string(),
  wanted: z.string(),
})
export type BeforeAfter = z.infer<typeof BeforeAfter>

/** A style that was learned, and how well. */
export const LearnedStyle = z.object({
  /** The model that has it, beside those of the model that it began with. */
  model: ModelId,
  style: z.string(),
  /** The model that it began with. */
  from: ModelId,
  /** Counts how often it was learned. */
  round: z.int().min(1),
  /** The glyphs that it was learned from. */
  references: z.int(),
  /** The styles that it began as, by their shares. */
  nearest: z.array(z.object({ style: z.string(), share: z.number() })),
  /** Mean intersection over union of held-out references' ink with what was drawn of them: of that mixture, and in the end. */
  overlapBefore: z.number(),
  overlapAfter: z.number(),
  shown: z.array(BeforeAfter),
  /** Glyphs that are likeliest to be wrong, the worst first. */
  worst: z.array(z.object({ character: z.int(), faults: z.array(GlyphFault) })),
  seconds: z.number(),
})
export type LearnedStyle = z.infer<typeof LearnedStyle>

/** What is known of the style that a font's characters of one script are to be in. */
export const Learning = z.object({
  /** Characters that are best to draw next, in order; those of them that are drawn stay until the next round. */
  named: z.array(z.int()),
  /** How much of the parts of all glyphs is seen in them and in the references, from 0 to 1. */
  covered: z.number(),
  /** Of this script. */
  references: z.array(GlyphReference),
  learned: LearnedStyle.nullable(),
})
export type Learning = z.infer<typeof Learning>

const name = z.object({ name: FontWorkName })

export const ReadReferences = z.object({
  /** Characters of which a reference was read. */
  read: z.array(z.int()),
  /** What whoever made a font wants to be told. */
  said: Text.nullable(),
})

/** Steps of the training; the best one on references that are held out is taken. */
const LearningSteps = z.int().min(2).max(10_000).default(280)

export const LearnStyleInput = z.object({
  source: FontSource,
  /** The model whose styles it begins with. */
  model: ModelId,
  /** A second font; or a folder of pictures, each named by its character. */
  references: z.string().min(1),
  face: z.int().min(0).default(0),
  /** Glyphs that are taken of a second font. */
  count: z.int().min(1).max(1000).default(30),
  /** Those that are wanted in the end: parts of them are to be learned. */
  characters: z.object({ sets: z.array(CharacterSetName).default([]), text: z.string().default('') }),
  /** The model that it becomes, its style being called the same, and whether one of that name may be replaced. */
  as: ModelId,
  overwrite: z.boolean().default(false),
  permitted: z.boolean().default(false),
  steps: LearningSteps,
})
export type LearnStyleInput = z.infer<typeof LearnStyleInput>

export const fontReferenceProcedures = {
  'fonts.learning': procedure(name.extend({ script: FontScript }), Learning),
  /** Reads glyphs of the style; one of a character takes the place of another. */
  'fonts.addReferences': procedure(name.extend({ from: ReferencesFrom }), ReadReferences),
  /** Takes references away; all of them, of both scripts, where no characters are given. */
  'fonts.removeReferences': procedure(name.extend({ characters: z.array(z.int()).optional() }), z.object({})),
  /**
   * Learns the style from the references of the model's script: a model of the user's own. Streams progress in steps, and pictures of held-out glyphs:
   * the source, what is drawn, what is wanted. Cancelled, or cut short, it goes on where it was when it is asked for again with the
   * same references.
   */
  'fonts.learn': job('batch', name.extend({ model: ModelId, steps: LearningSteps }), LearnedStyle),
  /** The same without a font that is being made: learns a style of references in files. */
  'font.learn': job('batch', LearnStyleInput, LearnedStyle),
}
