import { z } from 'zod'
import { text, titles } from './titles.ts'

/** The five numbers of `Alignment` in electron/tools/font/align.ts. */
const alignment = z.strictObject({
  scaleX: z.number().positive(),
  scaleY: z.number().positive(),
  slant: z.number(),
  moveX: z.number(),
  moveY: z.number(),
})

const gate = z.strictObject({
  density: z.number(),
  overlap: z.number(),
  missing: z.number(),
  added: z.number(),
})

/** What a font model draws: Han characters and kana, or letters. */
export const FontScript = z.enum(['han', 'latin'])
export type FontScript = z.infer<typeof FontScript>

/** A style that a font model draws in. */
export const FontStyle = z.strictObject({
  /** Names it on the command line. */
  name: z.string().regex(/^[a-z0-9-]{1,40}$/),
  title: titles,
  /** The font that it was learned from, its makers and its licence. */
  font: text,
  licence: text,
  /** The font whose glyphs it was learned to be drawn from. */
  source: text,
  /** How glyphs of that source are moved and scaled to this style. Another source is aligned anew, by the references. */
  alignment,
  /** Pixels of a field that are added to its distances. */
  offset: z.number(),
  /**
   * Of letters: their side bearings together are `scale` times the aligned source's and `add` thousandths of the em; their space is
   * `space` times the source's.
   */
  bearings: z.strictObject({ scale: z.number(), add: z.number(), space: z.number().positive() }).optional(),
  /** What redrawn glyphs are to reach; see `Gate` in electron/tools/font/judge/gate.ts. */
  gate,
  /** The same of kana, where the style has some: designers draw them farther from one another than Han characters. */
  kanaGate: gate.optional(),
  /** Small fields of this style's glyphs of the model's reference characters, packed one after the other, as Base64. */
  references: z.base64(),
})
export type FontStyle = z.infer<typeof FontStyle>

/**
 * How a network redraws glyphs: `input` [1, 1, side, side], the field of a glyph of the aligned source in parts of `range`,
 * and `style` [1, styles], how much of each style -> the field of the redrawn glyph.
 */
export const FontModel = z.strictObject({
  /** What it draws; the frames of its fields are those of electron/tools/font/script.ts. */
  script: FontScript.default('han'),
  /** Pixels of a field that are 1 in it. */
  range: z.number().positive(),
  /** The characters of the references, and the side of their fields. */
  references: z.strictObject({ characters: text, side: z.int().min(8).max(256) }),
  /** In the order of the network's input. */
  styles: z.array(FontStyle).min(1),
})
export type FontModel = z.infer<typeof FontModel>
