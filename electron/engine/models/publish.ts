import { mkdir, readFile } from 'node:fs/promises'
import { cpus } from 'node:os'
import { join } from 'node:path'
import { diskError } from '../../contract/diskError.ts'
import { GanvasError } from '../../contract/errors.ts'
import type { ModelManifest } from '../../contract/model/manifest.ts'
import type { Comparison } from '../../contract/procedures/comparison.ts'
import type { PublishInput } from '../../contract/procedures/models.ts'
import { text } from '../../contract/text.ts'
import { writeOnnx } from '../../graph/onnx/write.ts'
import type { CodecOptions } from '../../imaging/codecs/decoded.ts'
import { bestFile, type Checkpoint, checkpointFile, decodeCheckpoint } from '../../train/run/checkpoint.ts'
import { readForeign } from '../../train/run/foreign.ts'
import { samplePath, sampleSteps } from '../../train/run/sampleFiles.ts'
import { tooLarge } from '../comparison/compareModels.ts'
import { type ComparePair, compareInThread } from '../comparison/compareThread.ts'
import { exampleFeeds } from '../comparison/exampleFeeds.ts'
import { readWhole, writeAtomically } from '../disk.ts'
import { type TrainedModel, trainedModel } from './trainedModel.ts'

/**
 * Makes a training run a model of the user's own, from its latest checkpoint or its best one: networks, manifest and card in `<modelsFolder>/<id>`. The manifest is
 * written last, so that a model that is there is whole.
 *
 * @param about what the run itself does not know: the model that it was fine-tuned from, and the user's own words for
 * its data
 * @param work its signal takes it back until the first file is written; from then on the model is finished
 * @throws GanvasError `not-found` without a checkpoint in the run's folder; `invalid-input` for a run of which no model
 * can be made; `exists` when there is such a model and it is not to be replaced; `unsupported` where a file of the model
 * does not compute what the trained network does; `disk`
 */
export async function publishRun(
  { run, which, notes, overwrite, ...facts }: PublishInput,
  modelsFolder: string,
  about: { from?: string | null; data?: string } = {},
  { signal, progress = () => {} }: CodecOptions = {},
  compare: ComparePair = compareInThread,
): Promise<{ folder: string; manifest: ModelManifest; comparison: Comparison }> {
  const path = join(run, which === 'best' ? bestFile : checkpointFile)
  const checkpoint = decodeCheckpoint(await readWhole(path, signal), path)
  const command = `${commandOf(checkpoint)}${about.from ? ` --from ${about.from}` : ''}`
  const read = (file: string) => readFile(file).catch(() => null)
  const told = {
    ...facts,
    figures: await figuresOf(run, checkpoint.position.step, command),
    fineTuning: `${command} --resume --steps N, from the run's folder`,
    training: { command, data: about.data ?? checkpoint.settings.data, machine: machine() },
  }
  const { files, manifest } = trainedModel(checkpoint, path, told, await readForeign(run, { read }))
  const { id } = facts
  const folder = join(modelsFolder, id)
  const known = await readFile(join(folder, 'manifest.json')).catch(() => null)
  if (known && !overwrite)
    throw new GanvasError('exists', text('models.there', { model: id, folder: modelsFolder }))
  // Most of the time goes into comparing; what comes before and after counts as a file each.
  const total = files.length + 2
  progress(1, total)
  const comparison = await compareFiles(files, compare, (done) => progress(1 + done, total), signal)
  signal?.throwIfAborted()
  await mkdir(folder, { recursive: true }).catch((error) => {
    throw diskError('makeFolder', folder, error)
  })
  const write = (name: string, content: Uint8Array) =>
    writeAtomically(join(folder, name), [content], { overwrite: true })
  for (const { name, data } of files) await write(name, data)
  const samples = await samplesOf(run, checkpoint.position.step)
  if (samples) await write(samplesFile, samples)
  await write('CARD.md', Buffer.from(cardOf(manifest, notes, samples !== null)))
  await write('manifest.json', Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`))
  return { folder, manifest, comparison }
}

/** Each file computes what its network does as it was trained. @returns what is to be said of the one that is furthest off */
async function compareFiles(
  files: TrainedModel['files'],
  compare: ComparePair,
  onDone: (files: number) => void,
  signal?: AbortSignal,
): Promise<Comparison> {
  const found: Comparison[] = []
  for (const { name: file, data, trained } of files) {
    const feeds = exampleFeeds(trained.inputs)
    const original = { model: writeOnnx(trained).model, feeds }
    const pair = { file, original, rewritten: { model: data, feeds }, half: true }
    const comparison = tooLarge(file, trained) ?? (await compare(pair, signal))
    if (comparison.outcome === 'differs') throw new GanvasError('unsupported', comparison.said)
    found.push(comparison)
    onDone(found.length)
  }
  return found.reduce((worst, each) => ((each.difference ?? 1) > (worst.difference ?? 1) ? each : worst))
}

const samplesFile = 'samples.png'

/** What the run had drawn at a step, or last before it. */
async function samplesOf(run: string, step: number): Promise<Uint8Array | null> {
  const at = (await sampleSteps(run)).findLast((each) => each <= step)
  return at === undefined ? null : readFile(samplePath(run, at)).catch(() => null)
}

/** The command line that repeats a run, given its data. */
function commandOf({ recipe, settings, options }: Checkpoint): string {
  const kebab = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
  const given = Object.entries(options).map(([name, value]) => `--${kebab(name)} ${value}`)
  const { data, steps, batch, seed } = settings
  return `ganvas train ${recipe} --data ${data} --out RUN --steps ${steps} --batch ${batch} --seed ${seed} ${given.join(' ')}`
}

/** The latest figures on held-out pictures that the run's curves hold of the time up to a step. */
async function figuresOf(run: string, step: number, command: string): Promise<ModelManifest['figures']> {
  const curves = await readFile(join(run, 'curves.jsonl'), 'utf8').catch(() => '')
  const latest = curves
    .split('\n')
    .filter((line) => line.includes('HeldOut"') && line.endsWith('}'))
    .map((line) => JSON.parse(line) as Record<string, number>)
    .findLast((row) => row.step! <= step)
  return Object.entries(latest ?? {})
    .filter(([name]) => name.endsWith('HeldOut'))
    .map(([name, value]) => ({
      name: name.replace('HeldOut', ''),
      value,
      on: 'pictures of the folder that were held out, at the size of training',
      command,
    }))
}

const machine = () => `${cpus().length} x ${cpus()[0]?.model ?? 'processor'}`

function cardOf(manifest: ModelManifest, notes: string, hasSamples: boolean): string {
  const { id, title, parameters, licence, training, figures, translation, outputs } = manifest
  const [{ size }] = outputs as [ModelManifest['outputs'][number]]
  const side = translation?.side ?? ('width' in size ? size.width : size.multiple)
  return `# ${id}

${title.en}. ${parameters.toLocaleString('en')} parameters, trained on pictures of ${side} px.
${notes && `\n${notes}\n`}${hasSamples ? `\n![Samples of its training](${samplesFile})\n` : ''}
| | |
|---|---|
| trained by | \`${training.command}\` |
| steps | ${training.steps} of ${training.batch} pictures |
| machine | ${training.machine} |
| licence of the weights | ${licence.weights} |
| licence of the pictures it learned from | ${licence.data} |
${figures.map(({ name, value, on }) => `| ${name} | ${value.toPrecision(4)}, on ${on} |\n`).join('')}`
}
