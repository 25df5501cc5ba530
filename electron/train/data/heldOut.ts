import { basename, extname } from 'node:path'

/** One picture in ten is never trained on. */
export const HELD_OUT = 10

/** What comes after the last of these in a file name, up to its ending, tells variants of one picture apart. */
export const VARIANT = '@'

/**
 * Whether a picture is kept for measuring, by its file name alone: another folder or order changes nothing. Variants
 * of a picture, `apple@1.png` and `apple@2.png`, go with `apple.png`, all to one side.
 */
export function isHeldOut(path: string): boolean {
  const name = basename(path)
  const ending = extname(name)
  const variant = name.lastIndexOf(VARIANT)
  const picture = variant > 0 ? name.slice(0, variant) + ending : name
  let hash = 0x811c9dc5
  for (const byte of Buffer.from(picture)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0
  return hash % HELD_OUT === 0
}

/** Which pictures of a folder: those to train on, or the tenth that is held out. */
export type Part = 'training' | 'held-out'

export const isIn = (part: Part, path: string): boolean => isHeldOut(path) === (part === 'held-out')
