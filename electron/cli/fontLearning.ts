import { parse, resolve } from 'node:path'
import { type LearnedStyle, LearnStyleInput } from '../contract/tools/fontReferences.ts'
import { UsageError } from './command.ts'

type Values = Readonly<Record<string, string | boolean | string[] | undefined>> & { out: string }

type Learned = Omit<LearnStyleInput, 'source' | 'characters'>

/**
 * What is learned before a font is made.
 *
 * @param model by which it is learned
 * @throws UsageError naming the option and what it may be
 */
export function readLearning(values: Values, model: string | undefined): Learned {
  const { references } = values
  if (model === undefined) throw new UsageError('--model is missing: by which model the style is learned')
  const given = (name: string, option: string) =>
    values[option] === undefined ? {} : { [name]: Number(values[option] || 'none') }
  const input = LearnStyleInput.omit({ source: true, characters: true }).safeParse({
    model,
    references: resolve(String(references)),
    ...given('face', 'references-face'),
    ...given('count', 'references-count'),
    ...given('steps', 'learning-steps'),
    as: values.keep ?? idOf(parse(values.out).name),
    overwrite: values.overwrite === true,
    permitted: values.permitted === true,
  })
  if (input.success) return input.data
  const [issue] = input.error.issues
  const options: Record<string, string> = {
    as: 'keep',
    face: 'references-face',
    count: 'references-count',
    steps: 'learning-steps',
  }
  const option = options[String(issue?.path[0])] ?? String(issue?.path[0])
  throw new UsageError(`--${option} "${values[option] ?? values.out}": ${issue?.message}`)
}

const idOf = (name: string): string =>
  name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
    .slice(0, 36) || 'learned-style'

export const toldOf = ({
  model,
  style,
  references,
  overlapBefore,
  overlapAfter,
  seconds,
}: LearnedStyle): string =>
  `${model}: the style "${style}", learned from ${references} glyphs in ${seconds.toFixed(0)} s; overlap with glyphs held back ${overlapBefore.toFixed(3)} before, ${overlapAfter.toFixed(3)} after`
