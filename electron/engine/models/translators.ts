import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { openTranslator, type Translator } from './translator.ts'

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
