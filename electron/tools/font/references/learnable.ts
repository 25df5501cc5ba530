import { GanvasError } from '../../../contract/errors.ts'
import { text } from '../../../contract/text.ts'
import { bearingsOf } from '../bearings.ts'
import { renderField } from '../field.ts'
import type { FontFile } from '../file/fontFile.ts'
import type { Outline } from '../outline/outline.ts'
import { pathOf } from '../outline/path.ts'
import { frames, isRedrawn, placed, type Script } from '../script.ts'
import type { Reference } from './reference.ts'

/** So few glyphs tell nothing of a style but its weight and width. */
export const MIN_REFERENCES = 10

/** A character as the source draws it and as the style does, each placed as networks of its script see it. */
export interface ReferencePair {
  character: number
  source: Outline
  target: Outline
  /** Both side bearings together, in thousandths of the em. */
  bearings: { source: number; style: number }
}

export interface Learnable {
  pairs: ReferencePair[]
  /** Characters that the source lacks: a network is shown the source's glyph. */
  withoutSource: number[]
  /** Characters that models of this script do not redraw. */
  other: number[]
  /** Characters whose references have no ink within the em. */
  empty: number[]
}

/**
 * What of some references a style can be learned from: characters of the model's script that the source has and that have ink. The
 * last reference of a character counts.
 *
 * @throws invalid-input where too few are left, naming why, or where all show the same
 */
export function learnable(
  references: readonly Reference[],
  font: Pick<FontFile, 'drawn' | 'glyphOf' | 'advance'>,
  script: Script,
): Learnable {
  const found: Learnable = { pairs: [], withoutSource: [], other: [], empty: [] }
  const last = new Map(references.map((reference) => [reference.character, reference]))
  for (const { character, outline, advance: known } of last.values()) {
    const source = font.drawn(character)
    if (!isRedrawn(script, character)) found.other.push(character)
    else if (!source) found.withoutSource.push(character)
    else {
      const own = font.advance(font.glyphOf(character))
      const advance = known ?? own
      const target = placed(outline, advance, script)
      if (hasInk(target, script))
        found.pairs.push({
          character,
          source: placed(source, own, script),
          target,
          bearings: { source: bearingsOf(source, own), style: bearingsOf(outline, advance) },
        })
      else found.empty.push(character)
    }
  }
  checkEnough(found, last.size)
  return found
}

const hasInk = (outline: Outline, script: Script): boolean =>
  renderField(outline, frames[script]).data.some((distance) => distance > 0)

function checkEnough({ pairs, withoutSource, other, empty }: Learnable, given: number): void {
  if (pairs.length < MIN_REFERENCES)
    throw new GanvasError(
      'invalid-input',
      text('fonts.fewReferences', {
        count: pairs.length,
        least: MIN_REFERENCES,
        given,
        lacking: withoutSource.length,
        other: other.length,
        empty: empty.length,
      }),
    )
  if (new Set(pairs.map(({ target }) => pathOf(target))).size === 1)
    throw new GanvasError('invalid-input', text('fonts.sameReferences'))
}
