import { GanvasError } from '../../contract/errors.ts'
import type { PictureTensor } from '../../contract/procedures/models.ts'
import { text } from '../../contract/text.ts'
import { withAnySize } from '../../graph/onnx/anySize.ts'
import type { ColorNetwork } from '../../tools/translate/colorize.ts'
import { loadModel } from './folder.ts'

/** A translation model, ready for a thread: plain data. */
export interface Translator extends Omit<ColorNetwork, 'run'> {
  /** An `.onnx` file for the sizes that `input.size` allows. */
  model: Uint8Array
  /** Tells two versions of one model apart. */
  sha256: string
}

/**
 * Opens an installed translation model.
 *
 * @throws GanvasError as {@link loadModel}; `invalid-input` for a model of another task, `unreadable-file` for one that
 * is not what it is said to be
 */
export async function openTranslator(modelsFolder: string, id: string): Promise<Translator> {
  const { manifest, files } = await loadModel(modelsFolder, id)
  const { task, translation, inputs, outputs } = manifest
  if (!translation)
    throw new GanvasError('invalid-input', text('models.noTranslation', { model: id, task }), { model: id })
  const [input] = inputs
  const [output] = outputs
  const model = files.generator
  if (!model || !holds(input, 'lightness') || !holds(output, 'green-red blue-yellow'))
    throw new GanvasError('unreadable-file', text('models.wrongTranslation', { model: id }), { model: id })
  return {
    model: 'multiple' in input.size ? withAnySize(model) : model,
    sha256: manifest.files.find(({ role }) => role === 'generator')!.sha256,
    side: translation.side,
    input: { range: input.range, size: input.size },
    output: { range: output.range },
  }
}

const holds = (tensor: PictureTensor | undefined, channels: string): tensor is PictureTensor =>
  tensor?.channels.join(' ') === channels && tensor.colorSpace === 'lab'
