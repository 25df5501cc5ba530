import { z } from 'zod'
import type { PictureTensor } from './tensor.ts'
import { text, titles } from './titles.ts'

/** What is drawn for a translation: dark lines on white, areas of flat colours, labels of a palette, or any picture. */
export const Drawn = z.enum(['lines', 'areas', 'labels', 'picture'])
export type Drawn = z.infer<typeof Drawn>

/** What the file of role `generator` does, and the one of role `reverse` where there is one. */
export const directions = z.strictObject({ forward: titles, reverse: titles.optional() })

/** The shorter side of the pictures that a translation was trained on. */
const side = z.int().min(1).max(4096)

const rgbColor = z.tuple([1, 2, 3].map(() => z.int().min(0).max(255)) as [z.ZodInt, z.ZodInt, z.ZodInt])

/** A colour of a label model's palette, and what it stands for. */
export const PaletteEntry = z.strictObject({
  title: titles,
  color: rgbColor,
})
export type PaletteEntry = z.infer<typeof PaletteEntry>

/** How a translation comes to a picture's own size. */
export const Translation = z.discriminatedUnion('kind', [
  /** Chroma at the network's size, brought to the picture's by its lightness, which stays. */
  z.strictObject({ kind: z.literal('color'), side }),
  /** In tiles at any size, with the normalisation statistics of the whole picture. */
  z.strictObject({
    kind: z.literal('style'),
    side,
    directions,
  }),
  /** At the network's size, enlarged along its outlines. */
  z.strictObject({
    kind: z.literal('drawing'),
    side,
    draws: Drawn,
    /** Makes what would be drawn of a photo: the pairing it was trained by, where there is one. */
    pairing: z.enum(['edges', 'gray', 'flat', 'low-resolution', 'holes']).optional(),
    palette: z.array(PaletteEntry).min(1).max(64).optional(),
    /** For lines: whether the coloured drawings that it learned from have one colour in each area; `painted` if not. */
    areas: z.enum(['plain', 'painted']).optional(),
    /** For lines with hints: colours that what is drawn often has, one of which each seed asks for where the user asks for none. */
    guesses: z.array(rgbColor).min(1).max(256).optional(),
    /** Inputs of uniform numbers in [0, 1), [1, channels, H / stride, W / stride], each seed of which gives a variation. */
    noise: z
      .array(z.strictObject({ name: text, channels: z.int().min(1), stride: z.int().min(1) }))
      .default([]),
  }),
])
export type Translation = z.infer<typeof Translation>

/** Whether a translation can be told colours at places of the picture: a colouring that learned it, and line drawings. */
export const takesHints = (translation: Translation, input: Pick<PictureTensor, 'channels'>): boolean =>
  translation.kind === 'color'
    ? input.channels.includes('hint')
    : translation.kind === 'drawing' && translation.draws === 'lines'
