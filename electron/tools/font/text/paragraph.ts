import createBidi from 'bidi-js'
import { isCjk } from '../write/design.ts'
import type { Cast, Face } from './faces.ts'
import { scriptsOf } from './scripts.ts'

const bidi = createBidi()
const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

/** A character as readers count them. Places are UTF-16 units of its paragraph. */
export interface Grapheme {
  readonly from: number
  readonly to: number
  readonly text: string
  readonly face: Face
  /** ISO 15924. */
  readonly script: string
  /** Of Unicode's annex 9: odd ones run from the right to the left. */
  readonly level: number
  /** In vertical text, it stands upright. */
  readonly upright: boolean
  readonly space: boolean
}

/** Text between line feeds, ready to be broken into lines. */
export interface Paragraph {
  readonly text: string
  /** Where it begins in the whole text. */
  readonly start: number
  /** The level of the paragraph itself. */
  readonly level: number
  readonly graphemes: readonly Grapheme[]
}

/** The characters of a text, as readers count them. */
export const graphemesIn = (text: string): string[] =>
  Array.from(segmenter.segment(text), ({ segment }) => segment)

export function paragraphOf(text: string, start: number, cast: Cast): Paragraph {
  const segments = [...segmenter.segment(text)]
  const scripts = scriptsOf(segments.map(({ segment }) => segment))
  const { levels, paragraphs } = bidi.getEmbeddingLevels(text)
  return {
    text,
    start,
    level: paragraphs[0]?.level ?? 0,
    graphemes: segments.map(({ segment, index }, k) => ({
      from: index,
      to: index + segment.length,
      text: segment,
      face: cast.faceFor(segment),
      script: scripts[k]!,
      level: levels[index]!,
      upright: isCjk(segment.codePointAt(0)!),
      space: /^\s/u.test(segment),
    })),
  }
}

/** What is shaped as one: neighbours in one font, script and direction. */
export interface Run {
  /** Of {@link Paragraph.graphemes}. */
  readonly first: number
  readonly end: number
  readonly face: Face
  readonly script: string
  readonly level: number
  readonly upright: boolean
}

/** The runs of a line from left to right, or downwards: by rules L1 and L2 of Unicode's annex 9. */
export function visualRuns(
  { graphemes, level: base }: Paragraph,
  first: number,
  end: number,
  vertical: boolean,
): Run[] {
  let inked = end
  while (inked > first && graphemes[inked - 1]!.space) inked--
  const runs: { -readonly [K in keyof Run]: Run[K] }[] = []
  for (let at = first; at < end; at++) {
    const { face, script, upright: stands, level: own } = graphemes[at]!
    const level = at >= inked ? base : own
    const upright = vertical && stands
    const last = runs.at(-1)
    if (
      last &&
      last.face === face &&
      last.script === script &&
      last.level === level &&
      last.upright === upright
    )
      last.end = at + 1
    else runs.push({ first: at, end: at + 1, face, script, level, upright })
  }
  return reordered(runs)
}

/** From the highest level to the lowest odd one, every stretch of runs at it or above is turned round. */
function reordered<T extends { readonly level: number }>(runs: readonly T[]): T[] {
  const ordered = [...runs]
  const highest = Math.max(0, ...runs.map(({ level }) => level))
  for (let level = highest; level > 0; level--)
    for (let from = 0; from < ordered.length; from++) {
      let to = from
      while (to < ordered.length && ordered[to]!.level >= level) to++
      if (to > from) ordered.splice(from, to - from, ...ordered.slice(from, to).reverse())
      from = Math.max(from, to)
    }
  return ordered
}
