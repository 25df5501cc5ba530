import { createHash } from 'node:crypto'
import { GanvasError } from '../../contract/errors.ts'
import { MANIFEST_VERSION, type ModelManifest } from '../../contract/procedures/models.ts'
import { withHalfWeights } from '../../graph/onnx/half.ts'
import { writeOnnx } from '../../graph/onnx/write.ts'
import { sizeOf } from '../../graph/shapes.ts'
import { unet } from '../../nets/unet.ts'
import type { Checkpoint } from '../../train/checkpoint.ts'
import { inferenceGraph } from '../../train/export.ts'

/** What a manifest tells of a colouring model that its run does not. */
export type ColorFacts = Pick<ModelManifest, 'id' | 'title' | 'licence' | 'figures' | 'fineTuning'> & {
  training: Omit<ModelManifest['training'], 'steps' | 'batch'>
}

/**
 * The colouring model that a run of the recipe `pix2pix` with the pairing `gray` has come to: its generator, with the
 * weights' moving average where the run kept one, in half precision.
 *
 * @param file what messages call the checkpoint
 * @throws GanvasError `invalid-input` for a run of another recipe or pairing
 */
export function colorModel(
  { recipe, tensors, options, settings, position }: Checkpoint,
  file: string,
  { training, ...facts }: ColorFacts,
): { model: Uint8Array; manifest: ModelManifest } {
  if (recipe !== 'pix2pix' || options.pairing !== 'gray')
    throw new GanvasError(
      'invalid-input',
      `${file} is of a run of "${recipe}"${recipe === 'pix2pix' ? ` with the pairing "${options.pairing}"` : ''}. What can be published are runs of "pix2pix" with --pairing gray.`,
      { file, recipe },
    )
  const side = Number(options.size)
  const depth = Number(options.depth ?? Math.floor(Math.log2(side)))
  const network = unet({ depth, base: Number(options.base), outputs: 2 })
  const averaged = Number(options.average) > 0
  const product = { network, input: [1, side, side], group: 'generator', averaged }
  const graph = inferenceGraph(product, (name) => tensors.get(name))
  const model = withHalfWeights(writeOnnx(graph).model)
  const tensor = {
    range: [-1, 1] as [number, number],
    colorSpace: 'lab' as const,
    size: { multiple: 2 ** depth },
  }
  const sha256 = createHash('sha256').update(model).digest('hex')
  return {
    model,
    manifest: {
      version: MANIFEST_VERSION,
      id: facts.id,
      title: facts.title,
      task: 'translate',
      translation: { kind: 'color', side },
      files: [{ name: 'generator.onnx', role: 'generator', bytes: model.length, sha256, precision: 'half' }],
      inputs: [{ ...tensor, name: 'input', channels: ['lightness'] }],
      outputs: [{ ...tensor, name: 'output', channels: ['green-red', 'blue-yellow'] }],
      parameters: graph.constants.reduce((sum, { shape }) => sum + sizeOf(shape), 0),
      licence: facts.licence,
      training: { ...training, steps: position.step, batch: settings.batch },
      figures: facts.figures,
      fineTuning: facts.fineTuning,
    },
  }
}
