import { createHash } from 'node:crypto'
import { MANIFEST_VERSION, ModelManifest } from '../../contract/model/manifest.ts'
import { discs } from '../../tools/sketch/generator.fixture.ts'
import type { Generator } from '../../tools/sketch/generator.ts'

/** A generator as it is installed: its manifest and its files, by name. */
export function generatorManifest(generator: Generator): {
  manifest: ModelManifest
  files: Record<string, Uint8Array>
} {
  const { id, latent, condition, output } = generator
  const roles = Object.entries(generator.files) as [keyof Generator['files'], Uint8Array][]
  const manifest = ModelManifest.parse({
    version: MANIFEST_VERSION,
    id,
    title: { en: id, 'zh-CN': id },
    task: 'generate',
    generation: { latent, ...(condition && { condition }) },
    files: roles.map(([role, data]) => ({
      name: `${role}.onnx`,
      role,
      bytes: data.length,
      sha256: createHash('sha256').update(data).digest('hex'),
      precision: 'single',
    })),
    inputs: [],
    outputs: [output],
    parameters: 1,
    licence: { weights: 'CC0-1.0', data: 'none' },
    training: { command: 'none', data: 'none', machine: 'none' },
    figures: [],
    fineTuning: 'none',
  })
  return { manifest, files: Object.fromEntries(roles.map(([role, data]) => [`${role}.onnx`, data])) }
}

/** The generator of discs, which knows words and has a critic, as it is installed. */
export const discsModel = () => generatorManifest({ ...discs({ words: true, critic: true }), id: 'discs' })

/** The same with a second stage, to twice the side. */
export const fineModel = () => generatorManifest({ ...discs({ words: true, detail: true }), id: 'fine' })
