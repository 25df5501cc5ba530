import { setMaxListeners } from 'node:events'
import { mkdir, readdir } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import { diskError } from '../../contract/diskError.ts'
import type { TranslateSettings } from '../../contract/document/index.ts'
import { GanvasError, toPlainError } from '../../contract/errors.ts'
import type { Pixels } from '../../contract/pixels.ts'
import type { CallContext } from '../../contract/server.ts'
import { type Text, text } from '../../contract/text.ts'
import type { TranslateBatchInput, TranslateBatchResult } from '../../contract/tools/translate.ts'
import { decodeFile } from '../../imaging/codecs/decode.ts'
import type { DecodedPicture } from '../../imaging/codecs/decoded.ts'
import { encodeFlat } from '../../imaging/codecs/encode.ts'
import type { TranslateOptions } from '../compute/translateThread.ts'
import { readWhole, writeAtomically } from '../disk.ts'
import { listPictures } from '../files/pictureList.ts'
import { BatchProgress, timesOf } from './progress.ts'

type Translate = (picture: Pixels, settings: TranslateSettings, options: TranslateOptions) => Promise<Pixels>
type Failed = TranslateBatchResult['failed'][number]

/**
 * Translates pictures into a folder, as many at once as there are translators; each takes the next picture when it has
 * written one, so no more are held than are under way. A picture that has its result already is left out, so that a
 * batch that was stopped goes on where it was; one that fails does not stop the others.
 *
 * @param translators each works on one picture at a time
 * @throws GanvasError as `listPictures`; of the model, which would fail with every picture alike; `cancelled`
 */
export async function translateBatch(
  { from, out, options, settings, overwrite }: Omit<TranslateBatchInput, 'model' | 'parallel'>,
  translators: readonly Translate[],
  { signal: asked, emit }: CallContext,
): Promise<TranslateBatchResult> {
  const began = performance.now()
  const folder = resolve(out)
  const pictures = await listPictures(from, folder, options.format)
  await mkdir(folder, { recursive: true }).catch((error) => {
    throw diskError('makeFolder', folder, error)
  })
  const there = new Set(await readdir(folder))
  const isThere = ({ result }: { result: string }) => there.has(result) && !overwrite
  const open = pictures.filter((picture) => !isThere(picture))
  const skipped = pictures.filter(isThere).map(({ result }) => join(folder, result))
  const progress = new BatchProgress(skipped.length, pictures.length, emit)
  const times = timesOf()
  const stop = new AbortController()
  const signal = AbortSignal.any([asked, stop.signal])
  // Each picture under way listens to it, and Node.js takes more than ten listeners for a leak.
  setMaxListeners(0, signal)
  const told = new Set<string>()
  const tellOnce = (key: string, said: Text) => {
    if (!told.has(key)) emit({ kind: 'notice', text: said })
    told.add(key)
  }
  /** What became of each picture, in the order in which they were asked for. */
  const outcomes: (string | Failed)[] = []

  async function one(
    { path, result: name, format }: (typeof pictures)[number],
    translate: Translate,
  ): Promise<string> {
    const target = join(folder, name)
    const label = basename(path)
    progress.at(label, 0)
    const { pixels, notices } = await times.during('read', () => openFlat(path, signal))
    for (const { code, values } of notices)
      if (code === 'sixteen-bit-reduced')
        tellOnce(code, text('batch.sixteenBitsFirst', { path, bits: values.bits! }))
    const made = await times.during('computed', () =>
      translate(pixels, settings, {
        signal,
        transfer: true,
        onProgress: (step, total) => progress.at(label, step / total),
        onTraffic: times.exchanged,
        onNotice: (said) => tellOnce(JSON.stringify(said), said),
      }),
    )
    await times.during('written', async () => {
      const encoded = await encodeFlat(made, { ...options, format })
      await writeAtomically(target, [encoded], { overwrite: true, signal })
    })
    return target
  }

  let next = 0
  async function work(translate: Translate): Promise<void> {
    while (next < open.length) {
      const at = next++
      const picture = open[at]!
      try {
        outcomes[at] = await one(picture, translate)
      } catch (thrown) {
        if (signal.aborted || isOfTheModel(thrown)) throw thrown
        outcomes[at] = { name: basename(picture.path), ...toPlainError(thrown) }
      }
      progress.over(basename(picture.path))
    }
  }

  try {
    await Promise.all(translators.map(work))
  } finally {
    stop.abort()
  }
  return {
    done: outcomes.filter((outcome) => typeof outcome === 'string'),
    skipped,
    failed: outcomes.filter((outcome) => typeof outcome !== 'string'),
    seconds: (performance.now() - began) / 1000,
    times: times.summary(),
  }
}

/** Reads a picture. @throws GanvasError `unsupported` for a file with layers */
async function openFlat(path: string, signal: AbortSignal): Promise<DecodedPicture> {
  const decoded = await decodeFile(await readWhole(path, signal), basename(path), { signal })
  if (decoded.kind === 'picture') return decoded
  throw new GanvasError('unsupported', text('batch.layers', { path }), { path })
}

/** Whether it is the model that cannot be used: every picture would fail alike. */
const isOfTheModel = (thrown: unknown): boolean =>
  thrown instanceof GanvasError && String(thrown.data.key).startsWith('errors:models.')
