import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { PublishInput } from '../contract/procedures/models.ts'
import type { NetworkReport } from '../contract/procedures/networks.ts'
import { inEnglish } from '../contract/text.ts'
import { type Command, UsageError } from './command.ts'
import { readDimensions } from './dimensions.ts'
import { importModel, importUsage, isFile } from './importModel.ts'
import { checkInstalled, installed, installedUsage } from './installed.ts'

export const models: Command = {
  runsNetworks: true,
  summary: 'list, check, import and export models; make a training run a model',
  usage: `${installedUsage}

${importUsage}

ganvas models check FILE.onnx [--size AXIS=N …]
ganvas models publish RUN --id ID --title TITLE [options]

Lists the inputs, outputs, weights and operators of an ONNX model, and what of it can be differentiated: a model that
can be is steered by brushes and fine-tuned. Axes without a fixed size get one by --size, such as --size batch=1.

Publishing makes a training run of "pix2pix" or "cyclegan" a model of your own: the tool Translate and
"ganvas translate" offer it at once. With --pairing gray it colours, otherwise it turns drawings into pictures; of
"cyclegan" it is a style. Of "dcgan" and "cgan" it is a generator, for Sketch, "ganvas sketch" and "ganvas sample"; its
words are the names of its classes.

  --id ID            letters, digits and dashes; "ganvas translate --model ID"
  --title TITLE      what the studio calls it
  --title-zh TITLE   the same in Chinese; the title if not given
  --licence L        of the weights; "not stated" if not given
  --data-licence L   of the pictures that it learned from
  --draws WHAT       what is drawn for it: lines, areas or picture; by default what follows from the pairing
  --forward TITLE    what the first network of a style does
  --reverse TITLE    what the second one does
  --best             from the checkpoint with the best figure, which trainings of the Lab keep, in place of the latest
  --overwrite        replace a model of this id`,

  async run(args, context) {
    const { engine, print, signal } = context
    const [word = '', ...others] = args
    if (word === 'import') return importModel(others, context)
    if (word === 'check' && others[0] && !isFile(others[0])) return checkInstalled(others[0], context)
    if (Object.hasOwn(installed, word)) return installed[word]!(others, context)
    const { values, positionals } = parseArgs({
      args,
      options: {
        size: { type: 'string', multiple: true },
        id: { type: 'string' },
        title: { type: 'string' },
        'title-zh': { type: 'string' },
        licence: { type: 'string' },
        'data-licence': { type: 'string' },
        draws: { type: 'string' },
        forward: { type: 'string' },
        reverse: { type: 'string' },
        best: { type: 'boolean' },
        overwrite: { type: 'boolean' },
      },
      allowPositionals: true,
    })
    const [action, path, ...rest] = positionals
    if (action !== 'check' && action !== 'publish')
      throw new UsageError(
        `${action ? `"models ${action}" is not known` : 'models does nothing by itself'}; there are: models ${[...Object.keys(installed), 'check', 'import', 'publish'].join(', ')}`,
      )
    if (!path || rest.length > 0)
      throw new UsageError(`models ${action} takes one ${action === 'check' ? 'file' : 'folder of a run'}`)
    if (action === 'publish') {
      const published = await (await engine()).call('models.publish', readPublishing(path, values), {
        signal,
      })
      const { folder, manifest, comparison } = published
      print(published, `${folder}: "${manifest.id}" can be used now\n${inEnglish(comparison.said)}`)
      return 0
    }
    const dimensions = readDimensions(values.size)
    const report = await (await engine()).call('networks.check', { path, dimensions }, { signal })
    print(report, summarise(path, report))
    return 0
  },
}

/** @throws UsageError for what is missing or cannot be an id */
function readPublishing(run: string, values: Record<string, unknown>): PublishInput {
  const { id, title, licence = 'not stated', draws, forward, reverse } = values
  const both = (name: unknown) => ({ en: name, 'zh-CN': name })
  if (reverse && !forward) throw new UsageError('--forward is missing: what the first network does')
  if (!id) throw new UsageError('--id is missing: what the model is called on the command line')
  if (!title) throw new UsageError('--title is missing: what the studio calls the model')
  const input = PublishInput.safeParse({
    run: resolve(run),
    id,
    title: { en: title, 'zh-CN': values['title-zh'] ?? title },
    licence: { weights: licence, data: values['data-licence'] ?? 'not stated' },
    draws,
    ...(forward !== undefined && {
      directions: { forward: both(forward), ...(reverse !== undefined && { reverse: both(reverse) }) },
    }),
    which: values.best ? 'best' : 'latest',
    overwrite: values.overwrite ?? false,
  })
  if (input.success) return input.data
  const [issue] = input.error.issues
  throw new UsageError(
    issue?.path[0] === 'id'
      ? `--id "${id}" is not made of lower-case letters, digits and dashes, 64 at most`
      : `--${issue?.path.join('.')}: ${issue?.message}`,
  )
}

function summarise(path: string, report: NetworkReport): string {
  const { inputs, outputs, parameters, operators, blocked, differentiable } = report
  const tensors = (list: NetworkReport['inputs']) =>
    list.map(({ name, dtype, shape }) => `${name} ${dtype} [${shape.join(', ')}]`).join(', ')
  return [
    path,
    `  inputs      ${tensors(inputs)}`,
    `  outputs     ${tensors(outputs)}`,
    `  weights     ${parameters.toLocaleString('en')}`,
    `  operators   ${operators.map(({ operator, count }) => `${operator} ${count}`).join(', ')}`,
    `  gradients   ${differentiable ? 'of every output by every input' : 'not of every output by every input'}`,
    ...blocked.map(({ node, operator, reason }) => `    ${operator} '${node}': ${inEnglish(reason)}`),
  ].join('\n')
}
