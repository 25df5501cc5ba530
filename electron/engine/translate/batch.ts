import { mkdir, readdir } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import { diskError } from '../../contract/diskError.ts'
import type { TranslateSettings } from '../../contract/document/index.ts'
import { GanvasError, toPlainError } from '../../contract/errors.ts'
import type { Pixels } from '../../contract/pixels.ts'
import type { CallContext } from '../../contract/server.ts'
import { text } from '../../contract/text.ts'
import type { TranslateBatchInput, TranslateBatchResult } from '../../contract/tools/translate.ts'
import { decodeFile } from '../../imaging/codecs/decode.ts'
import { encodeFlat } from '../../imaging/codecs/encode.ts'
import type { TranslateOptions } from '../compute/translateThread.ts'
import { readWhole, writeAtomically } from '../disk.ts'
import { listPictures } from '../files/pictureList.ts'

type Translate = (picture: Pixels, settings: TranslateSettings, options: TranslateOptions) => Promise<Pixels>

/**
 * Translates pictures into a folder, one after the other. One that has its result already is left out, so that a batch
 * that was stopped goes on where it was; one that fails does not stop the others.
 *
 * @throws GanvasError as `listPictures`; of the model, which would fail with every picture alike; `cancelled`
 */
export async function translateBatch(
  { from, out, options, settings, overwrite }: TranslateBatchInput,
  translate: Translate,
  { signal, emit }: CallContext,
): Promise<TranslateBatchResult> {
  const began = performance.now()
  const folder = resolve(out)
  const pictures = await listPictures(from, folder, options.format)
  await mkdir(folder, { recursive: true }).catch((error) => {
    throw diskError('makeFolder', folder, error)
  })
  const there = new Set(await readdir(folder))
  const result: TranslateBatchResult = { done: [], skipped: [], failed: [], seconds: 0 }
  let told = false
  for (const [k, { path, result: name, format }] of pictures.entries()) {
    const target = join(folder, name)
    const label = basename(path)
    const progress = (part: number) => {
      // What was left out took no time.
      const work = k - result.skipped.length + part
      const left = pictures.length - k - part
      const seconds = (performance.now() - began) / 1000
      const secondsLeft = work > 0 ? (seconds / work) * left : null
      emit({ kind: 'progress', step: k + part, total: pictures.length, secondsLeft, label })
    }
    if (there.has(name) && !overwrite) {
      result.skipped.push(target)
      continue
    }
    progress(0)
    try {
      const pixels = await translate(await openFlat(path, signal), settings, {
        signal,
        transfer: true,
        onProgress: (step, total) => progress(step / total),
        onNotice(said) {
          if (!told) emit({ kind: 'notice', text: said })
          told = true
        },
      })
      const encoded = await encodeFlat(pixels, { ...options, format })
      await writeAtomically(target, [encoded], { overwrite: true, signal })
      result.done.push(target)
    } catch (thrown) {
      if (signal.aborted || isOfTheModel(thrown)) throw thrown
      result.failed.push({ name: label, ...toPlainError(thrown) })
    }
  }
  return { ...result, seconds: (performance.now() - began) / 1000 }
}

/** Reads a picture. @throws GanvasError `unsupported` for a file with layers */
async function openFlat(path: string, signal: AbortSignal): Promise<Pixels> {
  const decoded = await decodeFile(await readWhole(path, signal), basename(path), { signal })
  if (decoded.kind === 'picture') return decoded.pixels
  throw new GanvasError('unsupported', text('batch.layers', { path }), { path })
}

/** Whether it is the model that cannot be used: every picture would fail alike. */
const isOfTheModel = (thrown: unknown): boolean =>
  thrown instanceof GanvasError && String(thrown.data.key).startsWith('errors:models.')
