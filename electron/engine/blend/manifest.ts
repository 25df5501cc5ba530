import { createHash } from 'node:crypto'
import { BLENDING_MODEL } from '../../contract/model/bundled.ts'
import { MANIFEST_VERSION, type ModelManifest } from '../../contract/model/manifest.ts'
import { NETWORK_SIDE } from '../../tools/blend/reducedPhoto.ts'

/** What a manifest tells of a blending network that its file does not. */
export type BlendingFacts = Pick<
  ModelManifest,
  'title' | 'parameters' | 'licence' | 'training' | 'figures' | 'fineTuning' | 'recipe'
> & { precision: ModelManifest['files'][number]['precision'] }

/** The manifest of a blending network in `generator.onnx`: composite and coverage in, a picture out, in [-1, 1]. */
export function blendingManifest(model: Uint8Array, { precision, ...facts }: BlendingFacts): ModelManifest {
  const size = { width: NETWORK_SIDE, height: NETWORK_SIDE }
  const tensor = { range: [-1, 1] as [number, number], colorSpace: 'srgb' as const, size }
  const sha256 = createHash('sha256').update(model).digest('hex')
  return {
    version: MANIFEST_VERSION,
    id: BLENDING_MODEL,
    title: facts.title,
    task: 'blend',
    files: [{ name: 'generator.onnx', role: 'generator', bytes: model.length, sha256, precision }],
    inputs: [{ ...tensor, name: 'input', channels: ['red', 'green', 'blue', 'coverage'] }],
    outputs: [{ ...tensor, name: 'output', channels: ['red', 'green', 'blue'] }],
    parameters: facts.parameters,
    licence: facts.licence,
    training: facts.training,
    figures: facts.figures,
    fineTuning: facts.fineTuning,
    ...(facts.recipe && { recipe: facts.recipe }),
  }
}
