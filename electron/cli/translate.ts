import { mkdir, readdir, stat } from 'node:fs/promises'
import { basename, extname, join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { TranslateSettings } from '../contract/document.ts'
import { GanvasError } from '../contract/errors.ts'
import { ModelId } from '../contract/procedures/models.ts'
import { type Command, type CommandContext, UsageError } from './command.ts'
import { formatOf, openPicture } from './pictures.ts'

interface Options {
  model: string
  settings: TranslateSettings
  overwrite: boolean
}

export const translate: Command = {
  summary: 'turn pictures into something else by a model',
  usage: `ganvas translate --model ID --in FILE --out FILE [options]
ganvas translate --model ID --in DIR --out DIR [options]
ganvas translate --list

Translates a picture, or every picture of a folder, at its own size. The format of a single result follows from its
name: png, jpg, webp or tiff. Of a folder's pictures, NAME.jpg becomes NAME.png in --out.

  --strength S   how far to go from the picture to its translation, 0 to 1; 1 by default
  --overwrite    replace files that exist
  --list         the models that are installed

A picture of a folder that has its result already is left out, so that a batch that was stopped goes on where it was.
One that fails does not stop the others; failures are listed at the end, and the exit code is then 1.`,

  async run(args, context) {
    const { values } = parseArgs({
      args,
      options: {
        model: { type: 'string' },
        in: { type: 'string' },
        out: { type: 'string' },
        strength: { type: 'string' },
        overwrite: { type: 'boolean', default: false },
        list: { type: 'boolean', default: false },
      },
    })
    if (values.list) return listTranslations(context)
    const { model, in: from, out } = values
    for (const [name, value] of Object.entries({ model, in: from, out }))
      if (!value) throw new UsageError(`--${name} is missing`)
    const options = readOptions(model!, values.strength, values.overwrite)
    const info = await stat(from!).catch(() => null)
    if (!info)
      throw new GanvasError('not-found', `There is no file or folder ${resolve(from!)}.`, { path: from })
    if (info.isDirectory()) return runBatch(from!, out!, options, context)
    const result = await translateFile(from!, out!, options, context)
    context.print(result, `${result.out}: ${result.width}x${result.height} in ${result.seconds.toFixed(2)} s`)
    return 0
  },
}

function readOptions(model: string, strength: string | undefined, overwrite: boolean): Options {
  if (!ModelId.safeParse(model).success)
    throw new UsageError(`--model "${model}" is no name of a model: letters, digits and hyphens`)
  const settings = TranslateSettings.safeParse(
    strength === undefined ? {} : { strength: strength.trim() === '' ? Number.NaN : Number(strength) },
  )
  if (!settings.success) throw new UsageError(`--strength "${strength}" is not a number from 0 to 1`)
  return { model, settings: settings.data, overwrite }
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
  { model, settings, overwrite }: Options,
  { engine, signal, progress }: CommandContext,
  prefix = '',
) {
  const format = formatOf(out)
  const client = await engine()
  const picture = await openPicture(client, file, signal)
  const { pixels, seconds } = await client.call(
    'translate.run',
    { model, picture, settings },
    {
      signal,
      onEvent(event) {
        if (event.kind === 'progress') progress(`${prefix}${Math.round((100 * event.step) / event.total)} %`)
      },
    },
  )
  const written = await client.call(
    'files.export',
    { composite: pixels, options: { format }, target: { path: resolve(out), overwrite } },
    { signal },
  )
  const { width, height } = pixels
  return { out: written.path ?? out, width, height, seconds, bytes: written.size }
}

async function runBatch(
  folder: string,
  out: string,
  options: Options,
  context: CommandContext,
): Promise<0 | 1> {
  const names = await picturesOf(folder)
  await mkdir(out, { recursive: true })
  const there = new Set(await readdir(out))
  const began = performance.now()
  const done: string[] = []
  const skipped: string[] = []
  const failed: { name: string; message: string }[] = []
  for (const [i, name] of names.entries()) {
    const result = `${basename(name, extname(name))}.png`
    if (there.has(result) && !options.overwrite) {
      skipped.push(join(out, result))
      continue
    }
    const prefix = `${i + 1} of ${names.length} · ${name} · `
    context.progress(prefix)
    try {
      const written = await translateFile(join(folder, name), join(out, result), options, context, prefix)
      done.push(written.out)
    } catch (thrown) {
      if (context.signal.aborted || isOfTheModel(thrown)) throw thrown
      failed.push({ name, message: thrown instanceof Error ? thrown.message : String(thrown) })
    }
  }
  for (const { name, message } of failed) context.warn(`${name}: ${message}`)
  const seconds = (performance.now() - began) / 1000
  context.print(
    { done, skipped, failed, seconds },
    `${done.length} translated, ${skipped.length} there already, ${failed.length} failed, in ${seconds.toFixed(1)} s`,
  )
  return failed.length > 0 ? 1 : 0
}

/** Whether it is the model that cannot be used: every picture would fail alike. */
const isOfTheModel = (thrown: unknown): boolean =>
  thrown instanceof GanvasError && String(thrown.data.key).startsWith('errors:models.')

const endings = /\.(png|jpe?g|webp|avif|tiff?|gif|bmp|svg|psd)$/i

/** @throws GanvasError `invalid-input` where there are none, or where two would have the same result */
async function picturesOf(folder: string): Promise<string[]> {
  const names = (await readdir(folder)).filter((name) => endings.test(name)).sort()
  if (names.length === 0)
    throw new GanvasError(
      'invalid-input',
      `${resolve(folder)} holds no pictures. Ganvas opens PNG, JPEG, WebP, AVIF, TIFF, GIF, BMP, SVG and PSD.`,
      { folder },
    )
  const stems = new Map<string, string>()
  for (const name of names) {
    const stem = basename(name, extname(name))
    const other = stems.get(stem)
    if (other)
      throw new GanvasError(
        'invalid-input',
        `${resolve(folder)} holds ${other} and ${name}, which would both become ${stem}.png. Rename one.`,
        { folder },
      )
    stems.set(stem, name)
  }
  return names
}
