import { z } from 'zod'

/** Names a font as its own file does, and the font that is being made on the Font page where it is one. */
export const TextFont = z.object({
  family: z.string().min(1).max(200),
  style: z.string().max(200),
  /** A `FontWorkName`. Where there is no such font, one that is installed under these names stands in for it. */
  work: z
    .string()
    .regex(/^[a-z0-9-]{1,64}$/)
    .optional(),
})
export type TextFont = z.infer<typeof TextFont>

/** Names of fonts are compared without spaces, marks and capitals: PostScript's are written so. */
export const sameFontName = (a: string, b: string): boolean => squeezed(a) === squeezed(b)

const squeezed = (name: string) =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_-]/g, '')

/** The most a text layer holds, in UTF-16 units. */
export const MAX_TEXT = 20_000

/**
 * What a text layer says and how it is set. Lengths are in the text's own space, whose unit is a pixel of the document while
 * the layer is not scaled. Its origin is where point text begins: the baseline's start, middle or end by `align`, in vertical
 * text the top of the first column's middle; of a box, its top left corner.
 */
export const TextSettings = z.object({
  /** Paragraphs are divided by a line feed. */
  content: z.string().max(MAX_TEXT),
  font: TextFont,
  /** One em. */
  size: z.number().min(1).max(4000),
  /** From one line to the next, in ems. */
  leading: z.number().min(0.2).max(10),
  /** Added after each character, in thousandths of the em. */
  tracking: z.number().min(-500).max(2000),
  /** Towards where a line begins, its middle, where it ends; or filled. Start and end follow each paragraph's direction. */
  align: z.enum(['start', 'center', 'end', 'justify']),
  color: z.string().regex(/^#[0-9a-f]{6}$/),
  /** In columns from the right to the left. */
  vertical: z.boolean(),
  /** Lines break within it; null: only where the text says so. What does not fit runs on below it, or to its left. */
  box: z.object({ width: z.number().min(1), height: z.number().min(1) }).nullable(),
})
export type TextSettings = z.infer<typeof TextSettings>
