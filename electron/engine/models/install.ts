import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { diskError } from '../../contract/diskError.ts'
import { GanvasError } from '../../contract/errors.ts'
import type { ModelManifest } from '../../contract/model/manifest.ts'
import { text } from '../../contract/text.ts'
import { writeAtomically } from '../disk.ts'
import { writeFolder } from '../writeFolder.ts'

export interface InstallOptions {
  /** Replaces a model of this id. */
  overwrite: boolean
  /** Writes one file; tests pass one that fails. */
  write?: typeof writeAtomically
}

/**
 * Installs a model in `<modelsFolder>/<id>`, whole or not at all. A model that it replaces stays until then.
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
  await mkdir(modelsFolder, { recursive: true }).catch((error) => {
    throw diskError('makeFolder', modelsFolder, error)
  })
  const contents = { ...files, 'manifest.json': Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`) }
  await writeFolder(folder, Object.entries(contents), {
    overwrite,
    exists: () =>
      new GanvasError('exists', text('imports.exists', { model: manifest.id }), { model: manifest.id }),
    write: (path, content) => write(path, [content], { overwrite: false }),
  })
  return folder
}
