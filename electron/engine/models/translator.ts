import { createHash } from 'node:crypto'
import type { TranslateSettings } from '../../contract/document/index.ts'
import { GanvasError } from '../../contract/errors.ts'
import type { PictureTensor } from '../../contract/model/tensor.ts'
import type { Translation } from '../../contract/model/translation.ts'
import { text } from '../../contract/text.ts'
import { loadModel } from './folder.ts'

/** A translation model, ready for a thread: plain data. */
export interface Translator {
  id: string
  translation: Translation
  input: PictureTensor
  output: PictureTensor
  /** The `.onnx` files as they are installed, by role. */
  files: { generator: Uint8Array; reverse?: Uint8Array }
  /** Tells two versions of one model apart. */
  version: string
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
  const { generator, reverse } = files
  if (!generator || !input || !output || !isPicture(output) || inputs.length + outputs.length > 2)
    throw new GanvasError('unreadable-file', text('models.wrongTranslation', { model: id }), { model: id })
  const version = createHash('sha256').update(JSON.stringify(manifest)).digest('hex')
  return { id, translation, input, output, files: { generator, ...(reverse && { reverse }) }, version }
}

/** What a network is called in what is remembered of devices. */
export const networkName = ({ version }: Translator, direction: TranslateSettings['direction']): string =>
  `${version} ${direction}`

/** Whether a result has the colours of a picture, or a colouring. */
const isPicture = ({ channels }: PictureTensor): boolean =>
  [['red', 'green', 'blue'], ['grey'], ['green-red', 'blue-yellow']].some((needed) =>
    needed.every((channel) => channels.includes(channel as PictureTensor['channels'][number])),
  )
