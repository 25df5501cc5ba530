import { randomBytes } from 'node:crypto'
import * as fs from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { diskError } from '../contract/diskError.ts'
import { GanvasError } from '../contract/errors.ts'

export interface FolderOptions {
  /** Replaces a folder of this name. */
  overwrite: boolean
  /** The error for one that is there and is not to be replaced. */
  exists: () => GanvasError
  signal?: AbortSignal
  /** Writes one file that is not there; tests pass one that fails. */
  write?: (path: string, content: Uint8Array) => Promise<unknown>
}

/**
 * Writes a folder whole or not at all: it is written beside and takes its name at the end. One that it replaces stays until
 * then.
 *
 * @param files by their paths within it, with `/` between
 * @throws GanvasError what `exists` says; `disk`
 */
export async function writeFolder(
  folder: string,
  files: Iterable<readonly [string, Uint8Array]>,
  {
    overwrite,
    exists,
    signal,
    write = (path, content) => fs.writeFile(path, content, { flag: 'wx' }),
  }: FolderOptions,
): Promise<void> {
  const parent = dirname(folder)
  const aside = (purpose: string) => join(parent, `.${purpose}-${randomBytes(6).toString('hex')}`)
  const isThere = await fs.stat(folder).catch(() => null)
  if (isThere && !overwrite) throw exists()
  const fresh = aside('new')
  try {
    await fs.mkdir(fresh)
  } catch (error) {
    throw diskError('makeFolder', folder, error)
  }
  const made = new Set(['.'])
  try {
    for (const [path, content] of files) {
      signal?.throwIfAborted()
      if (!made.has(dirname(path))) await fs.mkdir(join(fresh, dirname(path)), { recursive: true })
      made.add(dirname(path))
      await write(join(fresh, path), content)
    }
    await exchange(fresh, folder, isThere ? aside('old') : null)
  } catch (error) {
    await fs.rm(fresh, { recursive: true, force: true })
    if (error instanceof GanvasError || (error as Error).name === 'AbortError') throw error
    throw diskError('write', folder, error)
  }
}

/** Puts the new folder where the old one is, which is put back where that fails. */
async function exchange(fresh: string, folder: string, old: string | null): Promise<void> {
  if (old) await fs.rename(folder, old)
  try {
    await fs.rename(fresh, folder)
  } catch (error) {
    if (old) await fs.rename(old, folder)
    throw error
  }
  if (old) await fs.rm(old, { recursive: true, force: true })
}
