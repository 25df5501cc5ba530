import { z } from 'zod'
import { text, titles } from './titles.ts'

/** The most words that a generator may know. */
export const MOST_WORDS = 1000

/** What a generator can be asked for: one number of its condition. */
export const GeneratorWord = z.strictObject({
  /** Names it in files and on the command line. */
  name: z.string().min(1).max(100),
  title: titles,
  /** What the word is one of, such as a kind or a colour. Words of one group exclude each other, or are mixed. */
  group: z.string().min(1).max(40),
})
export type GeneratorWord = z.infer<typeof GeneratorWord>

/**
 * How a network draws pictures of numbers: the latent and, where it can be asked by words, a condition [1, words] -> the picture.
 * Beside it may lie an `encoder`, picture -> latent, its `critic`, picture (and condition) -> how real it looks, and a second stage,
 * `detail`, picture (and condition) -> the same picture some whole times larger; all see pictures as the output is.
 */
export const Generation = z.strictObject({
  latent: z.strictObject({
    name: text,
    /** Shape of one latent, without the batch: [numbers] or [numbers, 1, 1]. */
    shape: z.array(z.int().min(1)).min(1).max(4),
    /** How its numbers are drawn: standard normal, or uniform in [-1, 1]. */
    prior: z.enum(['normal', 'uniform']),
  }),
  condition: z.strictObject({ name: text, words: z.array(GeneratorWord).min(1).max(MOST_WORDS) }).optional(),
})
export type Generation = z.infer<typeof Generation>
