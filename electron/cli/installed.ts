import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import type { Client } from '../contract/client.ts'
import type { EngineContract } from '../contract/engine.ts'
import { fromPlainError, GanvasError } from '../contract/errors.ts'
import { ModelId } from '../contract/ids.ts'
import type { Pixels } from '../contract/pixels.ts'
import type { ModelInfo } from '../contract/procedures/models.ts'
import { text } from '../contract/text.ts'
import { type CommandContext, UsageError } from './command.ts'
import { exportRepository } from './repository.ts'

export const installedUsage = `ganvas models list
ganvas models show ID
ganvas models check ID
ganvas models export ID --out FOLDER [--overwrite]
ganvas models export --repository DIR [ID …] [options]
ganvas models remove ID
ganvas models move FOLDER

What is installed: every model, or one with its card; whether its files are what its manifest says and it runs; its networks
and manifest in a folder of their own. Models of your own can be removed, and moved into another folder as a whole.

A repository is a folder that Triton and KServe serve as it is (docs/server.md): of every model, or of those named.

  --batch N          examples that a server computes at once, at most; 8 by default
  --instances N      copies of each network that run side by side on a server; 1 by default
  --storage URI      where KServe finds the folder, for kserve.yaml; pvc://ganvas-models by default`

type Installed = (args: string[], context: CommandContext) => Promise<0>

/** What can be done with installed models, by the word behind `ganvas models`. */
export const installed: Readonly<Record<string, Installed>> = {
  async list(args, context) {
    parseArgs({ args, options: {} })
    const models = await listed(context)
    const lines = models.map(({ id, manifest, problem, bytes, own }) =>
      [
        id.padEnd(28),
        (own ? 'own' : '').padEnd(4),
        megabytes(bytes).padStart(8),
        manifest ? `  ${kindOf(manifest)}, ${manifest.title.en}` : `  cannot be used: ${problem}`,
      ].join(' '),
    )
    context.print({ models }, lines.join('\n') || 'No model is installed.')
    return 0
  },

  async show(args, context) {
    const model = await find(args, context)
    const { markdown } = await (await context.engine()).call('models.card', { id: model.id })
    context.print({ ...model, card: markdown }, `${model.folder}\n\n${markdown.trimEnd()}`)
    return 0
  },

  async export(args, context) {
    const { values, positionals } = parseArgs({
      args,
      options: {
        out: { type: 'string' },
        overwrite: { type: 'boolean', default: false },
        repository: { type: 'string' },
        batch: { type: 'string' },
        instances: { type: 'string' },
        storage: { type: 'string' },
      },
      allowPositionals: true,
    })
    const { repository, batch, instances, storage } = values
    if (repository !== undefined)
      return exportRepository({ folder: repository, models: positionals, batch, instances, storage }, context)
    if (!values.out) throw new UsageError('--out is missing: the folder that the model goes into')
    const { id } = await find(positionals, context)
    const folder = resolve(values.out)
    const client = await context.engine()
    const result = await client.call('models.export', { id, folder, overwrite: values.overwrite })
    context.print(result, result.files.join('\n'))
    return 0
  },

  async remove(args, context) {
    const id = readId(args)
    await (await context.engine()).call('models.remove', { id })
    context.print({ id }, `"${id}" is removed`)
    return 0
  },

  async move(args, context) {
    const [folder, ...rest] = parseArgs({ args, options: {}, allowPositionals: true }).positionals
    if (!folder || rest.length > 0) throw new UsageError('models move takes one folder')
    const result = await (await context.engine()).call('models.move', { folder: resolve(folder) })
    context.print(result, `Your models are in ${result.folder}`)
    return 0
  },
}

/** `ganvas models check ID`: its files are what its manifest says, and a picture goes through it. */
export async function checkInstalled(id: string, context: CommandContext): Promise<0> {
  const { manifest, folder } = await find([id], context)
  const client = await context.engine()
  const side = manifest.translation?.side ?? 64
  const trial =
    manifest.task === 'translate'
      ? await translateRamp(client, id, side, context)
      : manifest.task === 'generate'
        ? await drawOne(client, id, context)
        : null
  context.print(
    { id, folder, files: manifest.files, ...(trial && { trial }) },
    [
      `${id}: every file of ${folder} is what the manifest says`,
      trial
        ? `  a picture of ${trial.side}x${trial.side} was ${manifest.task === 'generate' ? 'drawn' : 'translated'} in ${trial.seconds.toFixed(2)} s`
        : manifest.font
          ? `  it is tried out by a font: ganvas font --model ${id}, with --style ${manifest.font.styles[0]!.name}`
          : '  it is tried out by a blend, with --anchor gan',
    ].join('\n'),
  )
  return 0
}

async function translateRamp(
  client: Client<EngineContract>,
  id: string,
  side: number,
  { signal }: CommandContext,
): Promise<{ side: number; seconds: number }> {
  const data = Uint8Array.from({ length: 3 * side * side }, (_, at) => {
    const place = Math.floor(at / 3)
    return Math.floor(((at % 3 === 0 ? place % side : Math.floor(place / side)) * 255) / side)
  })
  const picture: Pixels = { width: side, height: side, channels: 3, data }
  const { seconds } = await client.call('translate.run', { model: id, picture }, { signal })
  return { side, seconds }
}

async function drawOne(
  client: Client<EngineContract>,
  id: string,
  { signal }: CommandContext,
): Promise<{ side: number; seconds: number }> {
  const began = performance.now()
  const { pictures } = await client.call('sketch.sample', { model: id, count: 1 }, { signal })
  return { side: pictures.width, seconds: (performance.now() - began) / 1000 }
}

async function listed({ engine, signal }: CommandContext): Promise<ModelInfo[]> {
  return (await (await engine()).call('models.list', {}, { signal })).models
}

/** @throws GanvasError `unavailable` for one that is not there, `unreadable-file` for one that cannot be used */
async function find(args: string[], context: CommandContext) {
  const id = readId(args)
  const model = (await listed(context)).find((each) => each.id === id)
  if (!model) throw new GanvasError('unavailable', text('models.notInstalled', { model: id }))
  if (!model.manifest)
    throw fromPlainError({ code: 'unreadable-file', message: model.problem, data: model.said ?? {} })
  return { ...model, manifest: model.manifest }
}

function readId(args: string[]): string {
  const [id, ...rest] = parseArgs({ args, options: {}, allowPositionals: true }).positionals
  if (!id || rest.length > 0) throw new UsageError('say one model, by its id: ganvas models list')
  if (!ModelId.safeParse(id).success)
    throw new UsageError(`"${id}" is no id of a model: lower-case letters, digits and dashes`)
  return id
}

const kindOf = ({ task, translation }: NonNullable<ModelInfo['manifest']>): string =>
  translation?.kind ?? task

const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`
