import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { generatorManifest } from '../../../electron/engine/models/generator.fixture.ts'
import { discs } from '../../../electron/tools/sketch/generator.fixture.ts'

/** Installs "discs" for the user whose home is `folder`: a generator of coloured discs on coloured grounds that knows words. */
export async function installDiscs(folder: string): Promise<void> {
  const { manifest, files } = generatorManifest(discs({ words: true, critic: true }))
  const home = join(folder, 'data', 'models', manifest.id)
  await mkdir(home, { recursive: true })
  for (const [name, data] of Object.entries(files)) await writeFile(join(home, name), data)
  await writeFile(join(home, 'manifest.json'), JSON.stringify(manifest))
}
