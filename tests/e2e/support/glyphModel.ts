import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import {
  TRAINABLE_GLYPHS,
  trainableGlyphManifest,
  trainableGlyphNetwork,
} from '../../../electron/engine/models/trainableGlyphs.fixture.ts'

/** Installs a small font model, of the styles `plain` and `bold`, for the user whose home is `folder`: it learns in seconds. */
export async function installTrainableGlyphs(folder: string): Promise<void> {
  const network = trainableGlyphNetwork()
  const home = join(folder, 'data', 'models', TRAINABLE_GLYPHS)
  await mkdir(home, { recursive: true })
  await writeFile(join(home, 'generator.onnx'), network)
  await writeFile(join(home, 'manifest.json'), JSON.stringify(trainableGlyphManifest(network)))
}
