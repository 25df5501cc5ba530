import { randomBytes } from 'node:crypto'
import { mkdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { GanvasError } from '../../contract/errors.ts'
import type { ModelManifest } from '../../contract/procedures/models.ts'
import { text } from '../../contract/text.ts'
import { diskError, writeAtomically } from '../disk.ts'

export interface InstallOptions {
  /** Replaces a model of this id. */
  overwrite: boolean
  /** Writes one file; tests pass one that fails. */
  write?: typeof writeAtomically
}

/**
 * Installs a model in `<modelsFolder>/<id>`, whole or not at all: it is written beside and takes its name at the end. A
 * model that it replaces stays until then.
 *
 * @param files by name, without the manifest
 * @throws GanvasError `exists` when there is such a model and it is not to be replaced; `disk`
 */
export async function installModel(
  modelsFolder: string,
  manifest: ModelManifest,
  files: Readonly<Record<string, Uint8Array>>,
  { overwrite, write = writeAtomically }: InstallOptions,
): Promise<string> {
  const folder = join(modelsFolder, manifest.id)
  const aside = (purpose: string) => join(modelsFolder, `.${purpose}-${randomBytes(6).toString('hex')}`)
  const isThere = await stat(folder).catch(() => null)
  if (isThere && !overwrite)
    throw new GanvasError('exists', text('imports.exists', { model: manifest.id }), { model: manifest.id })
  const fresh = aside('new')
  await mkdir(fresh, { recursive: true }).catch((error) => {
    throw diskError('makeFolder', modelsFolder, error)
  })
  try {
    const contents = { ...files, 'manifest.json': Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`) }
    for (const [name, content] of Object.entries(contents))
      await write(join(fresh, name), [content], { overwrite: false })
    await exchange(fresh, folder, isThere ? aside('old') : null)
  } catch (error) {
    await rm(fresh, { recursive: true, force: true })
    throw error instanceof GanvasError ? error : diskError('write', folder, error)
  }
  return folder
}

/** Puts the new folder where the old one is, which is put back where that fails. */
async function exchange(fresh: string, folder: string, old: string | null): Promise<void> {
  if (old) await rename(folder, old)
  try {
    await rename(fresh, folder)
  } catch (error) {
    if (old) await rename(old, folder)
    throw error
  }
  if (old) await rm(old, { recursive: true, force: true })
}
