import { randomBytes } from 'node:crypto'
import * as fs from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { diskError } from '../contract/diskError.ts'
import { GanvasError } from '../contract/errors.ts'
import { text } from '../contract/text.ts'

/** The part of `node:fs/promises` that writing needs; tests pass one that fails. */
export type WritingFs = Pick<typeof fs, 'open' | 'rename' | 'link' | 'rm' | 'stat' | 'realpath'>

/** The most bytes a file may have to be read whole. */
export const MAX_FILE_BYTES = 2 ** 31 - 1

/** `1.9`, in units of 10^9 bytes, as disks are sold. */
export const gigabytes = (bytes: number) => (bytes / 1e9).toFixed(1)

/**
 * Reads a whole file.
 * @throws GanvasError `not-found`, `too-large`, `disk`
 */
export async function readWhole(path: string, signal?: AbortSignal): Promise<Uint8Array> {
  try {
    const { size } = await fs.stat(path)
    if (size > MAX_FILE_BYTES)
      throw new GanvasError(
        'too-large',
        text('files.tooLarge', { path, size: gigabytes(size), limit: gigabytes(MAX_FILE_BYTES) }),
      )
    return await fs.readFile(path, { signal })
  } catch (error) {
    if (error instanceof GanvasError || (error as Error).name === 'AbortError') throw error
    if ((error as NodeJS.ErrnoException).code === 'ENOENT')
      throw new GanvasError('not-found', text('files.missing', { path }))
    throw diskError('read', path, error)
  }
}

/**
 * Writes a file whole or not at all: into a temporary file of the same folder, flushed to the disk, then
 * renamed. Whatever fails, a file that was there stays as it was and no temporary one remains.
 * @throws GanvasError `exists` when the file is there and `overwrite` is false, `disk`
 */
export async function writeAtomically(
  path: string,
  chunks: Iterable<Uint8Array>,
  { overwrite, signal, files = fs }: { overwrite: boolean; signal?: AbortSignal; files?: WritingFs },
): Promise<number> {
  const target = await files.stat(path).catch(() => null)
  if (target?.isDirectory()) throw diskError('write', path, { code: 'EISDIR' })
  if (target && !overwrite) throw alreadyThere(path)
  // Renaming over a symbolic link would replace the link: the file it leads to is meant.
  const real = target ? await files.realpath(path) : path
  const temporary = join(dirname(real), `.ganvas-${process.pid}-${randomBytes(6).toString('hex')}.tmp`)
  try {
    // The mode of a file that is replaced stays; a new one gets the system's default.
    const size = await writeFlushed(temporary, chunks, files, target ? target.mode & 0o777 : 0o666, signal)
    if (overwrite) await renamePatiently(temporary, real, files)
    else await placeNew(temporary, real, files)
    await flushFolder(dirname(real), files)
    return size
  } catch (error) {
    await files.rm(temporary, { force: true }).catch(() => {})
    if (error instanceof GanvasError || (error as Error).name === 'AbortError') throw error
    throw diskError('write', path, error)
  }
}

/** Removes what a process that is no more was writing into a folder when it was killed. */
export async function removeHalfWritten(folder: string): Promise<void> {
  for (const name of await fs.readdir(folder).catch(() => [])) {
    const owner = /^\.ganvas-(\d+)-[0-9a-f]+\.tmp$/.exec(name)?.[1]
    if (owner && !isAlive(Number(owner))) await fs.rm(join(folder, name), { force: true }).catch(() => {})
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    // A process of another user is alive as well.
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

function alreadyThere(path: string): GanvasError {
  return new GanvasError('exists', text('files.exists', { path }))
}

async function writeFlushed(
  path: string,
  chunks: Iterable<Uint8Array>,
  files: WritingFs,
  mode: number,
  signal?: AbortSignal,
): Promise<number> {
  const handle = await files.open(path, 'wx', mode)
  let size = 0
  try {
    for (const chunk of chunks) {
      signal?.throwIfAborted()
      await handle.writeFile(chunk)
      size += chunk.length
    }
    await handle.sync()
  } finally {
    await handle.close()
  }
  return size
}

/** On Windows a virus scanner may hold a fresh file for a moment; renaming then fails with EPERM or EBUSY. */
async function renamePatiently(from: string, to: string, files: WritingFs): Promise<void> {
  const retries = process.platform === 'win32' ? 10 : 0
  for (let attempt = 0; ; attempt++) {
    try {
      return await files.rename(from, to)
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code ?? ''
      if (attempt >= retries || !['EPERM', 'EBUSY', 'EACCES'].includes(code)) throw error
      await new Promise((resolve) => setTimeout(resolve, 20 * 2 ** Math.min(attempt, 5)))
    }
  }
}

/** A hard link, unlike a rename, fails when another program made the file meanwhile. Some disks have no links. */
async function placeNew(temporary: string, path: string, files: WritingFs): Promise<void> {
  try {
    await files.link(temporary, path)
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? ''
    if (code === 'EEXIST') throw alreadyThere(path)
    if (!['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EXDEV', 'EMLINK', 'UNKNOWN', 'EISDIR'].includes(code))
      throw error
    return renamePatiently(temporary, path, files)
  }
  await files.rm(temporary, { force: true })
}

/** Makes the new name itself survive a power cut. Windows cannot, and some network disks refuse. */
async function flushFolder(folder: string, files: WritingFs): Promise<void> {
  const handle = await files.open(folder, 'r').catch(() => null)
  await handle?.sync().catch(() => {})
  await handle?.close().catch(() => {})
}
