import { readdirSync } from 'node:fs'
import { isHeldOut } from '../../electron/train/data/heldOut.ts'

export interface MeasuredPictures {
  /** Those that were trained on as well: for folders that never were. */
  all: boolean
  /** Text that the path holds. */
  match: string
  /** How many pictures of each of the folder's own folders are taken at most. */
  max: number
}

/** Held-out pictures of a folder, by the folder's own folders, in the order of their names. */
export function measuredPictures(
  folder: string,
  { all, match, max }: MeasuredPictures,
): Map<string, string[]> {
  const groups = new Map<string, string[]>()
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
    if (!/\.(jpe?g|png|webp)$/i.test(name) || !(all || isHeldOut(name))) continue
    if (!name.includes(match)) continue
    const group = name.includes('/') ? name.split('/')[0]! : ''
    const list = groups.get(group) ?? []
    if (list.length < max) groups.set(group, [...list, name])
  }
  return groups
}
