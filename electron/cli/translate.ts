import { stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { TranslateSettings } from '../contract/document/index.ts'
import { GanvasError } from '../contract/errors.ts'
import { ModelId } from '../contract/ids.ts'
import { inEnglish, text } from '../contract/text.ts'
import {
  BatchExport,
  BatchFormat,
  TranslateBatchInput,
  type TranslateBatchResult,
} from '../contract/tools/translate.ts'
import { type Command, type CommandContext, UsageError } from './command.ts'
import { formatOf, openPicture } from './pictures.ts'

interface Options {
  model: string
  settings: TranslateSettings
  encoding: BatchExport
  overwrite: boolean
  parallel: number | undefined
}

export const translate: Command = {
  runsNetworks: true,
  summary: 'turn pictures into something else by a model',
  usage: `ganvas translate --model ID --in FILE --out FILE [options]
ganvas translate --model ID --in DIR|FILE … --out DIR [options]
ganvas translate --list

Translates a picture, or many, at their own size. The format of a single result follows from its name: png, jpg, webp
or tiff. Of several pictures, and of those of a folder, NAME.jpg becomes NAME in the folder --out, in the format --format.

  --strength S       how far to go from the picture to its translation, 0 to 1; 1 by default
  --keep-luminance   take the colours of the translation alone
  --direction D      forward, or reverse for a style that translates both ways
  --side N           shorter side of the picture as the network sees it, in pixels: the model's own for colours and
                     drawings, the picture's own for styles, whose strokes become larger with a smaller one
  --seed N           which variation, of models that have some
  --areas A          of line drawings: plain for one colour in each area, painted as the model made them; as the model
                     has them if not given
  --hints FILE       colours asked for, of a single picture: a picture of the same size, transparent where nothing is
                     asked for; for line drawings, and models that learned to take hints
  --format F         of the results of several pictures: png (default), jpeg, webp, tiff, or same, which keeps each
                     picture's own and writes png where that is none of these
  --quality Q        of jpeg and webp, 1 to 100; 92 by default
  --lossless         webp that keeps every pixel
  --overwrite        replace files that exist
  --parallel N       of several pictures, how many are under way at once; 1 by default, and 2 for each server
  --list             the models that are installed

A picture that has its result already is left out, so that a batch that was stopped goes on where it was. One that fails
does not stop the others; failures are listed at the end, and the exit code is then 1.`,

  async run(args, context) {
    const { values, positionals } = parseArgs({
      args,
      options: {
        model: { type: 'string' },
        in: { type: 'string', multiple: true, default: [] },
        out: { type: 'string' },
        strength: { type: 'string' },
        'keep-luminance': { type: 'boolean', default: false },
        direction: { type: 'string' },
        side: { type: 'string' },
        seed: { type: 'string' },
        areas: { type: 'string' },
        hints: { type: 'string' },
        format: { type: 'string' },
        quality: { type: 'string' },
        lossless: { type: 'boolean', default: false },
        overwrite: { type: 'boolean', default: false },
        parallel: { type: 'string' },
        list: { type: 'boolean', default: false },
      },
      allowPositionals: true,
    })
    if (values.list) return listTranslations(context)
    const { model, out } = values
    if (values.in.length === 0 && positionals.length > 0)
      throw new UsageError(`"${positionals[0]}" stands alone; name pictures after --in`)
    const from = [...values.in, ...positionals]
    for (const [name, value] of Object.entries({ model, in: from[0], out }))
      if (!value) throw new UsageError(`--${name} is missing`)
    const options = { ...readOptions(values), model: model! }
    const info = await stat(from[0]!).catch(() => null)
    if (!info) throw new GanvasError('not-found', text('batch.missing', { path: resolve(from[0]!) }))
    const many = from.length > 1 || info.isDirectory()
    if (many && values.hints !== undefined) throw new UsageError('--hints is for a single picture')
    if (many) return runBatch(from, out!, options, context)
    if (values.format !== undefined)
      throw new UsageError(
        '--format is for several pictures; that of a single one follows from the name --out',
      )
    const result = await translateFile(from[0]!, out!, { ...options, hints: values.hints }, context)
    context.print(result, `${result.out}: ${result.width}x${result.height} in ${result.seconds.toFixed(2)} s`)
    return 0
  },
}

/** @throws UsageError naming the option and what it may be */
function readOptions(values: Record<string, unknown>): Omit<Options, 'model'> {
  if (!ModelId.safeParse(values.model).success)
    throw new UsageError(`--model "${values.model}" is no name of a model: letters, digits and hyphens`)
  const number = (given: unknown) =>
    given === undefined ? undefined : String(given).trim() === '' ? Number.NaN : Number(given)
  const settings = TranslateSettings.safeParse({
    strength: number(values.strength),
    keepLuminance: values['keep-luminance'],
    direction: values.direction,
    side: number(values.side),
    seed: number(values.seed),
    areas: values.areas,
  })
  const encoding = BatchExport.safeParse({
    format: values.format,
    quality: number(values.quality),
    lossless: values.lossless,
  })
  const parallel = TranslateBatchInput.pick({ parallel: true }).safeParse({
    parallel: number(values.parallel),
  })
  if (settings.success && encoding.success && parallel.success)
    return {
      settings: settings.data,
      encoding: encoding.data,
      overwrite: values.overwrite === true,
      parallel: parallel.data.parallel,
    }
  const name = String((settings.error ?? encoding.error ?? parallel.error)?.issues[0]?.path[0])
  throw new UsageError(`--${name} "${values[name]}" is not ${allowed[name]}`)
}

const allowed: Record<string, string> = {
  strength: 'a number from 0 to 1',
  direction: 'forward or reverse',
  side: 'a whole number of pixels from 16 to 16384',
  seed: 'a whole number from 0 to 4294967295',
  areas: 'plain or painted',
  format: BatchFormat.options.join(', '),
  quality: 'a whole number from 1 to 100',
  parallel: 'a whole number from 1 to 64',
}

async function listTranslations({ engine, signal, print }: CommandContext): Promise<0> {
  const { models } = await (await engine()).call('models.list', {}, { signal })
  const found = models.flatMap(({ id, manifest }) =>
    manifest?.task === 'translate' ? [{ id, title: manifest.title.en }] : [],
  )
  const none = 'No translation model is installed.'
  print({ models: found }, found.map(({ id, title }) => `${id}  ${title}`).join('\n') || none)
  return 0
}

async function translateFile(
  file: string,
  out: string,
  { model, settings, encoding, overwrite, hints }: Options & { hints: string | undefined },
  { engine, signal, progress, warn }: CommandContext,
) {
  const format = formatOf(out)
  const client = await engine()
  const picture = await openPicture(client, file, signal, warn)
  const { pixels, seconds } = await client.call(
    'translate.run',
    {
      model,
      picture,
      settings,
      ...(hints !== undefined && { hints: await openPicture(client, hints, signal) }),
    },
    {
      signal,
      onEvent(event) {
        if (event.kind === 'progress') progress(`${Math.round((100 * event.step) / event.total)} %`)
      },
    },
  )
  const written = await client.call(
    'files.export',
    { composite: pixels, options: { ...encoding, format }, target: { path: resolve(out), overwrite } },
    { signal },
  )
  const { width, height } = pixels
  return { out: written.path ?? out, width, height, seconds, bytes: written.size }
}

async function runBatch(
  from: string[],
  out: string,
  { model, settings, encoding, overwrite, parallel }: Options,
  { engine, signal, progress, warn, print }: CommandContext,
): Promise<0 | 1> {
  const result = await (await engine()).call(
    'translate.batch',
    {
      model,
      settings,
      from: from.map((path) => resolve(path)),
      out: resolve(out),
      options: encoding,
      overwrite,
      ...(parallel !== undefined && { parallel }),
    },
    {
      signal,
      onEvent(event) {
        if (event.kind === 'notice') warn(inEnglish(event.text))
        if (event.kind !== 'progress') return
        const { step, total, label } = event
        const part = Math.floor(100 * (step % 1))
        progress(`${Math.floor(step) + 1} of ${total} · ${label}${part ? ` · ${part} %` : ''}`)
      },
    },
  )
  const { done, skipped, failed, seconds } = result
  for (const { name, message } of failed) warn(`${name}: ${message}`)
  print(
    result,
    `${done.length} translated, ${skipped.length} there already, ${failed.length} failed, in ${seconds.toFixed(1)} s\n${whereTimeWent(result)}`,
  )
  return failed.length > 0 ? 1 : 0
}

/** Of all pictures together; what was under way at once counts as often. */
function whereTimeWent({ times, done }: TranslateBatchResult): string {
  const { read, sent, computed, written, sentBytes, receivedBytes } = times
  const seconds = { read, sent, computed, written }
  const parts = Object.entries(seconds).flatMap(([what, time]) =>
    what === 'sent' && sentBytes === 0 ? [] : [`${what} ${time.toFixed(1)} s`],
  )
  const megabytes = (bytes: number) => (bytes / 1e6 / Math.max(1, done.length)).toFixed(2)
  const wire = `; ${megabytes(sentBytes)} MB sent and ${megabytes(receivedBytes)} MB received a picture`
  return `  ${parts.join(', ')}${sentBytes > 0 ? wire : ''}`
}
