import { createHash } from 'node:crypto'
import { GanvasError } from '../../contract/errors.ts'
import type { ModelManifest } from '../../contract/model/manifest.ts'
import { text } from '../../contract/text.ts'
import type { Generator } from '../../tools/sketch/generator.ts'
import { loadModel } from '../models/folder.ts'

/**
 * Opens an installed generator.
 *
 * @throws GanvasError as {@link loadModel}; `invalid-input` for a model of another task, `unreadable-file` for one whose manifest
 * tells of no picture of a fixed size
 */
export async function openGenerator(modelsFolder: string, id: string): Promise<Generator> {
  const { manifest, files } = await loadModel(modelsFolder, id)
  return generatorOf(manifest, files)
}

/** What a manifest tells of, as the tool takes it. @throws GanvasError as {@link openGenerator} */
export function generatorOf(manifest: ModelManifest, files: Readonly<Record<string, Uint8Array>>): Generator {
  const { id, task, generation, outputs } = manifest
  if (!generation)
    throw new GanvasError('invalid-input', text('sketch.notAGenerator', { model: id, task }), { model: id })
  const [output] = outputs
  const { generator, encoder, critic, detail } = files
  const size = output && 'width' in output.size ? output.size : null
  if (!generator || !output || !size) {
    const said = generator ? 'it has no picture of a fixed size' : 'it has no file of the role "generator"'
    throw new GanvasError('unreadable-file', text('sketch.wrongGenerator', { model: id, said }), {
      model: id,
    })
  }
  return {
    id,
    version: createHash('sha256').update(JSON.stringify(manifest)).digest('hex'),
    latent: generation.latent,
    condition: generation.condition ?? null,
    output: { ...output, size },
    files: { generator, ...(encoder && { encoder }), ...(critic && { critic }), ...(detail && { detail }) },
  }
}
