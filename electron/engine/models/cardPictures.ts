import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Pixels } from '../../contract/pixels.ts'
import { decodeAsPicture } from '../../imaging/codecs/decode.ts'

/** Short side of a picture in a list. */
const SMALL = 96

/** Names of the pictures of a card that lie beside it, in their order. */
export const picturesOf = (markdown: string): string[] => [
  ...new Set([...markdown.matchAll(/!\[[^\]]*\]\(([\w-][\w.-]*)\)/g)].map(([, name]) => name!)),
]

/** Those of a model's card that are there. @param folder the model's own */
export async function cardPictures(folder: string): Promise<string[]> {
  const card = await readFile(join(folder, 'CARD.md'), 'utf8').catch(() => '')
  const names = picturesOf(card)
  const there = await Promise.all(names.map((name) => stat(join(folder, name)).catch(() => null)))
  return names.filter((_, k) => there[k]?.isFile())
}

/** The first of them, small; null where there is none that can be opened. */
export async function smallPicture(folder: string): Promise<Pixels | null> {
  const [name] = await cardPictures(folder)
  if (name === undefined) return null
  return decodeAsPicture(await readFile(join(folder, name)), name, { shortSide: SMALL }).catch(() => null)
}
