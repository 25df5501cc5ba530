import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import type { Client } from '../contract/client.ts'
import type { EngineContract } from '../contract/engine.ts'
import { ModelId } from '../contract/ids.ts'
import {
  type ImportReport,
  type ImportSetting,
  ImportSettings,
  isGenerator,
  type TrialResult,
} from '../contract/procedures/imports.ts'
import { inEnglish } from '../contract/text.ts'
import { type CommandContext, UsageError } from './command.ts'
import { importGenerator } from './importGenerator.ts'
import { formatOf, openPicture } from './pictures.ts'

export const importUsage = `ganvas models import FILE.onnx [--try PICTURE [--out RESULT]] [--id ID --title TITLE] [options]

Looks at a network from elsewhere and proposes how pictures go into it and come out, each with its reason. Each can be
corrected; with --try a picture is run through it, with --id and --title it is installed.

  --layout L         NCHW or NHWC, the order of the axes
  --order O          RGB or BGR
  --input-range R    signed (-1 to 1), unit (0 to 1), byte (0 to 255), imagenet, lab, or LOW,HIGH
  --output-range R   the same, of what comes out
  --range R          both
  --size S           WIDTHxHEIGHT, or a number: any multiple of it
  --side N           the shorter side of the pictures that it was trained on
  --kind K           style, drawing or color
  --draws D          lines, areas, labels or picture: what is drawn for a drawing model
  --normalisation N  picture or running: whose statistics batch normalisations use
  --dropout D        variations or off
  --output NAME      which output is the picture

A network that makes pictures of numbers alone is installed as a generator, for sketch:

  --prior P          normal or uniform: how its numbers are drawn; normal if not given
  --range R          signed, unit, byte, or LOW,HIGH; told by its last operator if not given
  --words A,B,…      names of its classes, in their order`

const settingOptions = {
  layout: { type: 'string' },
  order: { type: 'string' },
  range: { type: 'string' },
  'input-range': { type: 'string' },
  'output-range': { type: 'string' },
  size: { type: 'string' },
  side: { type: 'string' },
  kind: { type: 'string' },
  draws: { type: 'string' },
  normalisation: { type: 'string' },
  dropout: { type: 'string' },
  output: { type: 'string' },
} as const

/** `ganvas models import`. */
export async function importModel(args: string[], context: CommandContext): Promise<0> {
  const { values, positionals } = parseArgs({
    args,
    options: {
      ...settingOptions,
      try: { type: 'string' },
      out: { type: 'string' },
      id: { type: 'string' },
      title: { type: 'string' },
      'title-zh': { type: 'string' },
      licence: { type: 'string' },
      'data-licence': { type: 'string' },
      prior: { type: 'string' },
      words: { type: 'string' },
      overwrite: { type: 'boolean', default: false },
    },
    allowPositionals: true,
  })
  const [file, ...rest] = positionals
  if (!file || rest.length > 0) throw new UsageError('models import takes one file')
  const corrections = readCorrections(values)
  const { id, title } = values
  if ((id === undefined) !== (title === undefined))
    throw new UsageError(
      `--${id === undefined ? 'id' : 'title'} is missing: installing takes --id and --title`,
    )
  if (id !== undefined && !ModelId.safeParse(id).success)
    throw new UsageError(`--id "${id}" is not made of lower-case letters, digits and dashes, 64 at most`)
  if (values.out && !values.try) throw new UsageError('--out is of --try, which is missing')
  const format = values.out === undefined ? null : formatOf(values.out)

  const client = await context.engine()
  const { signal } = context
  const { layout } = corrections
  const asked = { source: { path: resolve(file) }, ...(layout && { layout }) }
  const report = await client.call('models.inspect', asked, { signal }).catch((thrown) => {
    if (isGenerator(thrown)) return null
    throw thrown
  })
  if (!report) return importGenerator(resolve(file), values, context)
  const { session } = report
  const settings = { ...report.proposal, ...corrections }
  const trial = values.try ? await attempt(client, report, settings, values.try, context) : null
  if (trial && format && values.out)
    await client.call(
      'files.export',
      {
        composite: trial.pixels,
        options: { format },
        target: { path: resolve(values.out), overwrite: values.overwrite },
      },
      { signal },
    )
  const { licence = 'not stated', 'data-licence': dataLicence = 'not stated' } = values
  const installed =
    id !== undefined && title !== undefined
      ? await client.call(
          'models.import',
          {
            session,
            settings,
            id,
            title: { en: title, 'zh-CN': values['title-zh'] ?? title },
            licence: { weights: licence, data: dataLicence },
            overwrite: values.overwrite,
          },
          { signal },
        )
      : null
  const { pixels: _, seen: __, ...judged } = trial ?? { pixels: null, seen: null }
  context.print(
    { ...report, settings, ...(trial && { trial: judged }), ...(installed && { installed }) },
    [
      describeReport(report, settings),
      ...(trial ? [describeTrial(trial, values.out)] : []),
      installed
        ? `${inEnglish(installed.comparison.said)}\n${installed.folder}: "${installed.manifest.id}" can be used now`
        : 'Nothing was installed. Say --id and --title to install it.',
    ].join('\n'),
  )
  return 0
}

