import { join } from 'node:path'
import { GanvasError } from '../../contract/errors.ts'
import type { Pixels, Rect } from '../../contract/pixels.ts'
import { decodePng } from '../../imaging/codecs/png.ts'
import { readWhole } from '../disk.ts'
import { blank } from '../project/open.ts'
import { type StoredRaster, tilesOf } from './commit.ts'

/** Tiles that are read and decoded side by side. */
const READERS = 4

/** Puts a raster together from its files. Tiles that are lost or damaged are zeros; `whole` says whether there were none. */
export async function readTiled(
  folder: string,
  stored: StoredRaster,
  signal: AbortSignal,
): Promise<{ pixels: Pixels; whole: boolean }> {
  const { width, height, channels } = stored
  const pixels = blank({ width, height, channels })
  let whole = true
  const waiting = tilesOf(stored).entries()
  // Each of the readers takes the next tile that none has taken.
  const read = async () => {
    for (const [index, rect] of waiting) {
      const file = stored.files[index]
      if (file == null) continue
      signal.throwIfAborted()
      const tile = await readTile(join(folder, file), channels, rect)
      if (tile) copyInto(pixels, tile, rect)
      else whole = false
    }
  }
  await Promise.all(Array.from({ length: READERS }, read))
  return { pixels, whole }
}

async function readTile(path: string, channels: 1 | 4, { width, height }: Rect): Promise<Pixels | null> {
  try {
    const pixels = await decodePng(await readWhole(path), channels, path)
    return pixels.width === width && pixels.height === height ? pixels : null
  } catch (error) {
    if (error instanceof GanvasError) return null
    throw error
  }
}

function copyInto(target: Pixels, { data }: Pixels, { x, y, width, height }: Rect): void {
  const bytes = width * target.channels
  for (let row = 0; row < height; row++)
    target.data.set(
      data.subarray(row * bytes, (row + 1) * bytes),
      ((y + row) * target.width + x) * target.channels,
    )
}
