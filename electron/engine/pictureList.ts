import { readdir, stat } from 'node:fs/promises'
import { basename, extname, join, resolve } from 'node:path'
import { GanvasError } from '../contract/errors.ts'
import { text } from '../contract/text.ts'

const endings = /\.(png|jpe?g|webp|avif|tiff?|gif|bmp|svg|psd)$/i

/** A picture of a batch, and the name of the file that its result becomes. */
export interface BatchPicture {
  path: string
  result: string
}

/**
 * The pictures that paths stand for: files as they are, folders for the pictures in them, by name. NAME.jpg becomes
 * NAME.png.
 *
 * @throws GanvasError `not-found`; `invalid-input` where there are none, where two would have the same result, or one would
 *   replace a picture that it is made of
 */
export async function listPictures(paths: readonly string[], out: string): Promise<BatchPicture[]> {
  const found = (await Promise.all(paths.map(picturesAt))).flat()
  if (found.length === 0) {
    const folder = paths.map((path) => resolve(path)).join(', ')
    throw new GanvasError('invalid-input', text('batch.noPictures', { folder }), { folder })
  }
  const inputs = new Set(found)
  const results = new Map<string, string>()
  for (const path of found) {
    const result = `${basename(path, extname(path))}.png`
    const other = results.get(result)
    if (other)
      throw new GanvasError('invalid-input', text('batch.sameResult', { first: other, second: path, result }))
    if (inputs.has(resolve(out, result)))
      throw new GanvasError('invalid-input', text('batch.replaces', { path: resolve(out, result) }))
    results.set(result, path)
  }
  return [...results].map(([result, path]) => ({ path, result }))
}

async function picturesAt(given: string): Promise<string[]> {
  const path = resolve(given)
  const info = await stat(path).catch(() => null)
  if (!info) throw new GanvasError('not-found', text('batch.missing', { path }), { path })
  if (!info.isDirectory()) return [path]
  const names = (await readdir(path)).filter((name) => endings.test(name)).sort()
  return names.map((name) => join(path, name))
}
