import type { FontManner } from '../contract/tools/font.ts'
import { UsageError } from './command.ts'

/** What parseArgs tells of one argument, as far as it is needed here. */
interface Token {
  kind: string
  name?: string
  value?: string | undefined
}

/**
 * Models and their styles, as they follow each other: a style is that of the model before it. With references one model has no
 * style: it learns one.
 *
 * @throws UsageError for half of a choice
 */
export function readManners(
  tokens: readonly Token[],
  references: boolean,
): { manners: FontManner[]; learner: string | undefined } {
  const chosen: { model: string; style?: string }[] = []
  for (const { kind, name, value = '' } of tokens) {
    if (kind !== 'option') continue
    const last = chosen.at(-1)
    if (name === 'model') chosen.push({ model: value })
    else if (name === 'style' && !last)
      throw new UsageError('--model is missing: which model has the style; it goes before --style')
    else if (name === 'style' && last?.style !== undefined)
      throw new UsageError(`--style "${value}": the model "${last.model}" has a style already`)
    else if (name === 'style') last!.style = value
  }
  const without = chosen.filter(({ style }) => style === undefined)
  if (references && chosen.length > 0 && without.length === 0)
    throw new UsageError('--style and --references exclude each other: a style is there, or is learned')
  if (without.length > (references ? 1 : 0))
    throw new UsageError(`--style is missing: which style of the model "${without.at(-1)!.model}"`)
  return {
    manners: chosen.flatMap(({ model, style }) =>
      style === undefined ? [] : [{ model, mixture: mixtureOf(style) }],
    ),
    learner: without[0]?.model,
  }
}

function mixtureOf(style: string): FontManner['mixture'] {
  const mixture = style.split(',').map((each): [string, number] => {
    const [name = '', weight = '1', ...rest] = each.split('=')
    if (name === '' || weight === '' || !(Number(weight) >= 0) || rest.length > 0)
      throw new UsageError(`--style "${style}" is not of the form NAME or NAME=2,NAME=1`)
    return [name, Number(weight)]
  })
  return Object.fromEntries(mixture)
}
