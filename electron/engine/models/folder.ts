import { createHash } from 'node:crypto'
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { GanvasError } from '../../contract/errors.ts'
import { MANIFEST_VERSION, ModelManifest } from '../../contract/model/manifest.ts'
import { manifestMigrations } from '../../contract/model/migrations.ts'
import type { ModelInfo } from '../../contract/procedures/models.ts'
import { isText, type Text, text } from '../../contract/text.ts'
import { readWhole } from '../disk.ts'

/** A model whose files are what its manifest says. */
export interface LoadedModel {
  manifest: ModelManifest
  /** Contents by role. */
  files: Readonly<Record<string, Uint8Array>>
}

/**
 * Reads `models/<id>` and checks all of it against its manifest.
 *
 * @throws GanvasError `unavailable` when there is no such model; `unreadable-file` when its manifest or a file of it
 * is not what it should be, naming the file; `newer-version`
 */
export async function loadModel(modelsFolder: string, id: string): Promise<LoadedModel> {
  const folder = join(modelsFolder, id)
  if (!(await isFolder(folder)))
    throw new GanvasError('unavailable', text('models.missing', { model: id, folder }))
  const manifest = await readManifest(folder, id)
  const files: Record<string, Uint8Array> = {}
  for (const { name, role, bytes, sha256 } of manifest.files) {
    const path = join(folder, name)
    const data = await readWhole(path)
    if (data.length !== bytes || createHash('sha256').update(data).digest('hex') !== sha256)
      throw damaged(path, text('modelFaults.otherFile', { model: id }))
    files[role] = data
  }
  return { manifest, files }
}

/** The first folder that holds a model of this name; the first folder where none does. */
export async function folderWith(id: string, modelsFolders: readonly [string, ...string[]]): Promise<string> {
  for (const folder of modelsFolders) if (await isFolder(join(folder, id))) return folder
  return modelsFolders[0]
}

async function readManifest(folder: string, id: string): Promise<ModelManifest> {
  const path = join(folder, 'manifest.json')
  const parsed = parseJson(await readWhole(path), path)
  const version = typeof parsed === 'object' && parsed && 'version' in parsed ? parsed.version : undefined
  if (typeof version === 'number' && version > MANIFEST_VERSION)
    throw new GanvasError('newer-version', text('models.newer', { path, version, known: MANIFEST_VERSION }))
  const manifest = ModelManifest.safeParse(migrated(parsed, version))
  if (!manifest.success) {
    const [issue] = manifest.error.issues
    throw damaged(
      path,
      text('modelFaults.noManifest', { issue: `${issue?.path.join('.')}: ${issue?.message}` }),
    )
  }
  if (manifest.data.id !== id)
    throw damaged(path, text('modelFaults.otherFolder', { described: manifest.data.id, model: id }))
  return manifest.data
}

/** As the present version has it; left alone where it states no version that there was. */
function migrated(manifest: unknown, version: unknown): unknown {
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 0) return manifest
  return manifestMigrations
    .slice(version)
    .reduce((current, migrate) => migrate(current), manifest as Record<string, unknown>)
}

function parseJson(bytes: Uint8Array, path: string): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes))
  } catch {
    throw damaged(path, text('modelFaults.notJson'))
  }
}

const damaged = (path: string, fault: Text) =>
  new GanvasError('unreadable-file', text('models.damaged', { path, fault }))

const isFolder = (path: string) =>
  stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  )

/** Every model of the folder, checked. @param own whether they are the user's */
export async function listModels(modelsFolder: string, own = false): Promise<ModelInfo[]> {
  const entries = await readdir(modelsFolder, { withFileTypes: true }).catch(() => [])
  // A hidden folder is a model that is on its way in or out.
  const ids = entries.flatMap((entry) =>
    entry.isDirectory() && !entry.name.startsWith('.') ? [entry.name] : [],
  )
  return Promise.all(
    ids.sort().map(async (id) => {
      const folder = join(modelsFolder, id)
      const place = { folder, bytes: await sizeOfFolder(folder), own }
      try {
        return { id, manifest: (await loadModel(modelsFolder, id)).manifest, problem: '', ...place }
      } catch (thrown) {
        const problem = thrown instanceof Error ? thrown.message : String(thrown)
        const said = thrown instanceof GanvasError && isText(thrown.data) ? thrown.data : undefined
        return { id, manifest: null, problem, ...(said && { said }), ...place }
      }
    }),
  )
}

async function sizeOfFolder(folder: string): Promise<number> {
  const names = await readdir(folder).catch(() => [])
  const sizes = names.map((name) =>
    stat(join(folder, name)).then(
      ({ size }) => size,
      () => 0,
    ),
  )
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0)
}
