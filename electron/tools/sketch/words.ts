import type { GeneratorWord } from '../../contract/model/generation.ts'
import type { Random } from '../../nets/random.ts'
import type { Generator } from './generator.ts'

/** Words that say nothing of a picture. */
const EMPTY = new Set([
  'a',
  'an',
  'the',
  'of',
  'and',
  'with',
  'in',
  'on',
  'some',
  '的',
  '一',
  '个',
  '朵',
  '件',
  '只',
  '和',
])

/** What of a text was understood, each wholly, and what was not. */
export interface Understood {
  readonly words: Readonly<Record<string, number>>
  readonly unknown: readonly string[]
}

/**
 * Finds what a generator knows in a text, in any language of its words' titles: the longest titles first, a plural of an English
 * one too. Of two words of one group that are both said each counts half.
 */
export function understand(known: readonly GeneratorWord[], text: string): Understood {
  let rest = ` ${text.toLowerCase().replace(/[\p{P}\p{S}]+/gu, ' ')} `
  const said = new Set<GeneratorWord>()
  const spellings = known
    .flatMap((word) =>
      [word.name, ...Object.values(word.title)].map((spelling) => ({
        word,
        spelling: spelling.toLowerCase().replaceAll('-', ' ').trim(),
      })),
    )
    .sort((a, b) => b.spelling.length - a.spelling.length)
  for (const { word, spelling } of spellings) {
    const found = rest.replace(patternOf(spelling), ' ')
    if (found === rest) continue
    said.add(word)
    rest = found
  }
  const inGroup = (group: string) => [...said].filter((word) => word.group === group).length
  const words = Object.fromEntries([...said].map(({ name, group }) => [name, 1 / inGroup(group)]))
  const unknown = rest.split(/\s+/u).filter((part) => part && !saysNothing(part))
  return { words, unknown: [...new Set(unknown)] }
}

/** Chinese is written without spaces: of it each character counts by itself. */
const saysNothing = (part: string): boolean =>
  EMPTY.has(part) || (/^\p{Script=Han}+$/u.test(part) && [...part].every((character) => EMPTY.has(character)))

/** Words of letters stand between spaces, and may be plurals; Chinese ones stand anywhere. */
function patternOf(spelling: string): RegExp {
  const plain = spelling.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  if (!/^[\p{Script=Latin}\d ]+$/u.test(spelling)) return new RegExp(plain, 'gu')
  const stem = plain.replace(/y$/, '(?:y|ie)')
  return new RegExp(`(?<= )${stem}(?:e?s)?(?= )`, 'gu')
}

/**
 * The condition of so much of each word, [words]. Of a group of which nothing is said, `own` says what is shown: without one
 * each word has the same share.
 */
export function conditionOf(
  { condition }: Pick<Generator, 'condition'>,
  said: Readonly<Record<string, number>>,
  own?: Float32Array,
): Float32Array {
  const known = condition?.words ?? []
  return Float32Array.from(known, ({ name, group }, k) => {
    const all = known.filter((word) => word.group === group)
    const sum = all.reduce((total, word) => total + (said[word.name] ?? 0), 0)
    if (sum > 0) return (said[name] ?? 0) / sum
    return own ? own[k]! : 1 / all.length
  })
}

/** One word of each group at random, [words]. */
export function drawWords({ condition }: Pick<Generator, 'condition'>, random: Random): Float32Array {
  const known = condition?.words ?? []
  const groups = [...new Set(known.map(({ group }) => group))]
  const drawn = new Set(
    groups.map((group) => {
      const all = known.filter((word) => word.group === group)
      return all[random.below(all.length)]
    }),
  )
  return Float32Array.from(known, (word) => (drawn.has(word) ? 1 : 0))
}

/** A condition as shares by name, those of nothing left out. */
export const wordsOf = (
  { condition }: Pick<Generator, 'condition'>,
  shares: ArrayLike<number>,
): Record<string, number> =>
  Object.fromEntries(
    (condition?.words ?? [])
      .map(({ name }, k) => [name, shares[k]!] as const)
      .filter(([, share]) => share > 0),
  )
