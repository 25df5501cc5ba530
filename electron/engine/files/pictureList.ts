import { readdir, stat } from 'node:fs/promises'
import { basename, extname, join, resolve } from 'node:path'
import { GanvasError } from '../../contract/errors.ts'
import { type ExportFormat, formatExtensions } from '../../contract/exportOptions.ts'
import { text } from '../../contract/text.ts'
import type { BatchFormat } from '../../contract/tools/translate.ts'
import { isPictureName } from '../../imaging/codecs/names.ts'

/** A picture of a batch, the name of the file that its result becomes, and in which format. */
export interface BatchPicture {
  path: string
  result: string
  format: FlatFormat
}

type FlatFormat = Exclude<ExportFormat, 'psd'>

/**
 * The pictures that paths stand for: files as they are, folders for the pictures in them, by name. Results are called as
 * their pictures, with the extension of their format.
 *
 * @throws GanvasError `not-found`; `invalid-input` where there are none, where two would have the same result, or one would
 *   replace a picture that it is made of
 */
export async function listPictures(
  paths: readonly string[],
  out: string,
  format: BatchFormat,
): Promise<BatchPicture[]> {
  const found = (await Promise.all(paths.map(picturesAt))).flat()
  if (found.length === 0) {
    const folder = paths.map((path) => resolve(path)).join(', ')
    throw new GanvasError('invalid-input', text('batch.noPictures', { folder }), { folder })
  }
  const inputs = new Set(found)
  const results = new Map<string, BatchPicture>()
  for (const path of found) {
    const picture = pictureOf(path, format)
    const { result } = picture
    const other = results.get(result)?.path
    if (other)
      throw new GanvasError('invalid-input', text('batch.sameResult', { first: other, second: path, result }))
    if (inputs.has(resolve(out, result)))
      throw new GanvasError('invalid-input', text('batch.replaces', { path: resolve(out, result) }))
    results.set(result, picture)
  }
  return [...results.values()]
}

function pictureOf(path: string, wanted: BatchFormat): BatchPicture {
  const ending = extname(path)
  const own = writable.find((format) => formatExtensions[format].includes(ending.slice(1).toLowerCase()))
  if (wanted === 'same' && own) return { path, result: basename(path), format: own }
  const format = wanted === 'same' ? 'png' : wanted
  return { path, result: `${basename(path, ending)}.${formatExtensions[format][0]}`, format }
}

const writable: readonly FlatFormat[] = ['png', 'jpeg', 'webp', 'tiff']

async function picturesAt(given: string): Promise<string[]> {
  const path = resolve(given)
  const info = await stat(path).catch(() => null)
  if (!info) throw new GanvasError('not-found', text('batch.missing', { path }), { path })
  if (!info.isDirectory()) return [path]
  const names = (await readdir(path)).filter((name) => isPictureName(name)).sort()
  return names.map((name) => join(path, name))
}