async function attempt(
  client: Client<EngineContract>,
  { session }: ImportReport,
  settings: ImportSettings,
  picture: string,
  { signal }: CommandContext,
): Promise<TrialResult> {
  const shown = await openPicture(client, picture, signal)
  return client.call('models.tryOut', { session, settings, picture: shown }, { signal })
}

/** @throws UsageError for a value that the setting cannot have */
function readCorrections(values: Readonly<Record<string, unknown>>): Partial<ImportSettings> {
  const { range, size, side, 'input-range': input, 'output-range': output, ...plain } = values
  const given = {
    ...pick(plain, ['layout', 'order', 'kind', 'draws', 'normalisation', 'dropout', 'output']),
    ...definedRange('inputRange', input ?? range),
    ...definedRange('outputRange', output ?? range),
    ...(size !== undefined && { size: readSize(String(size)) }),
    ...(side !== undefined && { side: Number(side) }),
  }
  const parsed = ImportSettings.partial().safeParse(given)
  if (parsed.success) return parsed.data as Partial<ImportSettings>
  const name = String(parsed.error.issues[0]?.path[0])
  const option = name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
  const said = values[option] ?? values.range
  throw new UsageError(`--${option} "${said}" is none that it can have`)
}

const pick = (values: Readonly<Record<string, unknown>>, names: readonly string[]) =>
  Object.fromEntries(names.flatMap((name) => (values[name] === undefined ? [] : [[name, values[name]]])))

function definedRange(name: string, value: unknown): Record<string, unknown> {
  if (value === undefined) return {}
  const said = String(value)
  return { [name]: said.includes(',') ? said.split(',').map(Number) : said }
}

function readSize(said: string): unknown {
  const [width, height] = said.split('x').map(Number)
  return height === undefined ? { multiple: width } : { width, height }
}

function describeReport(report: ImportReport, settings: ImportSettings): string {
  const { name, bytes, opset, inputs, outputs, parameters, warnings, reasons, proposal } = report
  const tensors = (list: ImportReport['inputs']) =>
    list.map((each) => `${each.name} ${each.dtype} [${each.dims.map((d) => d ?? '?').join(', ')}]`).join(', ')
  const rows = (Object.keys(proposal) as ImportSetting[]).map((setting) => {
    const value = shown(settings[setting])
    const corrected = value !== shown(proposal[setting])
    const why = corrected
      ? `corrected; proposed was ${shown(proposal[setting])}`
      : inEnglish(reasons[setting]!)
    return `  ${setting.padEnd(14)} ${value.padEnd(12)} ${why}`
  })
  return [
    `${name}  ${bytes.toLocaleString('en')} bytes, opset ${opset}, ${parameters.toLocaleString('en')} weights`,
    `  inputs         ${tensors(inputs)}`,
    `  outputs        ${tensors(outputs)}`,
    ...rows,
    ...warnings.map(({ text }) => `  ! ${inEnglish(text)}`),
  ].join('\n')
}

function describeTrial(
  { pixels, seconds, statistics, warnings, said, comparison }: TrialResult,
  out: string | undefined,
): string {
  const { min, mean, max } = statistics
  return [
    `  tried out      ${pixels.width}x${pixels.height} in ${seconds.toFixed(2)} s, numbers from ${min.toPrecision(3)} to ${max.toPrecision(3)}, mean ${mean.toPrecision(3)}${out ? `: ${out}` : ''}`,
    ...[said, comparison.said].flatMap((each) => (each ? [`  ${inEnglish(each)}`] : [])),
    ...warnings.map(({ text }) => `  ! ${inEnglish(text)}`),
  ].join('\n')
}

function shown(value: ImportSettings[ImportSetting]): string {
  if (Array.isArray(value)) return value.join(',')
  if (typeof value !== 'object') return String(value)
  return 'multiple' in value ? `multiple of ${value.multiple}` : `${value.width}x${value.height}`
}

/** Whether an argument means a file rather than an installed model. */
export const isFile = (argument: string): boolean => argument.endsWith('.onnx') || existsSync(argument)
