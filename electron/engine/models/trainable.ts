import type { ModelManifest } from '../../contract/model/manifest.ts'
import { listModels, loadModel } from './folder.ts'
import { startingPointOf } from './startingPoint.ts'

/** Whether a network could be trained when it was last asked, by its hash: to find out takes a gradient. */
const known = new Map<string, boolean>()

/** The translation models that a training can go on with: of our recipes, and of networks from elsewhere that have gradients. */
export async function trainableModels(folders: readonly string[]): Promise<ModelManifest[]> {
  const found: ModelManifest[] = []
  for (const folder of folders)
    for (const { id, manifest } of await listModels(folder)) {
      if (!manifest?.translation) continue
      const hash = manifest.files.map(({ sha256 }) => sha256).join()
      const trainable = known.get(hash) ?? (await isTrainable(folder, id))
      known.set(hash, trainable)
      if (trainable) found.push(manifest)
    }
  return found
}

const isTrainable = async (folder: string, id: string): Promise<boolean> => {
  try {
    startingPointOf(await loadModel(folder, id))
    return true
  } catch {
    return false
  }
}
