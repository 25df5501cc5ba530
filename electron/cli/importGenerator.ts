import type { ValueRange } from '../contract/procedures/imports.ts'
import { type CommandContext, UsageError } from './command.ts'

interface Values {
  id?: string | undefined
  title?: string | undefined
  'title-zh'?: string | undefined
  licence?: string | undefined
  'data-licence'?: string | undefined
  prior?: string | undefined
  range?: string | undefined
  words?: string | undefined
  overwrite: boolean
}

/** `ganvas models import` of a generator. */
export async function importGenerator(
  path: string,
  values: Values,
  { engine, signal, print }: CommandContext,
): Promise<0> {
  const { id, title, prior, words, overwrite } = values
  if (!id || !title) throw new UsageError('a generator is installed by --id and --title')
  if (prior !== undefined && prior !== 'normal' && prior !== 'uniform')
    throw new UsageError(`--prior "${prior}" is neither normal nor uniform`)
  const range = values.range === undefined ? undefined : rangeOf(values.range)
  const client = await engine()
  const installed = await client.call(
    'sketch.import',
    {
      source: { path },
      id,
      title: { en: title, 'zh-CN': values['title-zh'] ?? title },
      licence: { weights: values.licence ?? 'not stated', data: values['data-licence'] ?? 'not stated' },
      ...(prior && { prior }),
      ...(range && { range }),
      ...(words !== undefined && { words: words.split(',') }),
      overwrite,
    },
    { signal },
  )
  const { generation, outputs } = installed.manifest
  const [output] = outputs
  const size = output && 'width' in output.size ? `${output.size.width}x${output.size.height}` : ''
  print(
    installed,
    `${installed.folder}: "${id}" draws ${size} px of "${generation!.latent.name}" [${generation!.latent.shape.join(', ')}], and can be sketched with now`,
  )
  return 0
}

const named: Partial<Record<ValueRange & string, [number, number]>> = {
  signed: [-1, 1],
  unit: [0, 1],
  byte: [0, 255],
}

function rangeOf(said: string): [number, number] {
  const [low, high, ...rest] = said.split(',').map(Number)
  const given =
    named[said as keyof typeof named] ??
    (rest.length === 0 && Number(low) < Number(high) ? [low!, high!] : null)
  if (given) return given as [number, number]
  throw new UsageError(`--range "${said}" is neither signed, unit, byte nor LOW,HIGH`)
}
