import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ModelManifest } from '../../../electron/contract/model/manifest.ts'
import { boldeningLettersOf, boldeningNetwork } from '../../../electron/engine/models/model.fixture.ts'
import {
  trainableGlyphManifest,
  trainableGlyphNetwork,
} from '../../../electron/engine/models/trainableGlyphs.fixture.ts'

/** Installs a model for the user whose home is `folder`. */
async function install(folder: string, network: Uint8Array, manifest: ModelManifest): Promise<void> {
  const home = join(folder, 'data', 'models', manifest.id)
  await mkdir(home, { recursive: true })
  await writeFile(join(home, 'generator.onnx'), network)
  await writeFile(join(home, 'manifest.json'), JSON.stringify(manifest))
}

/** A small font model of the styles `plain` and `bold`: it learns in seconds. */
export async function installTrainableGlyphs(folder: string): Promise<void> {
  const network = trainableGlyphNetwork()
  await install(folder, network, trainableGlyphManifest(network))
}

/** A model that draws letters, as they are or bolder: `plain` and `bold`. */
export async function installBolderLetters(folder: string): Promise<void> {
  const network = boldeningNetwork()
  await install(folder, network, boldeningLettersOf(network))
}
