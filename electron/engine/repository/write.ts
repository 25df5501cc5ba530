import { mkdir, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { diskError } from '../../contract/diskError.ts'
import { GanvasError } from '../../contract/errors.ts'
import type { ExportRepositoryResult } from '../../contract/procedures/servers.ts'
import type { CallContext } from '../../contract/server.ts'
import { text } from '../../contract/text.ts'
import { smallInputs } from '../devices/networks.ts'
import { writeAtomically } from '../disk.ts'
import { loadModel } from '../models/folder.ts'
import { hashOf, servedNetworks } from '../serving/names.ts'
import { kserveManifest, type Serving, tritonConfig } from './config.ts'
import { type ExportedNetwork, exportedFixed, exportedPlain } from './exported.ts'

const KSERVE = 'kserve.yaml'
const CONFIG = 'config.pbtxt'

/** A model, and the folder that it lies in. */
interface Installed {
  id: string
  folder: string
}

/**
 * Writes models as a repository that Triton serves: a folder a network, in it its configuration and a folder a version,
 * and a manifest for KServe beside them. Versions that are there stay.
 *
 * @throws GanvasError `exists` for a folder that holds something else, `disk`, as `loadModel`
 */
export async function writeRepository(
  folder: string,
  models: readonly Installed[],
  serving: Serving,
  { signal, emit }: CallContext,
): Promise<ExportRepositoryResult> {
  await checkFolder(folder)
  const result: ExportRepositoryResult = { folder, networks: [], left: [] }
  for (const [step, model] of models.entries()) {
    emit({ kind: 'progress', step, total: models.length, secondsLeft: null, label: model.id })
    signal.throwIfAborted()
    const { manifest, files } = await loadModel(model.folder, model.id)
    const inputs = smallInputs(manifest, files)
    const anySize =
      manifest.translation !== undefined && manifest.inputs.some(({ size }) => 'multiple' in size)
    for (const { role, form, name } of servedNetworks(manifest)) {
      const file = files[role]!
      const exported =
        form === 'plain'
          ? await exportedPlain(file, anySize, inputs.get(role)!)
          : await exportedFixed(file, manifest)
      if (exported) {
        await writeNetwork(folder, name, exported, tritonConfig(name, exported, serving, hashOf(file)))
        const { together, difference, bytes } = exported
        result.networks.push({ model: model.id, ...name, bytes: bytes.length, together, difference })
      } else result.left.push({ model: model.id, name: name.name })
    }
  }
  await put(join(folder, KSERVE), kserveManifest(serving))
  return result
}

async function writeNetwork(
  folder: string,
  { name, version }: { name: string; version: string },
  { bytes }: ExportedNetwork,
  config: string,
): Promise<void> {
  const place = join(folder, name, version)
  await mkdir(place, { recursive: true }).catch((error) => {
    throw diskError('makeFolder', place, error)
  })
  await writeAtomically(join(place, 'model.onnx'), [bytes], { overwrite: true })
  await put(join(folder, name, CONFIG), config)
}

const put = (path: string, content: string) =>
  writeAtomically(path, [new TextEncoder().encode(content)], { overwrite: true })

/** A folder that is new, empty, or a repository of before. */
async function checkFolder(folder: string): Promise<void> {
  const there = await readdir(folder, { withFileTypes: true }).catch((error) => {
    if (error.code === 'ENOENT') return []
    throw diskError('read', folder, error)
  })
  const isOurs = there.length === 0 || there.some((entry) => entry.isFile() && entry.name === KSERVE)
  if (!isOurs) throw new GanvasError('exists', text('servers.noRepository', { folder }), { folder })
}
