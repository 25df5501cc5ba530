import { readdir, readFile } from 'node:fs/promises'
import { basename, extname, join, relative } from 'node:path'
import { GanvasError } from '../../contract/errors.ts'
import type { Pixels } from '../../contract/pixels.ts'
import { type Text, text } from '../../contract/text.ts'
import { decodeAsPicture } from '../../imaging/codecs/decode.ts'
import { isPictureName } from '../../imaging/codecs/names.ts'
import { scaled } from '../../imaging/codecs/scaled.ts'

/** Eight bits a channel, RGB, row by row. */
export interface Picture {
  width: number
  height: number
  data: Uint8Array
}

/** A picture file, or a half of it. */
export interface Place {
  path: string
  half?: 'left' | 'right'
}

/**
 * Paths of the pictures within a folder, sorted by name.
 *
 * @param hint what to do when the folder cannot be read
 */
export async function listPictures(
  folder: string,
  hint: Text = text('trainingData.checkPath'),
): Promise<string[]> {
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true })
    return entries
      .filter((entry) => !entry.isDirectory() && isPictureName(entry.name))
      .map(({ parentPath, name }) => relative(folder, join(parentPath, name)))
      .sort()
  } catch (cause) {
    throw new GanvasError(
      'not-found',
      text('trainingData.unreadableFolder', {
        folder,
        code: (cause as NodeJS.ErrnoException).code ?? 'UNKNOWN',
        hint,
      }),
      {},
      { cause },
    )
  }
}

/** File names by their stem, for folders whose files are paired by equal stems. */
export interface Stems {
  /** The first file of each stem. */
  names: Map<string, string>
  /** Files whose stem another file has already, and which that is. */
  doubles: { name: string; used: string }[]
}

export function byStem(listed: readonly string[]): Stems {
  const names = new Map<string, string>()
  const doubles: Stems['doubles'] = []
  for (const name of listed) {
    const stem = name.slice(0, -extname(name).length)
    const used = names.get(stem)
    if (used === undefined) names.set(stem, name)
    else doubles.push({ name, used })
  }
  return { names, doubles }
}

/** What is asked of a decoded picture. */
interface Cut {
  /** Short side to which it is scaled; null leaves it as it is. */
  loadSize: number | null
  /** The least it must be, each way. */
  cropSize: number
}

/** @throws GanvasError, in words for a list of what was left out, for what cannot be decoded, halved or cropped */
export async function decodePlace({ path, half }: Place, cut: Cut): Promise<Picture> {
  if (!half) return decodePicture(path, cut)
  const strip = await decodeAsPicture(await readFile(path), basename(path))
  if (strip.width % 2 === 1)
    throw new GanvasError('invalid-input', text('labFaults.oddWidth', { width: strip.width }))
  const picture = halfOf(strip, half)
  return cropped(cut.loadSize === null ? picture : await scaled(picture, { shortSide: cut.loadSize }), cut)
}

export async function decodePicture(path: string, cut: Cut): Promise<Picture> {
  const scaling = cut.loadSize === null ? undefined : { shortSide: cut.loadSize }
  return cropped(await decodeAsPicture(await readFile(path), basename(path), scaling), cut)
}

function halfOf({ width, height, channels, data }: Pixels, half: 'left' | 'right'): Pixels {
  const row = (width / 2) * channels
  const picked = new Uint8Array(row * height)
  for (let y = 0; y < height; y++) {
    const from = 2 * row * y + (half === 'left' ? 0 : row)
    picked.set(data.subarray(from, from + row), row * y)
  }
  return { width: width / 2, height, channels, data: picked }
}

function cropped(pixels: Pixels, { cropSize }: Cut): Picture {
  const { width, height } = pixels
  if (width < cropSize || height < cropSize)
    throw new GanvasError('invalid-input', text('labFaults.tooSmall', { width, height, cropSize }))
  return { width, height, data: onWhite(pixels) }
}

/** RGB of RGBA, laid over white. */
function onWhite({ width, height, data }: Pixels): Uint8Array {
  const rgb = new Uint8Array(3 * width * height)
  for (let i = 0; i < width * height; i++) {
    const alpha = data[4 * i + 3]!
    for (let c = 0; c < 3; c++)
      rgb[3 * i + c] =
        alpha === 255 ? data[4 * i + c]! : Math.round((data[4 * i + c]! * alpha + 255 * (255 - alpha)) / 255)
  }
  return rgb
}
