import { createHash } from 'node:crypto'
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
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

/**
 * The translation models that were opened last, so that a picture after the other costs no reading. A file that was
 * exchanged since is noticed by its size and times.
 */
export class Translators {
  readonly #opened = new Map<string, { stamp: string; translator: Translator }>()
  readonly #capacity: number

  constructor(capacity = 2) {
    this.#capacity = capacity
  }

  /** As {@link openTranslator}. */
  async open(modelsFolder: string, id: string): Promise<Translator> {
    const known = this.#opened.get(id)
    if (known && known.stamp === (await stampOf(modelsFolder, id))) return known.translator
    this.#opened.delete(id)
    // Before it is read: what changes meanwhile is noticed the next time.
    const stamp = await stampOf(modelsFolder, id)
    const translator = await openTranslator(modelsFolder, id)
    this.#opened.set(id, { stamp, translator })
    for (const old of [...this.#opened.keys()].slice(0, -this.#capacity)) this.#opened.delete(old)
    return translator
  }
}

/** `back.onnx` is how version 2 of the manifest called the second one. */
const NAMES = ['manifest.json', 'generator.onnx', 'reverse.onnx', 'back.onnx']

async function stampOf(modelsFolder: string, id: string): Promise<string> {
  const stamps = await Promise.all(
    NAMES.map((name) =>
      stat(join(modelsFolder, id, name)).then(
        ({ size, mtimeMs, ctimeMs, ino }) => [size, mtimeMs, ctimeMs, ino].join(),
        () => '',
      ),
    ),
  )
  return [modelsFolder, ...stamps].join('|')
}
