import { join } from 'node:path'
import { GanvasError, reasonOf } from '../../contract/errors.ts'
import { MOST_WORDS } from '../../contract/model/generation.ts'
import { text } from '../../contract/text.ts'
import { Random } from '../../nets/random.ts'
import type { Batch } from '../step/batch.ts'
import { type Captioned, captionsIn } from './captions.ts'
import { DecodedPictures } from './decodedPictures.ts'
import { isIn, type Part } from './heldOut.ts'
import type { Skipped, Source } from './source.ts'
import { writeSquare } from './square.ts'

export interface CaptionedOptions {
  /** Side, in pixels, of the squares that are cut at random; pictures are first scaled so that their shorter side is as long. */
  side: number
  seed: number
}

/**
 * Pictures with what is said of them: `picture` [N, 3, side, side] in [-1, 1] and its `text` [N, words], and beside them an `other`
 * picture of which something else is said, and its `otherText`. A text is the shares of its words: one of three words has a
 * third of each.
 */
export class CaptionedSource implements Source {
  readonly skipped: Skipped[] = []
  /** In the order of their shares. */
  readonly words: readonly string[]
  readonly #folder: string
  readonly #entries: readonly Captioned[]
  readonly #options: CaptionedOptions
  readonly #decoded: DecodedPictures

  /**
   * What there is to learn from, and what is held out of it, as far as it is said in the same words.
   *
   * @throws as {@link captionsIn}; invalid-input where the same is said of all
   */
  static async open(
    folder: string,
    options: CaptionedOptions,
  ): Promise<{ source: CaptionedSource; heldOut: CaptionedSource | null }> {
    const all = await captionsIn(folder)
    const of = (part: Part) => all.filter(({ name }) => isIn(part, name))
    const training = of('training')
    const words = wordsOf(training)
    if (words.length === 0 || !differ(training, words))
      throw new GanvasError('invalid-input', text('trainingData.oneCaption', { folder }))
    const source = new CaptionedSource(folder, training, words, options)
    const known = new Set(training.flatMap((entry) => [...entry.words]))
    const heldOut = of('held-out').filter((entry) => [...entry.words].every((word) => known.has(word)))
    const both = differ(heldOut, words)
    return { source, heldOut: both ? new CaptionedSource(folder, heldOut, words, options) : null }
  }

  private constructor(
    folder: string,
    entries: readonly Captioned[],
    words: readonly string[],
    options: CaptionedOptions,
  ) {
    this.#folder = folder
    this.#entries = entries
    this.words = words
    this.#options = options
    this.#decoded = new DecodedPictures(options.side)
  }

  async batch(index: number, size: number): Promise<Batch> {
    const { side, seed } = this.#options
    const numbers = 3 * side ** 2
    const picture = new Float32Array(size * numbers)
    const other = new Float32Array(size * numbers)
    const texts = new Float32Array(size * this.words.length)
    const otherTexts = new Float32Array(size * this.words.length)
    await Promise.all(
      Array.from({ length: size }, async (_, row) => {
        const random = new Random(seed, 'captioned', index * size + row)
        const shares = (of: Float32Array) =>
          of.subarray(row * this.words.length, (row + 1) * this.words.length)
        const shown = await this.#write(random, picture.subarray(row * numbers), shares(texts), () => true)
        const said = captionOf(shown, this.words)
        await this.#write(
          random,
          other.subarray(row * numbers),
          shares(otherTexts),
          (entry) => captionOf(entry, this.words) !== said,
        )
      }),
    )
    return { picture, text: texts, other, otherText: otherTexts }
  }

  /** Writes a picture at random of those that fit, or the next that can be used, and its text. */
  async #write(
    random: Random,
    planes: Float32Array,
    shares: Float32Array,
    fits: (entry: Captioned) => boolean,
  ): Promise<Captioned> {
    const first = random.below(this.#entries.length)
    for (let offset = 0; offset < this.#entries.length; offset++) {
      const entry = this.#entries[(first + offset) % this.#entries.length]!
      const path = join(this.#folder, entry.name)
      if (!fits(entry)) continue
      try {
        writeSquare(random, await this.#decoded.of(path), this.#options.side, planes)
      } catch (error) {
        if (this.skipped.every(({ file }) => file !== path))
          this.skipped.push({ file: path, reason: reasonOf(error) })
        continue
      }
      const said = this.words.filter((word) => entry.words.has(word))
      for (const word of said) shares[this.words.indexOf(word)] = 1 / said.length
      return entry
    }
    throw new GanvasError(
      'invalid-input',
      text('trainingData.noneUsableBeside', {
        count: this.#entries.length,
        file: join(this.#folder, this.#entries[0]!.name),
      }),
    )
  }
}

/** The words that are asked for by, the most frequent ones where there are very many. What is said of all tells none from another. */
function wordsOf(entries: readonly Captioned[]): string[] {
  const counts = new Map<string, number>()
  for (const { words } of entries) for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1)
  return [...counts]
    .filter(([, count]) => count < entries.length)
    .sort(([, a], [, b]) => b - a)
    .slice(0, MOST_WORDS)
    .map(([word]) => word)
    .sort()
}

/** What a caption says in these words. */
const captionOf = ({ words }: Captioned, known: readonly string[]): string =>
  known.filter((word) => words.has(word)).join(' ')

/** Whether something different is said of some of the pictures. */
const differ = (entries: readonly Captioned[], words: readonly string[]): boolean =>
  new Set(entries.map((entry) => captionOf(entry, words))).size > 1
