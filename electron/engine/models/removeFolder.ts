import { randomBytes } from 'node:crypto'
import { rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { diskError } from '../../contract/diskError.ts'

/** Takes a model's folder away at once, by its name, and then its files. */
export async function removeFolder(folder: string): Promise<void> {
  const aside = join(folder, '..', `.old-${randomBytes(6).toString('hex')}`)
  try {
    await rename(folder, aside)
    await rm(aside, { recursive: true, force: true })
  } catch (error) {
    throw diskError('remove', folder, error)
  }
}
