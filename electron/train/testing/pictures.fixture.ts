import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { writeCircles } from '../data/glyphs.fixture.ts'

/** Pairs of pictures, a picture of each kind, kinds of one sort beside another, pictures of which something is said, and pictures alone. */
const folders = [
  'pictures',
  'pairs/input',
  'pairs/target',
  'kinds/a',
  'kinds/b',
  'sorts/a/one',
  'sorts/a/two',
  'sorts/b',
  'said',
]
const words = ['slow', 'calm', 'quick']

/** Data for every recipe: waves of six frequencies in each of {@link folders}, and a folder of glyphs. */
export async function writePictures(root: string): Promise<void> {
  const side = 96
  await writeCircles(join(root, 'glyphs'), 32)
  for (const folder of folders) {
    await mkdir(join(root, folder), { recursive: true })
    for (let k = 0; k < 6; k++) {
      const data = Uint8Array.from({ length: side * side * 3 }, (_, at) => 128 + 100 * Math.sin(at / (7 + k)))
      const name = folder === 'said' ? `${words[k % 3]} waves ${k}` : k
      await sharp(data, { raw: { width: side, height: side, channels: 3 } }).toFile(
        join(root, folder, `${name}.png`),
      )
    }
  }
}
