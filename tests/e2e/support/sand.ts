import { join } from 'node:path'
import { type Paint, plain, writePicture } from './pictures.ts'
import type { Studio } from './studio.ts'

export const WIDTH = 320
export const HEIGHT = 240
export const SAND = [200, 170, 120] as const
export const BLACK = [0, 0, 0] as const

/** Makes a small picture, of sand unless said otherwise, the open document. */
export async function openPicture(studio: Studio, paint: Paint = plain(...SAND)): Promise<void> {
  await writePicture(join(studio.folder, 'picture.png'), WIDTH, HEIGHT, paint)
  await studio.open(join(studio.folder, 'picture.png'))
  await studio.tool('Move')
}
