import { readdir, readFile } from 'node:fs/promises'
import { basename, extname, join } from 'node:path'
import { GanvasError } from '../../contract/errors.ts'
import { text } from '../../contract/text.ts'
import { byStem, listPictures } from './pictureFiles.ts'

/** A picture and the words that are said of it. */
export interface Captioned {
  /** Within its folder. */
  name: string
  words: ReadonlySet<string>
}

const segmenter = new Intl.Segmenter(undefined, { granularity: 'word' })

/** The words of a caption, in small letters; signs are left out, and whatever has a digit, as p12. Chinese is parted into words too. */
export const wordsIn = (caption: string): Set<string> =>
  new Set(
    [...segmenter.segment(caption.toLowerCase().replaceAll(/[_-]/g, ' '))]
      .filter(({ segment, isWordLike }) => isWordLike && /\p{L}/u.test(segment) && !/\d/.test(segment))
      .map(({ segment }) => segment),
  )

/**
 * What is said of each picture of a folder: in the text file of its name beside it, as tulip.txt beside tulip.jpg, or else in its
 * file name.
 *
 * @throws not-found for a folder that is not there; invalid-input for a text without its picture, and for a picture of which
 *   nothing is said
 */
export async function captionsIn(folder: string): Promise<Captioned[]> {
  const pictures = await listPictures(folder)
  const stems = byStem(pictures).names
  const entries = await readdir(folder, { recursive: true })
  const texts = new Set(entries.filter((name) => extname(name).toLowerCase() === '.txt'))
  for (const name of texts)
    if (!stems.has(stemOf(name)))
      throw new GanvasError(
        'invalid-input',
        text('trainingData.captionAlone', { file: join(folder, name), stem: basename(stemOf(name)) }),
      )
  const beside = new Map([...texts].map((name) => [stemOf(name), name]))
  return Promise.all(
    pictures.map(async (name) => {
      const file = beside.get(stemOf(name))
      const said = file === undefined ? basename(stemOf(name)) : await readFile(join(folder, file), 'utf8')
      const words = wordsIn(said)
      if (words.size === 0)
        throw new GanvasError('invalid-input', text('trainingData.nothingSaid', { file: join(folder, name) }))
      return { name, words }
    }),
  )
}

const stemOf = (name: string) => name.slice(0, -extname(name).length)
