import { readdir } from 'node:fs/promises'
import { extname, join, relative } from 'node:path'
import sharp, { type Sharp } from 'sharp'
import { GanvasError } from '../../contract/errors.ts'

const extensions = new Set(['.png', '.jpg', '.jpeg', '.webp', '.tif', '.tiff', '.gif', '.avif'])

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
 * Path within a folder by the path without its ending, sorted by name.
 *
 * @param hint what to do when the folder cannot be read
 */
export async function listPictures(folder: string, hint = 'Check the path.'): Promise<Map<string, string>> {
  let names: string[]
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true })
    names = entries
      .filter((entry) => !entry.isDirectory())
      .map(({ parentPath, name }) => relative(folder, join(parentPath, name)))
  } catch (cause) {
    throw new GanvasError(
      'not-found',
      `The data folder ${folder} cannot be read (${(cause as NodeJS.ErrnoException).code}). ${hint}`,
      { folder },
      { cause },
    )
  }
  const pictures = names.filter((name) => extensions.has(extname(name).toLowerCase())).sort()
  return new Map(pictures.map((name) => [name.slice(0, -extname(name).length), name]))
}

/** What is asked of a decoded picture. */
interface Cut {
  /** Short side to which it is scaled; null leaves it as it is. */
  loadSize: number | null
  /** The least it must be, each way. */
  cropSize: number
}

/** @throws Error, in words for a list of what was left out, for what cannot be decoded, halved or cropped */
export async function decodePlace({ path, half }: Place, cut: Cut): Promise<Picture> {
  if (!half) return decodePicture(path, cut)
  const { width, height } = await sharp(path).metadata()
  if (width % 2 === 1)
    throw new Error(`its width of ${width} px is odd: it is no picture of two halves side by side`)
  const left = half === 'left' ? 0 : width / 2
  return decode(sharp(path, { failOn: 'error' }).extract({ left, top: 0, width: width / 2, height }), cut)
}

export const decodePicture = (path: string, cut: Cut): Promise<Picture> =>
  decode(sharp(path, { failOn: 'error' }).rotate(), cut)

async function decode(opened: Sharp, { loadSize, cropSize }: Cut): Promise<Picture> {
  const scaled =
    loadSize === null ? opened : opened.resize({ width: loadSize, height: loadSize, fit: 'outside' })
  const { data, info } = await scaled
    .flatten({ background: 'white' })
    .toColourspace('srgb')
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true })
  const { width, height, channels } = info
  if (width < cropSize || height < cropSize)
    throw new Error(`it is ${width}x${height}, smaller than the crop of ${cropSize} px`)
  return { width, height, data: channels === 3 ? data : toRgb(data, channels) }
}

function toRgb(data: Uint8Array, channels: number): Uint8Array {
  const rgb = new Uint8Array((data.length / channels) * 3)
  for (let pixel = 0; pixel < rgb.length / 3; pixel++)
    for (let c = 0; c < 3; c++) rgb[pixel * 3 + c] = data[pixel * channels + (channels < 3 ? 0 : c)]!
  return rgb
}
